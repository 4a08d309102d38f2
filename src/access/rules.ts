import type { AppliedAccessPolicy, SignInErrorCode } from '../audit/rules/sign-in-record.ts'
import { readUserAgent } from '../audit/rules/user-agent.ts'
import type { Proof } from '../methods/rules.ts'
import type { StrengthProof } from '../policies/authentication-strengths/rules.ts'
import type { AccessPolicy, Control, Decision } from '../policies/conditional-access/rules.ts'

/** What the policies in force say to a sign-in. */
export interface Access {
  /** `required` where what was proved is not enough; more could still be proved. */
  readonly outcome: Decision['outcome']
  /** Entra's number for what stands in the way; 0 where nothing does. */
  readonly errorCode: AccessErrorCode
  /** What the sign-in log tells of the policies that applied, those in report-only too. */
  readonly policies: readonly AppliedAccessPolicy[]
}

export type AccessErrorCode = Extract<SignInErrorCode, 0 | 53003 | 50074 | 50076 | 50142>

/** Where no policy applies. */
export const freeAccess: Access = { outcome: 'granted', errorCode: 0, policies: [] }

export const accessOf = ({ outcome, applied, reportOnly }: Decision): Access => ({
  outcome,
  errorCode: errorCodeOf(outcome, applied),
  policies: [
    ...applied.map(({ policy, result }) => ({ ...named(policy), result: results[result] })),
    ...reportOnly.map(({ policy, result }) => ({ ...named(policy), result: reportOnlyResults[result] })),
  ],
})

type Judged = Decision['applied']
type Result = Judged[number]['result']

/** Multifactor first, because whoever lacks it lacks most. */
function errorCodeOf(outcome: Decision['outcome'], applied: Judged): AccessErrorCode {
  if (outcome === 'granted') return 0
  if (outcome === 'blocked') return 53003
  const missing = new Set(applied.flatMap((policy) => policy.missing.map(({ kind }) => kind)))
  if (missing.has('mfa')) return 50076
  return missing.has('authenticationStrength') ? 50074 : 50142
}

const results = {
  satisfied: 'success',
  interrupted: 'failure',
  failed: 'failure',
} as const satisfies Record<Result, AppliedAccessPolicy['result']>

const reportOnlyResults = {
  satisfied: 'reportOnlySuccess',
  interrupted: 'reportOnlyInterrupted',
  failed: 'reportOnlyFailure',
} as const satisfies Record<Result, AppliedAccessPolicy['result']>

const named = ({ id, displayName, grantControls, sessionControls }: AccessPolicy) => ({
  id,
  displayName,
  enforcedGrantControls: [
    ...(grantControls?.builtInControls ?? []).map((control) => grantNames[control]),
    ...(grantControls?.authenticationStrength ? ['RequireAuthenticationStrength'] : []),
    ...(grantControls?.termsOfUse ?? []).map(() => 'RequireTermsOfUse'),
    ...(grantControls?.customAuthenticationFactors ?? []).map(() => 'CustomAuthenticationFactor'),
  ],
  enforcedSessionControls: [
    ...(sessionControls?.signInFrequency?.isEnabled ? ['SignInFrequency'] : []),
    ...(sessionControls?.persistentBrowser?.isEnabled ? ['PersistentBrowser'] : []),
  ],
})

type BuiltIn = Exclude<Control['kind'], 'authenticationStrength' | 'termsOfUse' | 'customAuthenticationFactor'>

const grantNames = {
  block: 'Block',
  mfa: 'Mfa',
  compliantDevice: 'RequireCompliantDevice',
  domainJoinedDevice: 'RequireDomainJoinedDevice',
  approvedApplication: 'RequireApprovedApp',
  compliantApplication: 'RequireCompliantApp',
  passwordChange: 'PasswordChange',
  riskRemediation: 'RiskRemediation',
} as const satisfies Record<BuiltIn, string>

const platforms = [
  ['Windows', 'windows'],
  ['MacOs', 'macOS'],
  ['Linux', 'linux'],
  ['Android', 'android'],
  ['Ios', 'iOS'],
] as const

/** The platform a user agent says it runs on, in the words of policies; null where it says none that they know. */
export function platformOf(userAgent: string): (typeof platforms)[number][1] | null {
  const { operatingSystem } = readUserAgent(userAgent)
  return platforms.find(([name]) => operatingSystem.startsWith(name))?.[1] ?? null
}

/** Proofs as strengths count them; `models` are the AAGUIDs of the person's passkeys by their ids. */
export const strengthProofs = (
  proofs: readonly Proof[],
  models: ReadonlyMap<string, string>,
): readonly StrengthProof[] =>
  proofs.map(({ kind, mode, methodId }) => ({
    mode,
    ...(kind === 'fido2' && { aaguid: models.get(methodId) }),
  }))
