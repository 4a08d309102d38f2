import type { Origin } from '../../base/actor.ts'
import { type Instant, toIso } from '../../base/time.ts'
import type { MethodWord } from './steps.ts'
import { readUserAgent } from './user-agent.ts'

/** The id that stands in a record for nobody. */
export const nobody = '00000000-0000-0000-0000-000000000000'

/** One step of a sign-in: which method, when, with what result. */
export interface AuthenticationDetail {
  readonly at: Instant
  readonly authenticationMethod: MethodWord
  readonly authenticationMethodDetail?: string
  readonly succeeded: boolean
  readonly resultDetail: string
}

/** A Conditional Access policy that applied to a sign-in, and what it came to. */
export interface AppliedAccessPolicy {
  readonly id: string
  readonly displayName: string
  /** `Mfa`, `Block`. */
  readonly enforcedGrantControls: readonly string[]
  readonly enforcedSessionControls: readonly string[]
  /** `reportOnlyInterrupted` is one in which more would have been asked for. */
  readonly result: 'success' | 'failure' | 'reportOnlySuccess' | 'reportOnlyFailure' | 'reportOnlyInterrupted'
}

export type FactorsAskedBy = 'multiConditionalAccess' | 'securityDefaults'

/** What a write tells the sign-in log: one attempt of one subject. */
export interface SignInEntry {
  readonly subject:
    | {
        readonly kind: 'user'
        readonly userId: string | null
        readonly userPrincipalName: string
        readonly displayName: string
      }
    | { readonly kind: 'servicePrincipal'; readonly id: string; readonly appId: string; readonly displayName: string }
  readonly app: { readonly appId: string; readonly displayName: string }
  /** 0 is success; others are Entra's numbers. */
  readonly errorCode: SignInErrorCode
  readonly details: readonly AuthenticationDetail[]
  readonly requirement: 'singleFactorAuthentication' | 'multiFactorAuthentication'
  readonly sessionId?: string
  /** Who asks for more than one factor, met or not, in the words of Graph's `requirementProvider`. */
  readonly factorsAskedBy?: readonly FactorsAskedBy[]
  /** The policies that applied; those that did not are not told. */
  readonly policies?: readonly AppliedAccessPolicy[]
  /** An application did it for the person, who was not asked. */
  readonly isNonInteractive?: boolean
}

/**
 * The numbers a sign-in record may carry, with the reason Graph shows beside them.
 *
 * Source: facts/entra.md §10.4, in our own words.
 */
export const signInErrors = {
  0: 'Other.',
  50034: 'The user account does not exist in the directory.',
  50053: 'The account is locked or the source is blocked because of too many failed attempts.',
  50055: 'The password has expired.',
  50057: 'The user account is disabled.',
  50058: 'The session is not there or is not enough for this request.',
  50072: 'The user has to add a sign-in method before going on.',
  50074: 'Strong authentication is required.',
  50076: 'A Conditional Access policy asks for multifactor authentication.',
  50078: 'A Conditional Access policy asks for the second factor again, because it was proved too long ago.',
  50126: 'The user name or password is wrong.',
  50133: 'The session is over because sign-in information changed.',
  50142: 'The password has to be changed.',
  53000: 'A Conditional Access policy asks for a compliant device.',
  53001: 'A Conditional Access policy asks for a device that is joined to the domain.',
  53003: 'A Conditional Access policy blocks access.',
  53010: 'A Conditional Access policy lets security information be registered only from certain places or devices.',
  70043: 'The refresh token is over, because a Conditional Access policy asks for a sign-in more often.',
  70044: 'The session is over, because a Conditional Access policy asks for a sign-in more often.',
  130501: 'The sign-in method is blocked by the authentication methods policy.',
  130502: 'Temporary Access Pass sign-in is blocked by the authentication methods policy.',
  130503: 'The Temporary Access Pass is incorrect.',
  130504: 'The Temporary Access Pass is expired or not valid yet.',
  130505: 'The Temporary Access Pass is for one use and was used before.',
  130507: 'The user has no Temporary Access Pass.',
  135016: 'Passkey sign-in is blocked by the authentication methods policy.',
  135017: 'The signature counter of the passkey went backwards.',
  135018: 'The passkey could not be verified.',
  135019: 'The passkey challenge is unknown or expired.',
  500121: 'The second factor was wrong.',
  50011: 'The redirect address is not one of the application.',
  50173: 'The grant is over because the session it came from is.',
  65001: 'No administrator consented to what the application asks for.',
  70000: 'The code or refresh token is wrong, over or was used before.',
  70003: 'The grant type is not offered.',
  90002: 'The tenant does not exist.',
  90014: 'A required parameter is missing.',
  90033: 'The server failed.',
  500011: 'The resource does not exist in the tenant.',
  530035: 'Security defaults ask for more than one factor, and nothing that the user has or may add is enough.',
  1002012: 'The scope is not valid for client credentials.',
  9002313: 'The request is malformed.',
  700016: 'The application does not exist in the directory.',
  7000112: 'The application is disabled.',
  7000215: 'The client secret is wrong.',
  7000218: 'The client secret is missing.',
  7000222: 'The client secret is expired.',
} as const satisfies Record<number, string>

export type SignInErrorCode = keyof typeof signInErrors

/** What is kept of a signIn object of Graph, beta properties included; `wholeSignIn` adds what is the same in all. */
export type SignInRecord = Readonly<Record<string, unknown>>

/**
 * Builds the record of one attempt.
 *
 * Source: facts/entra.md §10.3.
 */
export function signInRecord(
  origin: Origin,
  entry: SignInEntry,
  tenantId: string,
  now: Instant,
  id: string,
): SignInRecord {
  const person = entry.subject.kind === 'user' ? entry.subject : undefined
  const application = entry.subject.kind === 'servicePrincipal' ? entry.subject : undefined
  return {
    id,
    createdDateTime: toIso(now),
    userDisplayName: person?.displayName ?? '',
    userPrincipalName: person?.userPrincipalName ?? '',
    userId: person?.userId ?? nobody,
    appId: entry.app.appId,
    appDisplayName: entry.app.displayName,
    ipAddress: origin.ipAddress,
    clientAppUsed: person ? 'Browser' : '',
    userAgent: origin.userAgent,
    correlationId: origin.correlationId,
    conditionalAccessStatus: accessStatus(entry.policies),
    appliedConditionalAccessPolicies: entry.policies ?? [],
    isInteractive: person !== undefined && !entry.isNonInteractive,
    resourceDisplayName: 'Latchkey',
    resourceId: '00000003-0000-0000-c000-000000000000',
    resourceTenantId: tenantId,
    homeTenantId: tenantId,
    servicePrincipalId: application?.id ?? '',
    servicePrincipalName: application?.displayName ?? '',
    status: { errorCode: entry.errorCode, failureReason: signInErrors[entry.errorCode], additionalDetails: null },
    deviceDetail: { ...deviceUnknown, ...readUserAgent(origin.userAgent) },
    authenticationRequirement: entry.requirement,
    ...requirementPolicies(entry.factorsAskedBy),
    authenticationDetails: entry.details.map(authenticationDetail),
    authenticationMethodsUsed: entry.details.filter((step) => step.succeeded).map((step) => step.authenticationMethod),
    signInEventTypes: [
      person ? (entry.isNonInteractive ? 'nonInteractiveUser' : 'interactiveUser') : 'servicePrincipal',
    ],
    sessionId: entry.sessionId ?? null,
  }
}

const askers = {
  multiConditionalAccess: 'Conditional Access',
  securityDefaults: 'Security defaults',
} as const satisfies Record<FactorsAskedBy, string>

const requirementPolicies = (askedBy: readonly FactorsAskedBy[] = []) =>
  askedBy.length === 0
    ? {}
    : {
        authenticationRequirementPolicies: askedBy.map((requirementProvider) => ({
          requirementProvider,
          detail: askers[requirementProvider],
        })),
      }

/** What the enabled policies came to together; those in report-only count for nothing. */
function accessStatus(policies: readonly AppliedAccessPolicy[] = []): 'success' | 'failure' | 'notApplied' {
  if (policies.some(({ result }) => result === 'failure')) return 'failure'
  return policies.some(({ result }) => result === 'success') ? 'success' : 'notApplied'
}

const authenticationDetail = (step: AuthenticationDetail) => ({
  authenticationStepDateTime: toIso(step.at),
  authenticationMethod: step.authenticationMethod,
  authenticationMethodDetail: step.authenticationMethodDetail ?? null,
  succeeded: step.succeeded,
  authenticationStepResultDetail: step.resultDetail,
  authenticationStepRequirement: 'Primary authentication',
})

const deviceUnknown = { deviceId: '', displayName: '', isCompliant: false, isManaged: false, trustType: '' }
