import type { AccessPolicyPatch } from '../../../../contract/graph/conditional-access.ts'
import type { PolicyChange } from '../rules/change.ts'
import type {
  Conditions,
  GrantControls,
  Guests,
  PersistentBrowser,
  SessionControls,
  SignInFrequency,
  UsersCondition,
} from '../rules/policy.ts'

type Body<Part extends keyof AccessPolicyPatch> = NonNullable<AccessPolicyPatch[Part]>
type Given<Value> = NonNullable<Value>
type ConditionsBody = Body<'conditions'>
type SessionBody = Body<'sessionControls'>

/** What a body asks for, in our own shapes: ids in lower case, flags as lists. */
export function changeFrom(body: AccessPolicyPatch): PolicyChange {
  const { displayName, state, templateId, conditions, grantControls, sessionControls } = body
  return {
    ...(displayName !== undefined && { displayName }),
    ...(state !== undefined && { state }),
    ...(templateId !== undefined && { templateId: templateId?.toLowerCase() ?? null }),
    ...(conditions && { conditions: conditionsFrom(conditions) }),
    ...(grantControls !== undefined && { grantControls: grantControls && grantFrom(grantControls) }),
    ...(sessionControls !== undefined && { sessionControls: sessionControls && sessionFrom(sessionControls) }),
  }
}

const lower = (list: readonly string[]): readonly string[] =>
  list.map((entry) => (/^[0-9A-F]{8}-/i.test(entry) ? entry.toLowerCase() : entry))

/** The value where one was given. */
const given = <Key extends string, Value, Made>(key: Key, value: Value | undefined, make: (value: Value) => Made) =>
  (value === undefined ? {} : { [key]: make(value) }) as { readonly [Name in Key]?: Made }

/** The value where one was given, and null where null was. */
const orNull = <Key extends string, Value extends object, Made>(
  key: Key,
  value: Value | null | undefined,
  make: (value: Value) => Made,
) => given(key, value, (found) => found && make(found))

const same = <Value>(value: Value): Value => value

function conditionsFrom(body: ConditionsBody): Partial<Conditions> {
  return {
    ...given('clientAppTypes', body.clientAppTypes, same),
    ...given('signInRiskLevels', body.signInRiskLevels, same),
    ...given('userRiskLevels', body.userRiskLevels, same),
    ...given('servicePrincipalRiskLevels', body.servicePrincipalRiskLevels, same),
    ...given('insiderRiskLevels', body.insiderRiskLevels, same),
    ...orNull('users', body.users, usersFrom),
    ...orNull('clientApplications', body.clientApplications, servicePrincipalsFrom),
    ...given('applications', body.applications, applicationsFrom),
    ...orNull('locations', body.locations, locationsFrom),
    ...orNull('platforms', body.platforms, platformsFrom),
    ...orNull('devices', body.devices, devicesFrom),
    ...orNull('authenticationFlows', body.authenticationFlows, flowsFrom),
  }
}

const usersFrom = (body: Given<ConditionsBody['users']>): UsersCondition => ({
  includeUsers: lower(body.includeUsers),
  excludeUsers: lower(body.excludeUsers),
  includeGroups: lower(body.includeGroups),
  excludeGroups: lower(body.excludeGroups),
  includeRoles: lower(body.includeRoles),
  excludeRoles: lower(body.excludeRoles),
  includeGuestsOrExternalUsers: guestsFrom(body.includeGuestsOrExternalUsers),
  excludeGuestsOrExternalUsers: guestsFrom(body.excludeGuestsOrExternalUsers),
})

function guestsFrom(body: Given<ConditionsBody['users']>['includeGuestsOrExternalUsers']): Guests | null {
  if (!body) return null
  const { guestOrExternalUserTypes, externalTenants } = body
  return {
    guestOrExternalUserTypes: guestOrExternalUserTypes.filter((type) => type !== 'none'),
    externalTenants: externalTenants && {
      membershipKind: externalTenants.membershipKind,
      members: lower(externalTenants.members),
    },
  }
}

const servicePrincipalsFrom = (body: Given<ConditionsBody['clientApplications']>) => ({
  includeServicePrincipals: lower(body.includeServicePrincipals),
  excludeServicePrincipals: lower(body.excludeServicePrincipals),
})

const applicationsFrom = (body: Given<ConditionsBody['applications']>) => ({
  includeApplications: lower(body.includeApplications),
  excludeApplications: lower(body.excludeApplications),
  includeUserActions: body.includeUserActions,
  includeAuthenticationContextClassReferences: body.includeAuthenticationContextClassReferences,
})

const locationsFrom = (body: Given<ConditionsBody['locations']>) => ({
  includeLocations: lower(body.includeLocations),
  excludeLocations: lower(body.excludeLocations),
})

const platformsFrom = ({ includePlatforms, excludePlatforms }: Given<ConditionsBody['platforms']>) => ({
  includePlatforms,
  excludePlatforms,
})

const devicesFrom = ({ deviceFilter }: Given<ConditionsBody['devices']>) => ({
  deviceFilter: deviceFilter && { mode: deviceFilter.mode, rule: deviceFilter.rule },
})

const flowsFrom = ({ transferMethods }: Given<ConditionsBody['authenticationFlows']>) => ({ transferMethods })

function grantFrom(body: Body<'grantControls'>): Partial<GrantControls> {
  return {
    ...given('operator', body.operator, same),
    ...given('builtInControls', body.builtInControls, same),
    ...given('customAuthenticationFactors', body.customAuthenticationFactors, same),
    ...given('termsOfUse', body.termsOfUse, same),
    ...orNull('authenticationStrength', body.authenticationStrength, ({ id }) => id.toLowerCase()),
  }
}

const sessionFrom = (body: SessionBody): Partial<SessionControls> => ({
  ...given('disableResilienceDefaults', body.disableResilienceDefaults, same),
  ...orNull('signInFrequency', body.signInFrequency, frequencyFrom),
  ...orNull('persistentBrowser', body.persistentBrowser, browserFrom),
})

const frequencyFrom = (body: Given<SessionBody['signInFrequency']>): SignInFrequency => ({
  isEnabled: body.isEnabled ?? true,
  value: body.value,
  type: body.type,
  frequencyInterval: body.frequencyInterval ?? 'timeBased',
  authenticationType: body.authenticationType ?? 'primaryAndSecondaryAuthentication',
})

const browserFrom = ({ isEnabled, mode }: Given<SessionBody['persistentBrowser']>): PersistentBrowser => ({
  isEnabled: isEnabled ?? true,
  mode,
})
