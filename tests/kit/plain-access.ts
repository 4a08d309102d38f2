import type { Platform } from '../../src/policies/conditional-access/rules/policy.ts'
import { type AccessPolicy, noUsers, type SignInFacts } from '../../src/policies/conditional-access/rules.ts'

/**
 * Whether a random policy applies, by a plain reading of the rules, written down a second time and slowly.
 *
 * It knows the locations of `random-access.ts` by heart; undefined stands for what is not known.
 */
export function appliesPlainly({ conditions: wanted, state }: AccessPolicy, given: SignInFacts): boolean {
  if (state === 'disabled') return false
  const anyIn = (list: readonly string[], held_: ReadonlySet<string>) => list.some((item) => held_.has(item))
  const known = (value: unknown) => value !== undefined
  const who = given.identity
  if (who.kind === 'servicePrincipal') {
    const services = wanted.clientApplications
    if (!services) return false
    const named = services.includeServicePrincipals
    if (!named.includes('ServicePrincipalsInMyTenant') && !named.includes(who.id)) return false
    if (services.excludeServicePrincipals.includes(who.id)) return false
  } else {
    if (!wanted.users) return false
    const side = (way: 'include' | 'exclude'): boolean | undefined => {
      const condition = wanted.users ?? noUsers
      const named = condition[`${way}Users`]
      if (named.includes('All') || (who.id !== null && named.includes(who.id))) return true
      if (who.guestType !== null && named.includes('GuestsOrExternalUsers')) return true
      if (anyIn(condition[`${way}Groups`], who.groups) || anyIn(condition[`${way}Roles`], who.roles)) return true
      const strangers = condition[`${way}GuestsOrExternalUsers`]
      if (!strangers || who.guestType === null || !strangers.guestOrExternalUserTypes.includes(who.guestType))
        return false
      if (who.guestType === 'internalGuest' || strangers.externalTenants?.membershipKind !== 'enumerated') return true
      return known(who.homeTenantId) ? strangers.externalTenants.members.includes(String(who.homeTenantId)) : undefined
    }
    if (side('include') !== true || side('exclude') !== false) return false
  }
  const { includeApplications, excludeApplications, includeUserActions, includeAuthenticationContextClassReferences } =
    wanted.applications
  const { applications = [], resources = [], userAction, authenticationContext } = given.target
  const hit =
    includeUserActions.some((action) => action === userAction) ||
    includeAuthenticationContextClassReferences.some((context) => context === authenticationContext) ||
    applications.some(
      (app) =>
        (includeApplications.includes('All') || includeApplications.includes(app)) &&
        !excludeApplications.includes(app),
    ) ||
    resources.some((app) => includeApplications.includes(app) && !excludeApplications.includes(app))
  if (!hit) return false
  const { clientAppType } = given
  if (!wanted.clientAppTypes.includes('all')) {
    if (clientAppType === undefined) return false
    if (clientAppType !== 'all' && !wanted.clientAppTypes.includes(clientAppType)) return false
  }
  if (wanted.platforms) {
    const { includePlatforms, excludePlatforms } = wanted.platforms
    const isIn = (list: readonly Platform[]) => (given.platform ? list.includes(given.platform) : false)
    if (!includePlatforms.includes('all') && !isIn(includePlatforms)) return false
    if (excludePlatforms.length > 0 && (given.platform === undefined || isIn(excludePlatforms))) return false
  }
  if (wanted.devices?.deviceFilter?.mode === 'include') return false
  if (wanted.locations) {
    const isAt = (name: string): boolean | undefined => {
      if (name === 'All') return true
      if (name === 'AllTrusted') return isAt('office')
      if (name === 'north') return known(given.country) ? ['NO', 'SE'].includes(String(given.country)) : undefined
      if (name === 'unknown') return known(given.country) ? given.country === null : undefined
      if (!known(given.ipAddress)) return undefined
      return name === 'office'
        ? given.ipAddress === '192.0.2.9'
        : given.ipAddress === '198.51.100.1' || given.ipAddress === '2001:db8::9'
    }
    if (!wanted.locations.includeLocations.some((name) => isAt(name) === true)) return false
    if (wanted.locations.excludeLocations.some((name) => isAt(name) !== false)) return false
  }
  if (wanted.signInRiskLevels.length > 0) {
    if (!wanted.signInRiskLevels.some((level) => level === given.signInRisk)) return false
  }
  const transfers = wanted.authenticationFlows?.transferMethods ?? []
  if (transfers.length > 0) {
    if (given.transferMethod === undefined) return false
    if (!transfers.some((method) => method === (given.transferMethod ?? 'none'))) return false
  }
  return true
}
