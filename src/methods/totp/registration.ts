import { fromBase64Url, toBase64Url } from '../../base/bytes.ts'
import { uuid } from '../../base/random.ts'
import { Refusal } from '../../base/refusal.ts'
import type { UserId } from '../../base/text.ts'
import { beginCeremony, consumeRegistration, findLatestCeremony } from '../../ceremonies/service.ts'
import { requireUser, tenant } from '../../directory/service.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Read, Write } from '../../kernel/store.ts'
import { policyFor } from '../../policies/authentication-methods/service.ts'
import type { CeremonyContext, RegisterCeremony } from '../method.ts'
import { ownerTarget, requireInScope, requireMethodName } from '../owner.ts'
import { uniqueName } from '../rules/names.ts'
import { matchingStep, type OathKey, oathKey } from './codes.ts'
import { tokenProperties } from './properties.ts'
import { mostTokens, oathReasons, readTypedCode, secretBytes } from './rules.ts'
import { sealSecret } from './secret.ts'
import { insertToken, listTokensOf } from './store.ts'

/** The first code that the new app shows. */
export interface OathRegistration {
  readonly code: string
  readonly displayName?: string
}

type RegistrationContext = CeremonyContext & { readonly userId: UserId }

export interface CheckedOathRegistration {
  /** The registration answered, where one is open. */
  readonly pending: { readonly id: string; readonly secret: Uint8Array } | undefined
  /** The time step of the code; undefined when it is wrong. */
  readonly step: number | undefined
  readonly displayName: string | undefined
}

const ceremonyOwner = ({ userId, boundTo }: Pick<RegistrationContext, 'userId' | 'boundTo'>) =>
  ({ kind: 'softwareOathRegistration', userId, boundTo }) as const

/**
 * Adding an authenticator app.
 *
 * `begin` returns an `OathKey`; nothing can be used before `settle` has seen a first code made from it.
 * A wrong code leaves the registration open until its time is over.
 * `begin` refuses with `methodDisabled`, `userNotIncluded`, `userExcluded` or `tooManyMethods`, `check` with `nameInvalid`.
 *
 * Source: RFC 6238; facts/entra.md §5, §10.2.
 */
export const register: RegisterCeremony<OathRegistration, CheckedOathRegistration> = {
  offer: async (r, userId) => {
    const { scope } = await policyFor(r, 'SoftwareOath', userId)
    if (!scope.allowed) return { why: scope.why }
    return { why: (await listTokensOf(r, userId)).length < mostTokens ? null : 'tooManyMethods' }
  },

  begin: async (kernel, w, context): Promise<OathKey> => {
    const user = await requireUser(w, context.userId)
    requireInScope((await policyFor(w, 'SoftwareOath', user.id)).scope, 'Authenticator apps are')
    if ((await listTokensOf(w, user.id)).length >= mostTokens) throw new Refusal('tooManyMethods', oathReasons.tooMany)
    const secret = w.random.bytes(secretBytes)
    await beginCeremony(kernel, w, ceremonyOwner(context), uuid(w.random), toBase64Url(secret))
    w.audit({
      activity: 'userStartedSecurityInfoRegistration',
      reason: 'User started registration of Authenticator App with Code',
      targets: [ownerTarget(user)],
    })
    return oathKey(secret, (await tenant(w)).displayName, user.userPrincipalName)
  },

  check: async (kernel, context, answer) => {
    const displayName = answer.displayName === undefined ? undefined : requireMethodName(answer.displayName)
    const pending = await kernel.store.read((r) => findPending(kernel, r, context))
    const code = readTypedCode(answer.code)
    const step = pending && code ? matchingStep(pending.secret, code, kernel.clock.now()) : undefined
    return { pending, step, displayName }
  },

  settle: async (kernel, w, context, { pending, step, displayName }) => {
    if (!pending) return refuse(w, context, oathReasons.over)
    if (step === undefined) return refuse(w, context, oathReasons.wrong)
    if (!(await consumeRegistration(w, ceremonyOwner(context), pending.id))) return refuse(w, context, oathReasons.over)
    const { scope } = await policyFor(w, 'SoftwareOath', context.userId)
    if (!scope.allowed) return refuse(w, context, oathReasons.notOffered)
    const existing = await listTokensOf(w, context.userId)
    if (existing.length >= mostTokens) return refuse(w, context, oathReasons.tooMany)
    const taken = existing.map(({ token }) => token.displayName)
    const token = {
      id: pending.id,
      userId: context.userId,
      displayName: uniqueName(displayName ?? 'Authenticator app', taken),
      lastStep: step,
      createdAt: w.now,
      lastUsedAt: null,
    }
    await insertToken(w, { token, sealed: sealSecret(kernel, token, pending.secret) })
    w.audit({
      activity: 'userRegisteredSecurityInfo',
      reason: 'User registered Authenticator App with Code',
      targets: [ownerTarget(await requireUser(w, context.userId), tokenProperties(undefined, token))],
    })
    return { ok: true, value: { methodId: token.id, displayName: token.displayName } }
  },
}

async function findPending(kernel: Kernel, r: Read, context: Pick<RegistrationContext, 'userId' | 'boundTo'>) {
  const open = await findLatestCeremony(kernel, r, ceremonyOwner(context))
  const secret = open.ok && typeof open.state === 'string' ? fromBase64Url(open.state) : undefined
  return open.ok && secret ? { id: open.id, secret } : undefined
}

/** The key of the registration not yet confirmed, to be shown again in the session that began it; nothing when over. */
export async function pendingOathKey(
  kernel: Kernel,
  r: Read,
  context: Pick<RegistrationContext, 'userId' | 'boundTo'>,
): Promise<OathKey | undefined> {
  const pending = await findPending(kernel, r, context)
  const user = pending && (await requireUser(r, context.userId))
  return user && oathKey(pending.secret, (await tenant(r)).displayName, user.userPrincipalName)
}

async function refuse(w: Write, context: RegistrationContext, why: string) {
  w.audit({
    activity: 'userRegisteredSecurityInfo',
    result: 'failure',
    reason: `User failed to register Authenticator App with Code: ${why}`,
    targets: [ownerTarget(await requireUser(w, context.userId))],
  })
  return { ok: false, why } as const
}
