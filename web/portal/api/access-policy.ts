import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { changed } from './changed.ts'
import { readAll } from './collection.ts'
import { graph } from './graph-client.ts'
import { ifUnchanged, readTagged } from './tagged.ts'

export type PolicyState = 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced'

export interface GuestsCondition {
  /** Flags, joined by commas. */
  readonly guestOrExternalUserTypes: string
  readonly externalTenants: unknown
}

export interface UsersCondition {
  readonly includeUsers: readonly string[]
  readonly excludeUsers: readonly string[]
  readonly includeGroups: readonly string[]
  readonly excludeGroups: readonly string[]
  readonly includeRoles: readonly string[]
  readonly excludeRoles: readonly string[]
  readonly includeGuestsOrExternalUsers: GuestsCondition | null
  readonly excludeGuestsOrExternalUsers: GuestsCondition | null
}

export interface ApplicationsCondition {
  readonly includeApplications: readonly string[]
  readonly excludeApplications: readonly string[]
  readonly includeUserActions: readonly string[]
  readonly includeAuthenticationContextClassReferences: readonly string[]
}

/** Graph's conditionalAccessConditionSet, as the server answers it: every part, null where it is not set. */
export interface Conditions {
  readonly users: UsersCondition | null
  readonly clientApplications: {
    readonly includeServicePrincipals: readonly string[]
    readonly excludeServicePrincipals: readonly string[]
  } | null
  readonly applications: ApplicationsCondition
  readonly locations: {
    readonly includeLocations: readonly string[]
    readonly excludeLocations: readonly string[]
  } | null
  readonly clientAppTypes: readonly string[]
  readonly platforms: {
    readonly includePlatforms: readonly string[]
    readonly excludePlatforms: readonly string[]
  } | null
  readonly devices: {
    readonly deviceFilter: { readonly mode: 'include' | 'exclude'; readonly rule: string } | null
  } | null
  readonly signInRiskLevels: readonly string[]
  readonly userRiskLevels: readonly string[]
  readonly servicePrincipalRiskLevels: readonly string[]
  /** Flags, joined by commas. */
  readonly insiderRiskLevels: string | null
  readonly authenticationFlows: { readonly transferMethods: string } | null
}

export interface GrantControls {
  readonly operator: 'AND' | 'OR' | null
  readonly builtInControls: readonly string[]
  readonly customAuthenticationFactors: readonly string[]
  readonly termsOfUse: readonly string[]
  readonly authenticationStrength: { readonly id: string; readonly displayName?: string } | null
}

export interface SignInFrequency {
  readonly isEnabled: boolean
  readonly value: number | null
  readonly type: 'hours' | 'days' | null
  readonly frequencyInterval: 'timeBased' | 'everyTime'
  readonly authenticationType: 'primaryAndSecondaryAuthentication' | 'secondaryAuthentication'
}

export interface SessionControls {
  readonly disableResilienceDefaults: boolean | null
  readonly signInFrequency: SignInFrequency | null
  readonly persistentBrowser: { readonly isEnabled: boolean; readonly mode: 'always' | 'never' } | null
}

/** What an administrator says of a policy, as it is sent. */
export interface PolicyBody {
  readonly displayName: string
  readonly state: PolicyState
  readonly templateId: string | null
  readonly conditions: Conditions
  readonly grantControls: GrantControls | null
  readonly sessionControls: SessionControls | null
}

/** Graph's conditionalAccessPolicy. */
export interface AccessPolicy extends PolicyBody {
  readonly id: string
  readonly createdDateTime: string
  readonly modifiedDateTime: string | null
  readonly deletedDateTime: string | null
}

/** Graph's conditionalAccessTemplate. */
export interface AccessTemplate {
  readonly id: string
  readonly name: string
  readonly description: string
  /** Flags, joined by commas. */
  readonly scenarios: string
  readonly details: Pick<AccessPolicy, 'conditions' | 'grantControls' | 'sessionControls'>
}

const area = '/v1.0/identity/conditionalAccess'
const root = `${area}/policies`
const bin = `${area}/deletedItems/policies`
const defaults = '/v1.0/policies/identitySecurityDefaultsEnforcementPolicy'

/** Every policy; a tenant has 200 at most. */
export const accessPolicies = queryOptions({
  queryKey: ['accessPolicies', 'list'],
  queryFn: ({ signal }) => readAll<AccessPolicy>(`${root}?$top=999`, signal),
})

/** One policy, with the tag that a change of it depends on. */
export const accessPolicy = (id: string) =>
  queryOptions({
    queryKey: ['accessPolicies', 'one', id],
    queryFn: ({ signal }) => readTagged<AccessPolicy>(`${root}/${id}`, signal),
  })

/** Those deleted within thirty days, the last first. */
export const deletedPolicies = queryOptions({
  queryKey: ['accessPolicies', 'deleted'],
  queryFn: ({ signal }) => readAll<AccessPolicy>(`${bin}?$orderby=deletedDateTime desc`, signal),
})

export const accessTemplates = queryOptions({
  queryKey: ['accessTemplates'],
  queryFn: ({ signal }) => readAll<AccessTemplate>(`${area}/templates`, signal),
  staleTime: Number.POSITIVE_INFINITY,
})

export const securityDefaults = queryOptions({
  queryKey: ['securityDefaults'],
  queryFn: ({ signal }) => graph<{ readonly isEnabled: boolean }>(defaults, { signal }),
})

/** The headers by which the server takes a change that locks administrators out. */
const accepted = (isLockOutAccepted: boolean) => (isLockOutAccepted ? { prefer: 'allow-administrator-lockout' } : {})

export const createPolicy = (body: PolicyBody, isLockOutAccepted: boolean) =>
  graph<AccessPolicy>(root, { method: 'POST', body, headers: accepted(isLockOutAccepted) })

/** Changes what is given; with a tag, provided that nobody changed the policy since it was read. */
export const updatePolicy = (id: string, body: Partial<PolicyBody>, isLockOutAccepted: boolean, tag?: string) =>
  graph<void>(`${root}/${id}`, {
    method: 'PATCH',
    body,
    headers: { ...accepted(isLockOutAccepted), ...ifUnchanged(tag).headers },
  })

export const deletePolicy = (id: string) => graph<void>(`${root}/${id}`, { method: 'DELETE' })

/** Brings a deleted policy back as it was, with its id and its state. */
export const restorePolicy = (id: string, isLockOutAccepted: boolean) =>
  graph<AccessPolicy>(`${bin}/${id}/restore`, { method: 'POST', headers: accepted(isLockOutAccepted) })

export const switchSecurityDefaults = (isEnabled: boolean) =>
  graph<void>(defaults, { method: 'PATCH', body: { isEnabled } })

/** Everything that says what policies are, to be asked again after a change; nothing more of a policy that is gone. */
export const policiesChanged = (client: QueryClient, gone?: string): Promise<unknown> =>
  changed(
    client,
    [['accessPolicies'], ['securityDefaults'], ['exclusions'], ['exemptPeople'], ['whatIf']],
    gone === undefined ? [] : [gone],
  )
