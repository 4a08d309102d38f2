import fc from 'fast-check'
import { instant } from '../../src/base/time.ts'
import { builtInStrengths, type StrengthMode } from '../../src/policies/authentication-strengths/rules.ts'
import {
  type ClientAppType,
  clientAppTypes,
  type Platform,
  type PolicyState,
  policyStates,
} from '../../src/policies/conditional-access/rules/policy.ts'
import {
  type AccessPolicy,
  type Conditions,
  type GrantControls,
  type Guests,
  type GuestType,
  type Held,
  noApplications,
  noConditions,
  noUsers,
  type SessionControls,
  type SignInFacts,
} from '../../src/policies/conditional-access/rules.ts'
import type { NamedLocation } from '../../src/policies/named-locations/rules.ts'

const ids = (count: number, kind: string) => Array.from({ length: count }, (_, index) => `${kind}${index}`)
const some = <Item>(items: readonly Item[], most = 2) =>
  fc.subarray([...items], { maxLength: Math.min(most, items.length) })

/** Ids of the users that random policies name. */
export const users = ids(3, 'user')
const groups = ids(4, 'group')
const roles = ids(3, 'role')
const apps = ids(3, 'app')
const tenants = ids(2, 'tenant')
const guestTypes: readonly GuestType[] = ['internalGuest', 'b2bCollaborationGuest', 'b2bCollaborationMember']
const contexts = ['c1', 'c2']

const at = instant(0)
const location = { createdAt: at, modifiedAt: at, displayName: '' }
/** The named locations that random policies refer to. */
export const locations: readonly NamedLocation[] = [
  {
    ...location,
    id: 'office',
    kind: 'ip',
    isTrusted: true,
    ipRanges: [{ version: 4, cidrAddress: '192.0.2.0/24' }],
  },
  {
    ...location,
    id: 'cafe',
    kind: 'ip',
    isTrusted: false,
    ipRanges: [
      { version: 4, cidrAddress: '198.51.100.0/25' },
      { version: 6, cidrAddress: '2001:db8::/32' },
    ],
  },
  {
    ...location,
    id: 'north',
    kind: 'country',
    countriesAndRegions: ['NO', 'SE'],
    includeUnknownCountriesAndRegions: false,
  },
  { ...location, id: 'unknown', kind: 'country', countriesAndRegions: [], includeUnknownCountriesAndRegions: true },
]
const places = [...locations.map(({ id }) => id), 'AllTrusted']

const guests: fc.Arbitrary<Guests | null> = fc.option(
  fc.record({
    guestOrExternalUserTypes: some(guestTypes),
    externalTenants: fc.option(
      fc.record({ membershipKind: fc.constantFrom('all' as const, 'enumerated' as const), members: some(tenants) }),
    ),
  }),
  { freq: 2 },
)

const userCondition = fc.record({
  includeUsers: fc.oneof(
    fc.constantFrom(['All'], ['None'], ['GuestsOrExternalUsers']),
    some([...users, 'GuestsOrExternalUsers']),
  ),
  excludeUsers: some([...users, 'GuestsOrExternalUsers'], 1),
  includeGroups: some(groups),
  excludeGroups: some(groups, 1),
  includeRoles: some(roles),
  excludeRoles: some(roles, 1),
  includeGuestsOrExternalUsers: guests,
  excludeGuestsOrExternalUsers: guests,
})

const target = fc.oneof(
  fc.record({
    includeApplications: fc.oneof(fc.constant(['All']), some(apps)),
    excludeApplications: some(apps, 1),
  }),
  fc.constant({ includeUserActions: ['urn:user:registersecurityinfo'] as const }),
  fc.record({ includeAuthenticationContextClassReferences: some(contexts, 1) }),
)

const rarely = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 2 })

const conditions: fc.Arbitrary<Conditions> = fc
  .record({
    people: fc.option(userCondition, { freq: 9 }),
    services: fc.record({
      includeServicePrincipals: some(['ServicePrincipalsInMyTenant', 'service']),
      excludeServicePrincipals: some(['service']),
    }),
    target,
    clientAppTypes: fc.oneof(fc.constant<ClientAppType[]>(['all']), some(clientAppTypes)),
    locations: rarely(
      fc.record({ includeLocations: fc.oneof(fc.constant(['All']), some(places)), excludeLocations: some(places) }),
    ),
    platforms: rarely(
      fc.record({
        includePlatforms: some<Platform>(['all', 'windows', 'iOS']),
        excludePlatforms: some<Platform>(['windows', 'iOS'], 1),
      }),
    ),
    devices: rarely(
      fc.record({
        deviceFilter: fc.record({
          mode: fc.constantFrom('include' as const, 'exclude' as const),
          rule: fc.constant('x'),
        }),
      }),
    ),
    signInRiskLevels: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, some(['low', 'high'] as const)),
    transfer: rarely(fc.record({ transferMethods: some(['none', 'deviceCodeFlow'] as const) })),
  })
  .map(({ people, services, target: aimed, transfer, ...rest }) => ({
    ...noConditions,
    ...rest,
    authenticationFlows: transfer,
    users: people && { ...noUsers, ...people },
    clientApplications: people ? null : services,
    applications: { ...noApplications, ...aimed },
  }))

const grant: fc.Arbitrary<GrantControls> = fc
  .record({
    operator: fc.constantFrom('AND' as const, 'OR' as const),
    controls: fc.oneof(
      fc.constant({ builtInControls: ['block'] as const }),
      fc.constant({ builtInControls: ['mfa'] as const }),
      fc.constant({ builtInControls: ['mfa', 'compliantDevice'] as const }),
      fc.constantFrom(...builtInStrengths).map(({ id }) => ({ builtInControls: [], authenticationStrength: id })),
      fc.constant({ builtInControls: ['mfa', 'passwordChange'] as const }),
    ),
  })
  .map(({ operator, controls }) => ({
    operator,
    customAuthenticationFactors: [],
    termsOfUse: [],
    authenticationStrength: null,
    ...controls,
  }))

/** Small tenants: up to forty policies of every kind over few names, so that they meet. */
export const policies: fc.Arbitrary<readonly AccessPolicy[]> = fc
  .array(fc.record({ state: fc.constantFrom<PolicyState>(...policyStates), conditions, grantControls: grant }), {
    maxLength: 40,
  })
  .map((all) =>
    all.map((policy, index) => ({
      ...policy,
      id: `policy${index}`,
      displayName: `Policy ${index}`,
      templateId: null,
      sessionControls: null,
      createdAt: at,
      modifiedAt: null,
    })),
  )

const sessionControls: fc.Arbitrary<SessionControls> = fc.record({
  disableResilienceDefaults: fc.constant(null),
  signInFrequency: rarely(
    fc.record({
      isEnabled: fc.boolean(),
      every: fc.constantFrom(
        { value: null, type: null, frequencyInterval: 'everyTime' as const },
        { value: 4, type: 'hours' as const, frequencyInterval: 'timeBased' as const },
        { value: 2, type: 'days' as const, frequencyInterval: 'timeBased' as const },
      ),
      authenticationType: fc.constantFrom(
        'primaryAndSecondaryAuthentication' as const,
        'secondaryAuthentication' as const,
      ),
    }),
  ).map((frequency) => frequency && { ...frequency, ...frequency.every }),
  persistentBrowser: rarely(
    fc.record({ isEnabled: fc.boolean(), mode: fc.constantFrom('always' as const, 'never' as const) }),
  ),
})

/** The same with session controls, alone or beside others, and half of them for everybody everywhere, so that they meet more often. */
export const meetingPolicies: fc.Arbitrary<readonly AccessPolicy[]> = policies.chain((all) =>
  fc
    .array(fc.record({ session: rarely(sessionControls), isAlone: fc.boolean(), isForAll: fc.boolean() }), {
      minLength: all.length,
      maxLength: all.length,
    })
    .map((more) =>
      all.map((policy, index): AccessPolicy => {
        const { session = null, isAlone = false, isForAll = false } = more[index] ?? {}
        const { applications } = policy.conditions
        const everybody = { ...noUsers, includeUsers: ['All'] }
        return {
          ...policy,
          sessionControls: session,
          grantControls: session && isAlone ? null : policy.grantControls,
          conditions: isForAll
            ? { ...noConditions, clientAppTypes: ['all'], users: everybody, applications }
            : policy.conditions,
        }
      }),
    ),
)

const identity: fc.Arbitrary<SignInFacts['identity']> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant('user' as const),
      id: fc.option(fc.constantFrom(...users), { freq: 9 }),
      groups: some(groups, 4).map((list) => new Set(list)),
      roles: some(roles, 3).map((list) => new Set(list)),
      guestType: fc.option(fc.constantFrom(...guestTypes), { freq: 2 }),
      homeTenantId: fc.constantFrom(undefined, null, ...tenants),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { kind: 'servicePrincipal', id: 'service' } as const,
      { kind: 'servicePrincipal', id: 'other' } as const,
    ),
  },
)

/** Sign-ins of those users and others, with much told or little. */
export const facts: fc.Arbitrary<SignInFacts> = fc.record({
  identity,
  target: fc.oneof(
    fc.record({ applications: some(apps) }),
    fc.record({ applications: some(apps), resources: some(apps, 1) }),
    fc.record({ applications: some(apps), userAction: fc.constant('urn:user:registersecurityinfo' as const) }),
    fc.record({ authenticationContext: fc.constantFrom(...contexts) }),
    fc.constant({}),
  ),
  clientAppType: fc.constantFrom(undefined, ...clientAppTypes),
  platform: fc.constantFrom<Platform | null | undefined>(undefined, null, 'windows', 'iOS', 'linux'),
  ipAddress: fc.constantFrom(undefined, null, '192.0.2.9', '198.51.100.1', '198.51.100.200', '2001:db8::9', 'nowhere'),
  country: fc.constantFrom(undefined, null, 'NO', 'US'),
  signInRisk: fc.constantFrom(undefined, 'none' as const, 'high' as const),
  transferMethod: fc.constantFrom(undefined, null, 'none' as const, 'deviceCodeFlow' as const),
})

/** What was proved in them. */
export const held: fc.Arbitrary<Held> = fc.record({
  proofs: some<StrengthMode>(['password', 'softwareOath', 'fido2', 'temporaryAccessPassOneTime'], 4).map((modes) =>
    modes.map((mode) => ({ mode })),
  ),
  passwordChanged: fc.boolean(),
})
