import type { CatalogueEntry } from './kind.ts'

export const requestRefusals = {
  malformedRequest: { kind: 'invalid', when: 'the body or a parameter does not have the documented shape' },
  unsupportedQuery: { kind: 'invalid', when: 'a query option or filter is not supported on this resource' },
  batchInvalid: {
    kind: 'invalid',
    when: 'the requests of a batch cannot be carried out in any order, or lack a header',
  },
  dependencyFailed: { kind: 'preconditionFailed', when: 'in a batch, a request that this one depends on failed' },
  bodyTooLarge: { kind: 'tooLarge', when: 'the body is larger than the limit' },
  wrongContentType: { kind: 'unsupportedMediaType', when: 'the body is not in the content type the address reads' },
  wrongHttpMethod: { kind: 'methodNotAllowed', when: 'the address exists, but not for this HTTP method' },
  notOffered: { kind: 'notImplemented', when: 'Microsoft Graph has it and Latchkey does not' },
  noSuchAddress: { kind: 'notFound', when: 'nothing lives at this address' },
  tokenMissing: { kind: 'unauthenticated', when: 'no access token or session came with the request' },
  tokenInvalid: { kind: 'unauthenticated', when: 'the access token is malformed, expired or not ours' },
  sessionEnded: { kind: 'unauthenticated', when: 'the session has ended' },
  insufficientPrivileges: { kind: 'forbidden', when: 'the caller has neither the permission nor the role for it' },
  notOnYourself: { kind: 'forbidden', when: 'an administrator tries it on the own account' },
  targetOutOfReach: { kind: 'forbidden', when: 'the target holds a role that the caller may not act on' },
  freshProofNeeded: { kind: 'forbidden', when: 'the last strong proof is too old to change sign-in methods' },
  strongProofNeeded: { kind: 'forbidden', when: 'the session was opened with a single factor' },
  crossSiteRequest: { kind: 'forbidden', when: 'a form or script of another site sent the request' },
  recordNotFound: { kind: 'notFound', when: 'the log has no record with this id' },
  throttled: { kind: 'throttled', when: 'too many attempts; the answer says how long to wait' },
  busy: { kind: 'unavailable', when: 'more slow work is waiting than the server accepts' },
  databaseUnavailable: { kind: 'unavailable', when: 'the database does not answer' },
} as const satisfies Record<string, CatalogueEntry>
