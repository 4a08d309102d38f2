import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import type { Actor } from '../base/actor.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Write } from '../kernel/store.ts'
import { reserveAttempt } from '../throttling/service.ts'
import type { RequestFacts } from './clients.ts'
import { recordSignInOfApplication, recordSignInOfPerson } from './record.ts'
import { TokenRefusal } from './refusal.ts'
import { answeredScope } from './rules/scopes.ts'
import { tokenErrors } from './rules/token-errors.ts'
import { accessTokenLifetimeSeconds, errorBody, type TokenError } from './rules.ts'

type FactsOf = (ctx: KoaContextWithOIDC) => RequestFacts

/**
 * Stands around the token endpoint: records how the request ended, before it is answered, and words refusals as Entra.
 *
 * A token whose record can't be kept is not handed out.
 */
export const concludeTokenRequest =
  (kernel: Kernel, factsOf: FactsOf) =>
  async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    const facts = factsOf(ctx)
    try {
      await next()
      if (ctx.oidc?.route !== 'token' || ctx.method !== 'POST') return
      const refusal = ctx.status < 400 ? undefined : refusalOf(ctx, facts)
      const answered = await record(kernel, facts, refusal)
      if (answered) answer(kernel, ctx, facts, answered)
      else if (isObject(ctx.body)) ctx.body = completed(kernel, ctx, facts, ctx.body)
    } catch (error) {
      kernel.log.error({ err: error, correlationId: facts.origin.correlationId }, 'A token request failed')
      answer(kernel, ctx, facts, tokenErrors.fault)
    }
  }

function answer(kernel: Kernel, ctx: KoaContextWithOIDC, facts: RequestFacts, refusal: TokenError): void {
  ctx.status = refusal.status
  if (refusal.retryAfterSeconds !== undefined) ctx.set('Retry-After', String(refusal.retryAfterSeconds))
  const { traceId, origin } = facts
  ctx.body = errorBody(refusal, { now: kernel.clock.now(), traceId, correlationId: origin.correlationId })
}

/** The engine's answer with what Entra has besides. */
function completed(kernel: Kernel, ctx: KoaContextWithOIDC, { account }: RequestFacts, body: object): object {
  const whole = { ...body, ext_expires_in: accessTokenLifetimeSeconds }
  if (!account || !('scope' in body)) return whole
  const asked = String(ctx.oidc.body?.['scope'] ?? '')
  return { ...whole, scope: answeredScope(String(body.scope), asked, kernel.settings.publicUrl) }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Which of our refusals the engine's error stands for. */
function refusalOf(ctx: KoaContextWithOIDC, { error, clientId, application }: RequestFacts): TokenError {
  if (error instanceof TokenRefusal) return error.refusal
  if (!(error instanceof errors.OIDCProviderError) || ctx.status >= 500) return tokenErrors.fault
  if (clientId !== undefined && !application) return tokenErrors.unknownApplication
  if (error.error_description === 'requested grant type is not allowed for this client') {
    return tokenErrors.grantNotOffered
  }
  switch (error.error) {
    case 'invalid_client':
      return tokenErrors.secretMissing
    case 'unsupported_grant_type':
      return tokenErrors.grantNotOffered
    case 'invalid_grant':
      return tokenErrors.grantInvalid
    case 'invalid_scope':
      return tokenErrors.scopeNotDefault
    case 'invalid_target':
      return tokenErrors.unknownResource
    default:
      return missingParameter(ctx, application !== undefined)
  }
}

function missingParameter(ctx: KoaContextWithOIDC, isKnown: boolean): TokenError {
  const { body } = ctx.oidc
  const isForm = isObject(body) && ctx.is('application/x-www-form-urlencoded')
  if (!isForm) return tokenErrors.malformed
  if (isKnown) return 'grant_type' in body ? tokenErrors.malformed : tokenErrors.grantTypeMissing
  return 'client_id' in body || ctx.headers.authorization ? tokenErrors.malformed : tokenErrors.clientIdMissing
}

/**
 * Records the request as a sign-in of the application, and says what to answer: nothing where a token is handed out.
 *
 * Wrong secrets are counted by application and source, and answered with a wait once there are too many.
 * The right secret is never made to wait: its 256 bits can't be guessed, and nobody is to lock an application out.
 * A request that names no client is no sign-in of anybody.
 */
async function record(
  kernel: Kernel,
  facts: RequestFacts,
  refusal: TokenError | undefined,
): Promise<TokenError | undefined> {
  if (facts.clientId === undefined) return refusal
  const actor: Actor = { kind: 'anonymous', origin: facts.origin }
  return kernel.store.write(actor, async (w) => {
    const told = refusal && (await slowedDown(kernel, w, facts, refusal))
    if (facts.account) recordSignInOfPerson(w, facts, facts.account, told, true)
    else recordSignInOfApplication(w, facts, told)
    return told
  })
}

async function slowedDown(kernel: Kernel, w: Write, facts: RequestFacts, refusal: TokenError): Promise<TokenError> {
  if (refusal !== tokenErrors.wrongSecret && refusal !== tokenErrors.unknownApplication) return refusal
  const reservation = await reserveAttempt(kernel, w, {
    kind: 'clientSecret',
    account: facts.application?.appId ?? 'unknown application',
    ipAddress: facts.origin.ipAddress,
    sparesSource: true,
  })
  return reservation.ok ? refusal : { ...tokenErrors.throttled, retryAfterSeconds: reservation.waitSeconds }
}
