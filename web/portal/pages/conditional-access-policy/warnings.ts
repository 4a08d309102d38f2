import type { PolicyBody } from '../../api/access-policy.ts'
import type { Texts } from '../../texts/texts.ts'
import { flagsOf } from '../conditional-access/policy-words.ts'

/** Who is editing. */
export interface Editor {
  readonly id: string
  readonly groups: readonly string[]
  readonly roles: readonly string[]
}

export type Warning = keyof Texts['access']['warnings']

const idPattern = /^[0-9a-f]{8}-/i

/** What deserves a second look before a policy is saved; the gravest first. */
export function warningsOf(draft: PolicyBody, editor: Editor, isDefaultsOn: boolean): readonly Warning[] {
  const { conditions, grantControls, state } = draft
  const { users, applications } = conditions
  const controls = grantControls?.builtInControls ?? []
  const isBlock = controls.includes('block')
  const isForAll = users?.includeUsers.includes('All') === true
  const isForAdministrators = isForAll || (users?.includeRoles.length ?? 0) > 0
  const hasBreakGlass =
    users?.excludeUsers.some((id) => idPattern.test(id)) === true || (users?.excludeGroups.length ?? 0) > 0
  const asked = [
    isBlock && isForAll && applications.includeApplications.includes('All') && isUnconditional(draft) && 'blocksAll',
    state !== 'disabled' && includes(draft, editor) && (isBlock ? 'blocksYou' : 'includesYou'),
    isForAdministrators && !hasBreakGlass && 'noBreakGlass',
    state === 'enabled' && isDefaultsOn && 'defaultsOn',
    controls.some((control) => neverMet.has(control)) &&
      (grantControls?.operator === 'AND' || (controls.every((one) => neverMet.has(one)) && !hasStrength(draft))) &&
      'neverMet',
    neverApplies(draft) && 'neverApplies',
    state === 'enabledForReportingButNotEnforced' && applications.includeUserActions.length > 0 && 'actionNotReported',
  ] as const
  return asked.filter((warning) => warning !== false)
}

const hasStrength = ({ grantControls }: PolicyBody): boolean => grantControls?.authenticationStrength != null

/** Controls that nothing here can meet (docs/access.md). */
export const neverMet: ReadonlySet<string> = new Set([
  'compliantDevice',
  'domainJoinedDevice',
  'approvedApplication',
  'compliantApplication',
  'riskRemediation',
])

function isUnconditional({ conditions }: PolicyBody): boolean {
  const { locations, platforms, devices, clientAppTypes, applications } = conditions
  const isEverywhere =
    !locations || (locations.includeLocations.includes('All') && locations.excludeLocations.length === 0)
  return (
    isEverywhere &&
    !platforms &&
    !devices?.deviceFilter &&
    clientAppTypes.includes('all') &&
    applications.excludeApplications.length === 0 &&
    !neverHolds(conditions)
  )
}

/** Conditions on what nobody here is ever rated, and no device ever is (docs/access.md). */
function neverHolds(conditions: PolicyBody['conditions']): boolean {
  const { clientAppTypes, devices, authenticationFlows, insiderRiskLevels } = conditions
  return (
    conditions.signInRiskLevels.length + conditions.userRiskLevels.length > 0 ||
    conditions.servicePrincipalRiskLevels.length + flagsOf(insiderRiskLevels).length > 0 ||
    flagsOf(authenticationFlows?.transferMethods).length > 0 ||
    devices?.deviceFilter?.mode === 'include' ||
    clientAppTypes.every((type) => !['all', 'browser', 'mobileAppsAndDesktopClients'].includes(type))
  )
}

function neverApplies({ conditions }: PolicyBody): boolean {
  const { includeAuthenticationContextClassReferences, includeUserActions } = conditions.applications
  return (
    neverHolds(conditions) ||
    includeAuthenticationContextClassReferences.length > 0 ||
    includeUserActions.includes('urn:user:registerdevice')
  )
}

/** Whether the policy is for whoever edits it. */
function includes({ conditions: { users } }: PolicyBody, { id, groups, roles }: Editor): boolean {
  if (!users) return false
  const isAmong = (people: readonly string[], inGroups: readonly string[], withRoles: readonly string[]) =>
    people.includes('All') ||
    people.includes(id) ||
    inGroups.some((group) => groups.includes(group)) ||
    withRoles.some((role) => roles.includes(role))
  return (
    isAmong(users.includeUsers, users.includeGroups, users.includeRoles) &&
    !isAmong(users.excludeUsers, users.excludeGroups, users.excludeRoles)
  )
}
