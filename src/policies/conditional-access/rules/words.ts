import type { BuiltInControl, Conditions, GrantControls, Guests, PolicySettings, SessionControls } from './policy.ts'
import { anyRole } from './security-defaults.ts'

/** What something that a policy refers to is called; the id itself where nobody knows. */
export type NameOf = (kind: 'user' | 'group' | 'role' | 'application' | 'location' | 'strength', id: string) => string

/** A policy for people: who, when they want what, from where and how, has to do what. */
export interface PolicyInWords {
  readonly who: string
  readonly what: string
  readonly where: string
  /** Devices, programs, flows and risks; null where none matters. */
  readonly when: string | null
  readonly grant: string
  /** What is asked of the session; null for nothing. */
  readonly session: string | null
}

/** Says a policy in words. */
export const inWords = (policy: PolicySettings, nameOf: NameOf): PolicyInWords => ({
  who: who(policy.conditions, nameOf),
  what: what(policy.conditions, nameOf),
  where: where(policy.conditions, nameOf),
  when: when(policy.conditions),
  grant: grantInWords(policy.grantControls, nameOf),
  session: policy.sessionControls && sessionInWords(policy.sessionControls),
})

const except = (included: readonly string[], excluded: readonly string[]): string =>
  `${included.join(', ')}${excluded.length > 0 ? `, except ${excluded.join(', ')}` : ''}`

const peopleWords: Readonly<Record<string, string>> = {
  All: 'everybody',
  None: 'nobody',
  GuestsOrExternalUsers: 'all guests',
}

function who({ users, clientApplications }: Conditions, nameOf: NameOf): string {
  if (clientApplications) {
    const { includeServicePrincipals, excludeServicePrincipals } = clientApplications
    const all = (id: string) => (id === 'ServicePrincipalsInMyTenant' ? 'all that act for themselves' : id)
    return `applications: ${except(includeServicePrincipals.map(all), excludeServicePrincipals)}`
  }
  if (!users) return 'nobody'
  const side = (way: 'include' | 'exclude'): readonly string[] => [
    ...users[`${way}Users`].map((id) => peopleWords[id] ?? nameOf('user', id)),
    ...users[`${way}Groups`].map((id) => `group ${nameOf('group', id)}`),
    ...users[`${way}Roles`].map((id) => (id === anyRole ? 'holders of any role' : `role ${nameOf('role', id)}`)),
    ...guestsInWords(users[`${way}GuestsOrExternalUsers`]),
  ]
  return except(side('include'), side('exclude'))
}

function guestsInWords(guests: Guests | null): readonly string[] {
  if (!guests) return []
  const { guestOrExternalUserTypes, externalTenants } = guests
  const from = externalTenants?.membershipKind === 'enumerated' ? ` of ${externalTenants.members.join(', ')}` : ''
  return [`guests (${guestOrExternalUserTypes.join(', ')})${from}`]
}

const applicationWords: Readonly<Record<string, string>> = { All: 'everything', None: 'nothing' }
const actionWords = {
  'urn:user:registersecurityinfo': 'registering security information',
  'urn:user:registerdevice': 'registering or joining a device',
} as const

function what({ applications }: Conditions, nameOf: NameOf): string {
  const name = (id: string) => applicationWords[id] ?? nameOf('application', id)
  const included = [
    ...applications.includeApplications.map(name),
    ...applications.includeUserActions.map((action) => actionWords[action]),
    ...applications.includeAuthenticationContextClassReferences.map((id) => `authentication context ${id}`),
  ]
  return except(included, applications.excludeApplications.map(name))
}

const placeWords: Readonly<Record<string, string>> = { All: 'anywhere', AllTrusted: 'all trusted locations' }

function where({ locations }: Conditions, nameOf: NameOf): string {
  if (!locations) return 'anywhere'
  const name = (id: string) => placeWords[id] ?? nameOf('location', id)
  return except(locations.includeLocations.map(name), locations.excludeLocations.map(name))
}

function when(conditions: Conditions): string | null {
  const { platforms, clientAppTypes, devices, authenticationFlows, insiderRiskLevels } = conditions
  const filter = devices?.deviceFilter
  const risk = (name: string, levels: readonly string[]) => (levels.length > 0 ? [`${name} ${levels.join(', ')}`] : [])
  const parts = [
    ...(clientAppTypes.includes('all') ? [] : [`client ${clientAppTypes.join(', ')}`]),
    ...(platforms ? [`platform ${except(platforms.includePlatforms, platforms.excludePlatforms)}`] : []),
    ...(filter ? [`device ${filter.mode === 'exclude' ? 'not ' : ''}${filter.rule}`] : []),
    ...risk('transfer', authenticationFlows?.transferMethods ?? []),
    ...risk('sign-in risk', conditions.signInRiskLevels),
    ...risk('user risk', conditions.userRiskLevels),
    ...risk('service principal risk', conditions.servicePrincipalRiskLevels),
    ...risk('insider risk', insiderRiskLevels ?? []),
  ]
  return parts.length > 0 ? parts.join('; ') : null
}

const controlWords: Readonly<Record<BuiltInControl, string>> = {
  block: 'block',
  mfa: 'multifactor authentication',
  compliantDevice: 'a compliant device (never met here)',
  domainJoinedDevice: 'a joined device (never met here)',
  approvedApplication: 'an approved application (never met here)',
  compliantApplication: 'a protected application (never met here)',
  passwordChange: 'a new password',
  riskRemediation: 'remedy of the risk (never met here)',
}

/** What a policy asks for before it lets somebody in. */
export function grantInWords(grant: GrantControls | null, nameOf: NameOf): string {
  if (!grant) return 'let in'
  const { builtInControls, authenticationStrength, termsOfUse, customAuthenticationFactors } = grant
  if (builtInControls.includes('block')) return 'block'
  const controls = [
    ...builtInControls.map((control) => controlWords[control]),
    ...(authenticationStrength === null ? [] : [`strength ${nameOf('strength', authenticationStrength)}`]),
    ...termsOfUse.map(() => 'terms of use (never met here)'),
    ...customAuthenticationFactors.map(() => 'a custom control (never met here)'),
  ]
  return `ask for ${controls.join(grant.operator === 'OR' ? ' or ' : ' and ')}`
}

function sessionInWords({ signInFrequency, persistentBrowser }: SessionControls): string | null {
  const parts: string[] = []
  if (signInFrequency?.isEnabled) {
    const { authenticationType, frequencyInterval, value, type } = signInFrequency
    const all = authenticationType === 'primaryAndSecondaryAuthentication'
    const often = frequencyInterval === 'everyTime' ? 'every time' : `every ${value} ${type}`
    parts.push(`${all ? 'sign in anew' : 'second factor anew'} ${often}`)
  }
  if (persistentBrowser?.isEnabled) {
    parts.push(persistentBrowser.mode === 'never' ? 'forgotten with the browser' : 'kept beyond the browser')
  }
  return parts.length > 0 ? parts.join('; ') : null
}
