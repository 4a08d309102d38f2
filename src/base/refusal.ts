/** What sort of no it is; each face maps every kind to its own protocol and does not compile until it does. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'preconditionFailed'
  | 'tooLarge'
  | 'unsupportedMediaType'
  | 'methodNotAllowed'
  | 'notImplemented'
  | 'throttled'
  | 'unavailable'

interface CatalogueEntry {
  readonly kind: RefusalKind
  readonly when: string
}

/** Every code a refusal may carry, with the case it stands for; printed into `docs/errors.md`. */
export const refusalCodes = {
  malformedRequest: { kind: 'invalid', when: 'the body or a parameter does not have the documented shape' },
  unsupportedQuery: { kind: 'invalid', when: 'a query option or filter is not supported on this resource' },
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
  userNotFound: { kind: 'notFound', when: 'no user has this id or user principal name' },
  groupNotFound: { kind: 'notFound', when: 'no group has this id' },
  objectNotFound: { kind: 'notFound', when: 'no directory object has this id' },
  methodNotFound: { kind: 'notFound', when: 'the user has no authentication method with this id' },
  configurationNotFound: { kind: 'notFound', when: 'the methods policy has no configuration with this id' },
  roleNotFound: { kind: 'notFound', when: 'no role definition has this id' },
  roleAssignmentNotFound: { kind: 'notFound', when: 'no role assignment has this id' },
  applicationNotFound: { kind: 'notFound', when: 'no application has this id' },
  recordNotFound: { kind: 'notFound', when: 'the log has no record with this id' },
  nameInvalid: { kind: 'invalid', when: 'a name is empty, too long or holds characters that names may not have' },
  propertyInvalid: { kind: 'invalid', when: 'a property of a user or group has a value that it may not have' },
  domainNotVerified: { kind: 'invalid', when: 'the user principal name is not in a domain of the tenant' },
  userPrincipalNameTaken: { kind: 'conflict', when: 'another user has this user principal name' },
  memberAlreadyThere: { kind: 'invalid', when: 'the object is already a member of the group' },
  memberNotThere: { kind: 'notFound', when: 'the object is not a direct member of the group' },
  membershipNotAllowed: { kind: 'invalid', when: 'a group would become a member of a role-assignable group' },
  membershipCycle: { kind: 'invalid', when: 'a group would become a member of itself, directly or through others' },
  managerCycle: { kind: 'invalid', when: 'a user would manage themself, directly or through others' },
  managerNotFound: { kind: 'notFound', when: 'the user has no manager' },
  roleAlreadyAssigned: { kind: 'conflict', when: 'the principal already holds the role at this scope' },
  groupNotRoleAssignable: {
    kind: 'invalid',
    when: 'a role is given to a group that was created without the mark for it',
  },
  lastAdministrator: { kind: 'conflict', when: 'nobody would be left who can administer the tenant' },
  permissionUnknown: { kind: 'invalid', when: 'an application permission is asked for that Graph does not have' },
  permissionNotYours: { kind: 'forbidden', when: 'an application hands out a permission that it lacks itself' },
  secretLifetimeOutOfRange: {
    kind: 'invalid',
    when: 'a client secret is asked for with a lifetime outside the limits',
  },
  secretNotFound: { kind: 'notFound', when: 'the application has no secret with this id' },
  policyInvalid: { kind: 'invalid', when: 'a policy setting is out of its range or contradicts another' },
  methodDisabled: { kind: 'invalid', when: 'the method is switched off in the authentication methods policy' },
  userNotIncluded: { kind: 'invalid', when: 'the user is in no include target of the method' },
  userExcluded: { kind: 'invalid', when: 'the user is in an exclude target of the method' },
  passLifetimeOutOfRange: { kind: 'invalid', when: 'a pass is asked for with a lifetime outside the policy' },
  passMustBeOneTime: { kind: 'invalid', when: 'a multi-use pass is asked for and the policy demands one-time' },
  passForExternalGuest: { kind: 'invalid', when: 'a pass is asked for an external guest' },
  registrationRefused: { kind: 'invalid', when: 'the authenticator or its answer does not satisfy the policy' },
  registrationExpired: {
    kind: 'preconditionFailed',
    when: 'the registration was not finished in time or was finished before',
  },
  tooManyMethods: { kind: 'invalid', when: 'the user has as many methods of this kind as are allowed' },
  passwordUnacceptable: { kind: 'invalid', when: 'a new password is too short, too long or too common' },
  currentPasswordWrong: { kind: 'invalid', when: 'the current password given for a change is wrong' },
  stepChanged: { kind: 'preconditionFailed', when: 'the sign-in has moved on, in another tab or by an earlier answer' },
  signInExpired: { kind: 'preconditionFailed', when: 'the sign-in took too long or was finished' },
  throttled: { kind: 'throttled', when: 'too many attempts; the answer says how long to wait' },
  busy: { kind: 'unavailable', when: 'more slow work is waiting than the server accepts' },
  databaseUnavailable: { kind: 'unavailable', when: 'the database does not answer' },
} as const satisfies Record<string, CatalogueEntry>

export type RefusalCode = keyof typeof refusalCodes

export interface RefusalDetails {
  readonly field?: string
  readonly retryAfterSeconds?: number
  readonly cause?: unknown
}

/**
 * An expected no, thrown only where nothing needs remembering.
 *
 * `message` is safe to show to the caller; `cause` goes to the log alone.
 * Anything else that is thrown is a fault: a 500 with a correlation id.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly field: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(code: RefusalCode, message: string, details: RefusalDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'Refusal'
    this.code = code
    this.field = details.field
    this.retryAfterSeconds = details.retryAfterSeconds
  }

  get kind(): RefusalKind {
    return refusalCodes[this.code].kind
  }
}

/** A decision that has to be remembered either way, so it is returned and not thrown. */
export type Verdict<Value, Why extends string> =
  | ({ readonly ok: true } & Value)
  | { readonly ok: false; readonly why: Why }
