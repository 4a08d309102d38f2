import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { absentTypeNames, configurationTypeNames } from '../../../contract/graph/authentication-methods-policy.ts'
import { changed } from './changed.ts'
import { type CollectionPage, withOptions } from './collection.ts'
import { graph } from './graph-client.ts'
import { ifUnchanged, readTagged } from './tagged.ts'

/** A method that can be switched on. */
export type MethodId = keyof typeof configurationTypeNames
/** A method that Graph has and the server has not. */
export type AbsentMethodId = keyof typeof absentTypeNames

/** A group, a user, or everybody: the group `all_users`. */
export interface Target {
  readonly targetType: 'group' | 'user'
  readonly id: string
}

export interface IncludeTarget extends Target {
  readonly isRegistrationRequired: boolean
}

interface AnySettings {
  readonly state: 'enabled' | 'disabled'
  readonly includeTargets: readonly IncludeTarget[]
  readonly excludeTargets: readonly Target[]
}

export interface PassSettings extends AnySettings {
  readonly minimumLifetimeInMinutes: number
  readonly maximumLifetimeInMinutes: number
  readonly defaultLifetimeInMinutes: number
  readonly defaultLength: number
  readonly isUsableOnce: boolean
  readonly '@latchkey.passcodeAlphabet': 'unambiguous' | 'full'
  readonly '@latchkey.passcodeGrowsWithLifetime': boolean
  readonly '@latchkey.secondFactorOnly': {
    readonly state: 'enabled' | 'disabled'
    readonly includeTarget: { readonly targetType: 'group'; readonly id: string }
  }
  readonly '@latchkey.administratorsExcluded': boolean
}

export interface PasskeySettings extends AnySettings {
  readonly isSelfServiceRegistrationAllowed: boolean
  readonly isAttestationEnforced: boolean
  readonly keyRestrictions: {
    readonly isEnforced: boolean
    readonly enforcementType: 'allow' | 'block'
    readonly aaGuids: readonly string[]
  }
}

/** Settings of a method; those of one kind alone are absent on the others. */
export type MethodSettings = AnySettings & Partial<PassSettings> & Partial<PasskeySettings>

/** Graph's authenticationMethodConfiguration. */
export type MethodConfiguration = MethodSettings & {
  readonly '@odata.type': string
  readonly id: MethodId | AbsentMethodId
}

export type AdvancedState = 'default' | 'enabled' | 'disabled'

export interface CampaignTarget extends Target {
  readonly targetedAuthenticationMethod: string
}

export interface Campaign {
  readonly state: AdvancedState
  readonly snoozeDurationInDays: number
  readonly includeTargets: readonly CampaignTarget[]
  readonly excludeTargets: readonly Target[]
}

export interface SystemPreferred {
  readonly state: AdvancedState
  readonly includeTargets: readonly Target[]
  readonly excludeTargets: readonly Target[]
}

/** What the policy says of all methods together. */
export interface PolicySettings {
  readonly policyMigrationState: 'preMigration' | 'migrationInProgress' | 'migrationComplete'
  readonly reconfirmationInDays: number | null
  readonly registrationEnforcement: { readonly authenticationMethodsRegistrationCampaign: Campaign }
  readonly systemCredentialPreferences: SystemPreferred
}

/** Graph's authenticationMethodsPolicy of beta. */
export interface MethodsPolicy extends PolicySettings {
  readonly lastModifiedDateTime: string | null
  readonly authenticationMethodConfigurations: readonly MethodConfiguration[]
}

const root = '/policies/authenticationMethodsPolicy'
const configurationPath = (id: MethodId) => `/v1.0${root}/authenticationMethodConfigurations/${id}`

/** The whole policy, of beta, which tells more. */
export const methodsPolicy = queryOptions({
  queryKey: ['methodsPolicy', 'whole'],
  queryFn: ({ signal }) => readTagged<MethodsPolicy>(`/beta${root}`, signal),
})

/** One configuration, with the tag that a change of it depends on. */
export const methodConfiguration = (id: MethodId) =>
  queryOptions({
    queryKey: ['methodsPolicy', 'configuration', id],
    queryFn: ({ signal }) => readTagged<MethodConfiguration>(configurationPath(id), signal),
  })

/** Changes what is named, provided that nobody changed the configuration since it was read. */
export const updateConfiguration = (
  { id, '@odata.type': type }: Pick<MethodConfiguration, '@odata.type'> & { readonly id: MethodId },
  change: Partial<MethodSettings>,
  tag: string | undefined,
) =>
  graph<void>(configurationPath(id), { method: 'PATCH', body: { '@odata.type': type, ...change }, ...ifUnchanged(tag) })

/** Changes what the policy says of all methods, under the same condition. */
export const updatePolicySettings = (change: Partial<PolicySettings>, tag: string | undefined) =>
  graph<MethodsPolicy>(`/beta${root}`, { method: 'PATCH', body: change, ...ifUnchanged(tag) })

export const methodsPolicyChanged = (client: QueryClient): Promise<unknown> =>
  changed(client, [['methodsPolicy'], ['overview'], ['users']])

/** How many passes live now; those that work more than once, where only they are meant. */
export const livePassCount = (isMultiUseOnly: boolean) =>
  queryOptions({
    queryKey: ['passes', 'count', isMultiUseOnly],
    queryFn: async ({ signal }) => {
      const page = await graph<CollectionPage<unknown>>(
        withOptions('/api/v1/temporaryAccessPasses', {
          $filter: `state eq 'live'${isMultiUseOnly ? ' and isUsableOnce eq false' : ''}`,
          $count: true,
          $top: 1,
        }),
        { signal },
      )
      return page['@odata.count'] ?? 0
    },
  })
