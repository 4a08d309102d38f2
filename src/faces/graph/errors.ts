import type { GraphError } from '../../../contract/graph/envelope.ts'
import { toBase64, utf8 } from '../../base/bytes.ts'
import { Refusal, type RefusalCode, type RefusalKind } from '../../base/refusal.ts'
import { type Instant, toIso } from '../../base/time.ts'
import type { Logger } from '../../kernel/log.ts'
import type { GraphResponse } from './router.ts'

interface Mapping {
  readonly status: number
  /** The code of the directory's resources. */
  readonly directory: string
  /** The code of the authentication methods API, which writes its codes in another style. */
  readonly methods: string
}

/**
 * What Graph answers for each kind of refusal.
 *
 * Source: facts/entra.md §2.7, §12.
 */
const graphKinds = {
  invalid: { status: 400, directory: 'Request_BadRequest', methods: 'badRequest' },
  unauthenticated: { status: 401, directory: 'InvalidAuthenticationToken', methods: 'InvalidAuthenticationToken' },
  forbidden: { status: 403, directory: 'Authorization_RequestDenied', methods: 'accessDenied' },
  notFound: { status: 404, directory: 'Request_ResourceNotFound', methods: 'itemNotFound' },
  methodNotAllowed: { status: 405, directory: 'Request_BadRequest', methods: 'badRequest' },
  conflict: { status: 409, directory: 'Request_Conflict', methods: 'conflict' },
  gone: { status: 410, directory: 'Gone', methods: 'gone' },
  preconditionFailed: { status: 412, directory: 'Request_PreconditionFailed', methods: 'preconditionFailed' },
  tooLarge: { status: 413, directory: 'Request_EntityTooLarge', methods: 'requestEntityTooLarge' },
  unsupportedMediaType: { status: 415, directory: 'Request_UnsupportedMediaType', methods: 'unsupportedMediaType' },
  throttled: { status: 429, directory: 'TooManyRequests', methods: 'tooManyRequests' },
  notImplemented: { status: 501, directory: 'NotImplemented', methods: 'notImplemented' },
  unavailable: { status: 503, directory: 'ServiceUnavailable', methods: 'serviceUnavailable' },
} as const satisfies Record<RefusalKind, Mapping>

/** Codes Graph has for a single case. */
const exactCodes: Partial<Record<RefusalCode, string>> = {
  batchInvalid: 'BadRequest',
  dependencyFailed: 'FailedDependency',
  tooManyRequests: 'TooManyRequests',
  unsupportedQuery: 'Request_UnsupportedQuery',
  userPrincipalNameTaken: 'Request_MultipleObjectsWithSameKeyValue',
  userNotFound: 'Request_ResourceNotFound',
  syncStateNotFound: 'syncStateNotFound',
}

/** Statuses Graph has for a single case. */
const exactStatuses: Partial<Record<RefusalCode, number>> = { dependencyFailed: 424 }

/** The status for a refusal. */
export const graphStatus = (code: RefusalCode, kind: RefusalKind): number =>
  exactStatuses[code] ?? graphKinds[kind].status

/** What an answer is written about: the request's own ids, its address and the time. */
export interface ErrorContext {
  /** Path below the version; it decides the style of the code. */
  readonly path: string
  readonly requestId: string
  readonly clientRequestId: string
  readonly now: Instant
}

const isMethodsPath = (path: string): boolean =>
  /^(\/policies)?\/authenticationMethodsPolicy(\/|$)|\/authentication(\/|$)/i.test(path)

/** The `error.code` for a refusal at an address. */
export function graphCode(code: RefusalCode, kind: RefusalKind, methodsStyle: boolean): string {
  const exact = methodsStyle && code === 'unsupportedQuery' ? undefined : exactCodes[code]
  return exact ?? (methodsStyle ? graphKinds[kind].methods : graphKinds[kind].directory)
}

/** Answers a refusal in Graph's envelope, or a fault with a fixed text and an entry in the log. */
export function errorResponse(error: unknown, context: ErrorContext, log: Logger): GraphResponse {
  if (error instanceof Refusal) return refusalResponse(error, context)
  log.error(
    { err: error, requestId: context.requestId, correlationId: context.clientRequestId },
    'Graph request failed',
  )
  const code = isMethodsPath(context.path) ? 'generalException' : 'UnknownError'
  const message = `The request failed inside the server. Ask its operator about request ${context.requestId}.`
  return { status: 500, body: envelope({ code, message }, {}, context) }
}

function refusalResponse(refusal: Refusal, context: ErrorContext): GraphResponse {
  const methodsStyle = isMethodsPath(context.path)
  const code = graphCode(refusal.code, refusal.kind, methodsStyle)
  const repeated = methodsStyle ? { message: refusal.message } : {}
  const target = refusal.field === undefined ? {} : { target: refusal.field }
  return {
    status: graphStatus(refusal.code, refusal.kind),
    headers: headersOf(refusal, context.now),
    body: envelope({ code, message: refusal.message, ...target }, { code: refusal.code, ...repeated }, context),
  }
}

/**
 * Sends a client that understands it to sign the person in anew, which a policy asks for.
 *
 * The claim makes it pass over the tokens that it holds; Microsoft's libraries call this a claims challenge.
 */
function claimsChallenge(now: Instant): string {
  const claims = { access_token: { nbf: { essential: true, value: String(Math.floor(now / 1000)) } } }
  const encoded = toBase64(utf8(JSON.stringify(claims)))
  return `Bearer realm="", error="insufficient_claims", claims="${encoded}"`
}

function headersOf(refusal: Refusal, now: Instant): Record<string, string> {
  if (refusal.code === 'moreProofNeeded' || refusal.code === 'accessBlocked') {
    return { 'www-authenticate': claimsChallenge(now) }
  }
  if (refusal.kind === 'unauthenticated') {
    const reason = refusal.code === 'tokenInvalid' ? ', error="invalid_token"' : ''
    return { 'www-authenticate': `Bearer realm=""${reason}` }
  }
  if (refusal.retryAfterSeconds !== undefined) return { 'retry-after': String(Math.ceil(refusal.retryAfterSeconds)) }
  return refusal.kind === 'throttled' || refusal.kind === 'unavailable' ? { 'retry-after': '5' } : {}
}

function envelope(
  error: { readonly code: string; readonly message: string; readonly target?: string },
  inner: { readonly code?: string; readonly message?: string },
  { requestId, clientRequestId, now }: ErrorContext,
): GraphError {
  const date = toIso(now).slice(0, 19)
  return {
    error: { ...error, innerError: { ...inner, date, 'request-id': requestId, 'client-request-id': clientRequestId } },
  }
}
