import { type Adapter, errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { Instant } from '../base/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { accessTo, type Whereabouts } from './admission.ts'
import type { SignedInUser } from './claims.ts'
import type { RequestFacts } from './clients.ts'
import { recordSignInOfPerson } from './record.ts'
import { TokenRefusal } from './refusal.ts'
import { accessRefusal } from './rules/access-refusal.ts'
import { tokenErrors } from './rules/token-errors.ts'
import type { TokenError } from './rules.ts'

/**
 * Lets a person go on to an application only where the Conditional Access policies do.
 *
 * What they say against it is recorded, and goes back to the application as an error.
 * With `isSilent` the application asked that nobody be asked.
 */
export async function requireAccess(
  kernel: Kernel,
  facts: RequestFacts,
  signedIn: SignedInUser,
  isSilent = false,
): Promise<void> {
  const refusal = await judged(kernel, facts, signedIn, facts.origin)
  if (!refusal) return
  const { origin } = facts
  await kernel.store.write({ kind: 'anonymous', origin }, async (w) => {
    recordSignInOfPerson(w, facts, signedIn, refusal, isSilent)
  })
  const text = `AADSTS${refusal.code}: ${refusal.text} Correlation ID: ${origin.correlationId}`
  throw refusal.code === 53003 ? new errors.AccessDenied(text) : new errors.InteractionRequired(text)
}

/**
 * The same where a code or a refresh token is exchanged, so that a policy made meanwhile counts.
 *
 * Returns when the policies want something proved anew; null where never.
 * A code is judged by where the browser was that asked for it, a refresh by where it comes from.
 */
export async function requireAccessForToken(
  kernel: Kernel,
  ctx: KoaContextWithOIDC,
  facts: RequestFacts,
  signedIn: SignedInUser,
): Promise<Instant | null> {
  const grantType = ctx.oidc.params?.['grant_type']
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') return null
  const isRefresh = grantType === 'refresh_token'
  const refusal = await judged(kernel, facts, signedIn, isRefresh ? facts.origin : (facts.askedFrom ?? facts.origin))
  if (refusal)
    throw new TokenRefusal(
      refusal === tokenErrors.sessionTooOld && isRefresh ? tokenErrors.refreshTokenTooOld : refusal,
    )
  return facts.access?.countsUntil ?? null
}

async function judged(
  kernel: Kernel,
  facts: RequestFacts,
  signedIn: SignedInUser,
  origin: Whereabouts,
): Promise<TokenError | undefined> {
  const { application } = facts
  if (!application) throw new Error('Access is judged before its application is known')
  const access = await kernel.store.read((r) => accessTo(kernel, r, application, signedIn, origin))
  Object.assign(facts, { access })
  return accessRefusal(access.errorCode)
}

/** Keeps with each grant where the browser was that asked for it, and tells it when the grant is looked up again. */
export const rememberingWhereabouts = (grants: Adapter, factsNow: () => RequestFacts | undefined): Adapter => ({
  ...grants,
  upsert: (id, payload, expiresIn) => {
    const { ipAddress, userAgent } = factsNow()?.origin ?? {}
    return grants.upsert(id, { ...payload, askedFrom: { ipAddress, userAgent } }, expiresIn)
  },
  find: async (id) => {
    const found = await grants.find(id)
    const facts = factsNow()
    if (facts && found) Object.assign(facts, { askedFrom: found['askedFrom'] })
    return found
  },
})
