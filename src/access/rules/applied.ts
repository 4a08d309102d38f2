import type { AppliedAccessPolicy } from '../../audit/rules/sign-in-record.ts'
import type { AccessPolicy, Control, Decision } from '../../policies/conditional-access/rules.ts'

type Applied = Decision['applied'][number]

/** What the sign-in log tells of the policies that applied, those in report-only after the others. */
export const appliedPolicies = (
  { applied, reportOnly }: Decision,
  isProofOutdated: boolean,
): readonly AppliedAccessPolicy[] => [
  ...applied.map(({ policy, result }) => ({
    ...named(policy),
    result: isProofOutdated && asksForFrequency(policy) ? ('failure' as const) : results[result],
  })),
  ...reportOnly.map(({ policy, result }) => ({ ...named(policy), result: reportOnlyResults[result] })),
]

const asksForFrequency = ({ sessionControls }: AccessPolicy): boolean =>
  sessionControls?.signInFrequency?.isEnabled === true

const results = {
  satisfied: 'success',
  interrupted: 'failure',
  failed: 'failure',
} as const satisfies Record<Applied['result'], AppliedAccessPolicy['result']>

const reportOnlyResults = {
  satisfied: 'reportOnlySuccess',
  interrupted: 'reportOnlyInterrupted',
  failed: 'reportOnlyFailure',
} as const satisfies Record<Applied['result'], AppliedAccessPolicy['result']>

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
