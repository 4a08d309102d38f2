import type { MethodKind } from '../../methods/rules.ts'
import type { Control } from '../../policies/conditional-access/rules.ts'
import type { Circumstance, NotApplying, PolicyOutlook } from './outlook.ts'
import type { Hindrance, Note, Registrable } from './parts.ts'

/** Names in a sentence: `a, b and c`. */
export const listed = (names: readonly string[], link: 'and' | 'or' = 'and'): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${link} ${names.at(-1)}`

export const quoted = (name: string): string => `'${name}'`

const controlWords: Readonly<Record<Exclude<Control['kind'], 'authenticationStrength'>, string>> = {
  block: 'that nobody gets in',
  mfa: 'multifactor authentication',
  compliantDevice: 'a compliant device',
  domainJoinedDevice: 'a hybrid joined device',
  approvedApplication: 'an approved client app',
  compliantApplication: 'an app under a protection policy',
  passwordChange: 'a new password',
  riskRemediation: 'the remediation of a risk',
  termsOfUse: 'terms of use',
  customAuthenticationFactor: 'a custom factor',
}

const controlText = (control: Control): string =>
  control.kind === 'authenticationStrength'
    ? `the authentication strength ${quoted(control.strength.displayName)}`
    : controlWords[control.kind]

/** What a policy comes to where it applies, as the end of a sentence whose subject is the policy. */
export function demandText({ policy, result, missing }: PolicyOutlook): string {
  const asked = [...new Set(missing.map(controlText))]
  if (result === 'satisfied') return policy.grantControls ? 'is met by the pass' : 'only sets how sessions are kept'
  if (result === 'failed' && missing.some(({ kind }) => kind === 'block')) return 'blocks access'
  const text = listed(asked, policy.grantControls?.operator === 'OR' ? 'or' : 'and')
  return result === 'failed'
    ? `asks for ${text}, which nobody can prove here`
    : `asks for ${text}, and the pass is not enough for that`
}

const reasonWords: Readonly<Record<NotApplying, string>> = {
  users: 'it does not cover this person',
  workloadIdentities: 'it covers applications with credentials of their own',
  application: 'it covers other applications',
  userActions: 'it is about what people do, such as registering methods',
  authenticationContext: 'it covers an authentication context',
  devicePlatform: 'it covers other devices',
  devices: 'it covers managed devices, and there are none here',
  clientApps: 'it covers other kinds of programs',
  location: 'it covers other places',
  signInRisk: 'it covers risks, and Latchkey rates none',
  userRisk: 'it covers risks, and Latchkey rates none',
  insiderRisk: 'it covers risks, and Latchkey rates none',
  policyNotEnabled: 'it is switched off',
  authenticationFlow: 'it covers sign-ins carried over from another device',
  reportOnly: 'policies on what people do are not looked at in report-only',
}

export const reasonsText = (reasons: readonly NotApplying[]): string =>
  listed([...new Set(reasons.map((reason) => reasonWords[reason]))])

const circumstanceWords: Readonly<Record<Circumstance, string>> = {
  location: 'where the person signs in',
  platform: 'the system of their device',
}

/** What cannot be known yet: `where the person signs in and the system of their device`. */
export const circumstancesText = (circumstances: readonly Circumstance[]): string =>
  listed(circumstances.map((one) => circumstanceWords[one]))

const methodWords: Readonly<Record<MethodKind, string>> = {
  temporaryAccessPass: 'a pass',
  fido2: 'a passkey',
  softwareOath: 'an authenticator app',
  password: 'a password',
}

export const methodText = (kind: MethodKind): string => methodWords[kind]

const notRegistrableWords: Readonly<Record<NonNullable<Registrable['why']>, string>> = {
  methodDisabled: 'it is switched off in the methods policy',
  userNotIncluded: 'the methods policy does not include the person',
  userExcluded: 'the methods policy excludes the person',
  selfServiceOff: 'the methods policy does not let people register it themselves',
  tooManyMethods: 'the person has as many as one may have',
}

/** Whether the person could register a method, as a sentence. */
export function registrableText({ kind, why }: Registrable): string {
  const name = methodText(kind)
  const subject = `${name[0]?.toUpperCase()}${name.slice(1)}`
  return why === null
    ? `${subject} can be registered.`
    : `${subject} cannot be registered: ${notRegistrableWords[why]}.`
}

export const hindranceText: Readonly<Record<Hindrance, string>> = {
  accountDisabled: 'The account is switched off: nobody signs in to it until it is enabled.',
  passwordMissing: 'The pass would count only after a password, and the person has none that works.',
}

export const noteText: Readonly<Record<Note, string>> = {
  afterPassword: 'The pass counts only after the password of the person.',
  replacesPass: 'The pass they have now stops working at once, and whatever they signed in to with it ends.',
}
