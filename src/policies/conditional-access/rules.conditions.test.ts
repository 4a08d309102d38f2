import { describe, expect, test } from 'vitest'
import { instant } from '../../base/time.ts'
import { builtInStrengths } from '../authentication-strengths/rules.ts'
import type { NamedLocation } from '../named-locations/rules.ts'
import {
  type AccessPolicy,
  anyRole,
  type Conditions,
  compileRules,
  decide,
  explain,
  type Guests,
  type GuestType,
  noApplications,
  noConditions,
  noUsers,
  type SignInFacts,
  type UserFacts,
} from './rules.ts'

const at = instant(0)
const location = { createdAt: at, modifiedAt: at, displayName: '' }
const locations: readonly NamedLocation[] = [
  { ...location, id: 'office', kind: 'ip', isTrusted: true, ipRanges: [{ version: 4, cidrAddress: '192.0.2.0/24' }] },
  { ...location, id: 'cafe', kind: 'ip', isTrusted: false, ipRanges: [{ version: 6, cidrAddress: '2001:db8::/32' }] },
  { ...location, id: 'north', kind: 'country', countriesAndRegions: ['NO'], includeUnknownCountriesAndRegions: false },
  { ...location, id: 'fog', kind: 'country', countriesAndRegions: [], includeUnknownCountriesAndRegions: true },
]

const forAll: Conditions = {
  ...noConditions,
  clientAppTypes: ['all'],
  users: { ...noUsers, includeUsers: ['All'] },
  applications: { ...noApplications, includeApplications: ['All'] },
}

const ada: UserFacts = {
  kind: 'user',
  id: 'ada',
  groups: new Set(['staff']),
  roles: new Set(['reports', anyRole]),
  guestType: null,
  homeTenantId: null,
}

const signIn: SignInFacts = {
  identity: ada,
  target: { applications: ['mail'], resources: ['directory'] },
  clientAppType: 'browser',
  platform: 'windows',
  ipAddress: '192.0.2.1',
  country: 'NO',
  transferMethod: null,
}

/** What the rules decide, which What If has to explain the same way. */
function applies(conditions: Partial<Conditions>, facts: Partial<SignInFacts> = {}): boolean {
  const policy: AccessPolicy = {
    id: 'policy',
    displayName: 'Policy',
    state: 'enabled',
    templateId: null,
    conditions: { ...forAll, ...conditions },
    grantControls: {
      operator: 'OR',
      builtInControls: ['mfa'],
      customAuthenticationFactors: [],
      termsOfUse: [],
      authenticationStrength: null,
    },
    sessionControls: null,
    createdAt: at,
    modifiedAt: null,
  }
  const rules = compileRules([policy], builtInStrengths, { locations })
  const given = { ...signIn, ...facts }
  const [only] = rules.policies
  const { applied } = decide(rules, given, { proofs: [], passwordChanged: false })
  expect(only && explain(only, given).applies).toBe(applied.length === 1)
  return applied.length === 1
}

describe('users (facts §7.1)', () => {
  const users = (given: Partial<typeof noUsers>): Partial<Conditions> => ({ users: { ...noUsers, ...given } })
  test.each<[string, Partial<typeof noUsers>, boolean]>([
    ['All', { includeUsers: ['All'] }, true],
    ['None', { includeUsers: ['None'] }, false],
    ['the id', { includeUsers: ['ada'] }, true],
    ['another id', { includeUsers: ['grace'] }, false],
    ['a group', { includeGroups: ['staff'] }, true],
    ['another group', { includeGroups: ['board'] }, false],
    ['a role', { includeRoles: ['reports'] }, true],
    ['another role', { includeRoles: ['global'] }, false],
    ['guests', { includeUsers: ['GuestsOrExternalUsers'] }, false],
    ['a group of the name of the role', { includeGroups: ['reports'] }, false],
    ['a role of the name of the group', { includeRoles: ['staff'] }, false],
    ['a user of the name of the group', { includeUsers: ['staff'] }, false],
    ['All but the id', { includeUsers: ['All'], excludeUsers: ['ada'] }, false],
    ['All but another', { includeUsers: ['All'], excludeUsers: ['grace'] }, true],
    ['All but a group', { includeUsers: ['All'], excludeGroups: ['staff'] }, false],
    ['All but a role', { includeUsers: ['All'], excludeRoles: ['reports'] }, false],
    ['All but guests', { includeUsers: ['All'], excludeUsers: ['GuestsOrExternalUsers'] }, true],
    ['the id and its group left out', { includeUsers: ['ada'], excludeGroups: ['staff'] }, false],
    ['a group and the id left out', { includeGroups: ['staff'], excludeUsers: ['ada'] }, false],
  ])('%s: %s means %s', (_, given, expected) => {
    expect(applies(users(given))).toBe(expected)
  })
})

describe('guests (facts §7.1)', () => {
  const everyKind: readonly GuestType[] = [
    'internalGuest',
    'b2bCollaborationGuest',
    'b2bCollaborationMember',
    'b2bDirectConnectUser',
    'otherExternalUser',
    'serviceProvider',
  ]
  const guest = (guestType: GuestType | null, homeTenantId?: string | null) => ({
    identity: { ...ada, guestType, homeTenantId },
  })
  const kinds = (
    guestOrExternalUserTypes: readonly GuestType[],
    externalTenants: Guests['externalTenants'] = null,
  ): Guests => ({ guestOrExternalUserTypes, externalTenants })
  const including = (guests: Guests) => ({ users: { ...noUsers, includeGuestsOrExternalUsers: guests } })
  const excluding = (guests: Guests) => ({
    users: { ...noUsers, includeUsers: ['All'], excludeGuestsOrExternalUsers: guests },
  })

  test.each(everyKind)('%s is meant by its kind and by no other', (kind) => {
    for (const named of everyKind) {
      expect(applies(including(kinds([named])), guest(kind)), named).toBe(named === kind)
      expect(applies(excluding(kinds([named])), guest(kind)), named).toBe(named !== kind)
    }
    expect(applies(including(kinds(everyKind)), guest(kind))).toBe(true)
    expect(applies({ users: { ...noUsers, includeUsers: ['GuestsOrExternalUsers'] } }, guest(kind))).toBe(true)
    expect(applies(including(kinds(everyKind)), guest(null))).toBe(false)
  })

  test.each<[string, Guests['externalTenants'], string | null | undefined, boolean]>([
    ['all tenants', { membershipKind: 'all', members: [] }, 'theirs', true],
    ['all tenants', { membershipKind: 'all', members: [] }, undefined, true],
    ['their tenant', { membershipKind: 'enumerated', members: ['theirs'] }, 'theirs', true],
    ['another tenant', { membershipKind: 'enumerated', members: ['others'] }, 'theirs', false],
    ['a tenant nobody knows', { membershipKind: 'enumerated', members: ['theirs'] }, null, false],
    ['a tenant nobody told', { membershipKind: 'enumerated', members: ['theirs'] }, undefined, false],
  ])('of %s (%j) from %s: %s', (_, tenants, home, expected) => {
    expect(applies(including(kinds(['b2bCollaborationGuest'], tenants)), guest('b2bCollaborationGuest', home))).toBe(
      expected,
    )
  })

  test('an internal guest has no other tenant to come from', () => {
    const others = { membershipKind: 'enumerated', members: ['others'] } as const
    expect(applies(including(kinds(['internalGuest'], others)), guest('internalGuest'))).toBe(true)
  })

  test('one whose tenant nobody told is not let past a policy by an exclusion, nor held to it', () => {
    const theirs = { membershipKind: 'enumerated', members: ['theirs'] } as const
    const unknown = guest('b2bCollaborationGuest', undefined)
    expect(applies(excluding(kinds(['b2bCollaborationGuest'], theirs)), unknown)).toBe(false)
  })
})

describe('applications, actions and contexts (facts §7.1)', () => {
  const target = (given: Partial<typeof noApplications>) => ({ applications: { ...noApplications, ...given } })
  const register = { userAction: 'urn:user:registersecurityinfo' } as const
  test.each<[string, Partial<typeof noApplications>, SignInFacts['target'], boolean]>([
    ['All', { includeApplications: ['All'] }, signIn.target, true],
    ['None', { includeApplications: ['None'] }, signIn.target, false],
    ['the application', { includeApplications: ['mail'] }, signIn.target, true],
    ['another', { includeApplications: ['wiki'] }, signIn.target, false],
    ['what it gets at', { includeApplications: ['directory'] }, signIn.target, true],
    ['all but the application', { includeApplications: ['All'], excludeApplications: ['mail'] }, signIn.target, false],
    ['all but another', { includeApplications: ['All'], excludeApplications: ['wiki'] }, signIn.target, true],
    ['groups of applications that are not here', { includeApplications: ['Office365'] }, signIn.target, false],
    ['the portals of Microsoft', { includeApplications: ['MicrosoftAdminPortals'] }, signIn.target, false],
    ['registering', { includeUserActions: ['urn:user:registersecurityinfo'] }, register, true],
    ['registering', { includeUserActions: ['urn:user:registersecurityinfo'] }, signIn.target, false],
    ['joining devices', { includeUserActions: ['urn:user:registerdevice'] }, register, false],
    ['all applications', { includeApplications: ['All'] }, register, false],
    ['a context', { includeAuthenticationContextClassReferences: ['c1'] }, { authenticationContext: 'c1' }, true],
    [
      'another context',
      { includeAuthenticationContextClassReferences: ['c2'] },
      { authenticationContext: 'c1' },
      false,
    ],
    ['all applications', { includeApplications: ['All'] }, { authenticationContext: 'c1' }, false],
  ])('%s: %j for %j means %s', (_, given, wanted, expected) => {
    expect(applies(target(given), { target: wanted })).toBe(expected)
  })
})

describe('circumstances (facts §7.1, §7.4)', () => {
  const from = (include: readonly string[], exclude: readonly string[] = []): Partial<Conditions> => ({
    locations: { includeLocations: include, excludeLocations: exclude },
  })
  test.each<[Partial<Conditions>, Partial<SignInFacts>, boolean]>([
    [from(['All']), {}, true],
    [from(['All']), { ipAddress: null, country: null }, true],
    [from(['All'], ['AllTrusted']), {}, false],
    [from(['All'], ['AllTrusted']), { ipAddress: '198.51.100.1' }, true],
    [from(['All'], ['AllTrusted']), { ipAddress: 'nonsense' }, true],
    [from(['AllTrusted']), {}, true],
    [from(['office']), {}, true],
    [from(['office']), { ipAddress: '::ffff:192.0.2.200' }, true],
    [from(['cafe']), {}, false],
    [from(['cafe']), { ipAddress: '2001:db8:1::1' }, true],
    [from(['office', 'cafe'], ['office']), {}, false],
    [from(['north']), {}, true],
    [from(['north']), { country: 'SE' }, false],
    [from(['north']), { country: null }, false],
    [from(['fog']), { country: null }, true],
    [from(['fog']), {}, false],
    [from(['gone']), {}, false],
    [{ platforms: { includePlatforms: ['all'], excludePlatforms: [] } }, { platform: null }, true],
    [{ platforms: { includePlatforms: ['windows', 'macOS'], excludePlatforms: [] } }, {}, true],
    [{ platforms: { includePlatforms: ['linux'], excludePlatforms: [] } }, {}, false],
    [{ platforms: { includePlatforms: ['linux'], excludePlatforms: [] } }, { platform: null }, false],
    [{ platforms: { includePlatforms: ['all'], excludePlatforms: ['windows'] } }, {}, false],
    [{ platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] } }, { platform: null }, true],
    [{ clientAppTypes: ['all'] }, { clientAppType: 'other' }, true],
    [{ clientAppTypes: ['browser'] }, {}, true],
    [{ clientAppTypes: ['mobileAppsAndDesktopClients'] }, {}, false],
    [{ clientAppTypes: ['exchangeActiveSync', 'other'] }, {}, false],
    [{ authenticationFlows: { transferMethods: ['deviceCodeFlow'] } }, {}, false],
    [{ authenticationFlows: { transferMethods: ['deviceCodeFlow'] } }, { transferMethod: 'deviceCodeFlow' }, true],
    [
      { authenticationFlows: { transferMethods: ['authenticationTransfer'] } },
      { transferMethod: 'deviceCodeFlow' },
      false,
    ],
    [{ authenticationFlows: { transferMethods: ['none'] } }, {}, true],
    [{ devices: { deviceFilter: { mode: 'include', rule: 'device.isCompliant -eq True' } } }, {}, false],
    [{ devices: { deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True' } } }, {}, true],
    [{ signInRiskLevels: ['high'] }, {}, false],
    [{ signInRiskLevels: ['high'] }, { signInRisk: 'high' }, true],
    [{ userRiskLevels: ['medium', 'high'] }, { userRisk: 'low' }, false],
    [{ insiderRiskLevels: ['elevated'] }, { insiderRisk: 'elevated' }, true],
  ])('%j with %j: %s', (conditions, facts, expected) => {
    expect(applies(conditions, facts)).toBe(expected)
  })
})

test('applications with credentials of their own are meant by what is for them alone', () => {
  const service = { identity: { kind: 'servicePrincipal', id: 'robot' } } as const
  const meant = (includeServicePrincipals: readonly string[], excludeServicePrincipals: readonly string[] = []) => ({
    users: null,
    clientApplications: { includeServicePrincipals, excludeServicePrincipals },
  })
  expect(applies({}, service)).toBe(false)
  expect(applies(meant(['ServicePrincipalsInMyTenant']), service)).toBe(true)
  expect(applies(meant(['ServicePrincipalsInMyTenant'], ['robot']), service)).toBe(false)
  expect(applies(meant(['robot']), service)).toBe(true)
  expect(applies(meant(['other']), service)).toBe(false)
  expect(applies(meant(['robot']))).toBe(false)
})
