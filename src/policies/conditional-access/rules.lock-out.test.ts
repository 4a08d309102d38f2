import { describe, expect, test } from 'vitest'
import { instant } from '../../base/time.ts'
import { builtInStrengths, type StrengthMode, type StrengthProof } from '../authentication-strengths/rules.ts'
import type { CountryOf, NamedLocation } from '../named-locations/rules.ts'
import {
  type AccessPolicy,
  type Conditions,
  canGetIn,
  compileRules,
  type GrantControls,
  type Keeper,
  namesOf,
  noApplications,
  noConditions,
  noUsers,
  whereabouts,
} from './rules.ts'

const portal = 'portal'
const phishingResistant = '00000000-0000-0000-0000-000000000004'
const onRegistration: Partial<Conditions> = {
  applications: { ...noApplications, includeUserActions: ['urn:user:registersecurityinfo'] },
}

const proofs = (...modes: readonly StrengthMode[]): readonly StrengthProof[] => modes.map((mode) => ({ mode }))

const keeper = (given: Partial<Keeper> = {}): Keeper => ({
  identity: { kind: 'user', id: 'ada', groups: new Set(), roles: new Set(['global']), guestType: null },
  lasting: proofs('password'),
  present: given.lasting ?? proofs('password'),
  registrable: proofs('softwareOath', 'fido2'),
  ...given,
})

let made = 0

const policy = (
  grant: Partial<GrantControls>,
  conditions: Partial<Conditions> = {},
  state: AccessPolicy['state'] = 'enabled',
): AccessPolicy => ({
  id: `policy${++made}`,
  displayName: 'Policy',
  state,
  templateId: null,
  conditions: {
    ...noConditions,
    clientAppTypes: ['all'],
    users: { ...noUsers, includeUsers: ['All'] },
    applications: { ...noApplications, includeApplications: ['All'] },
    ...conditions,
  },
  grantControls: {
    operator: 'OR',
    builtInControls: [],
    customAuthenticationFactors: [],
    termsOfUse: [],
    authenticationStrength: null,
    ...grant,
  },
  sessionControls: null,
  createdAt: instant(0),
  modifiedAt: null,
})

const block = (conditions: Partial<Conditions> = {}) => policy({ builtInControls: ['block'] }, conditions)
const mfa = (conditions: Partial<Conditions> = {}) => policy({ builtInControls: ['mfa'] }, conditions)
const strong = (conditions: Partial<Conditions> = {}) =>
  policy({ authenticationStrength: phishingResistant }, conditions)

const named = { createdAt: instant(0), modifiedAt: instant(0), displayName: '' }
const network = (id: string, ...ranges: readonly string[]): NamedLocation => ({
  ...named,
  id,
  kind: 'ip',
  isTrusted: true,
  ipRanges: ranges.map((cidrAddress) => ({ cidrAddress, version: cidrAddress.includes(':') ? 6 : 4 })),
})
const country = (id: string, countriesAndRegions: readonly string[], unknown = false): NamedLocation => ({
  ...named,
  id,
  kind: 'country',
  countriesAndRegions,
  includeUnknownCountriesAndRegions: unknown,
})

const locations: readonly NamedLocation[] = [
  network('office', '198.51.100.0/24'),
  network('all-of-it', '0.0.0.0/0', '::/0'),
  network('half', '0.0.0.0/1'),
  network('other-half', '128.0.0.0/1', '::/0'),
  country('north', ['NO', 'SE']),
  country('nowhere-known', [], true),
]
const everywhereBut = (...excludeLocations: readonly string[]): Partial<Conditions> => ({
  locations: { includeLocations: ['All'], excludeLocations },
})
const at = (...includeLocations: readonly string[]): Partial<Conditions> => ({
  locations: { includeLocations, excludeLocations: [] },
})

function getsIn(
  policies: readonly AccessPolicy[],
  who: Keeper = keeper(),
  countryOf: CountryOf | null = () => 'NO',
): boolean {
  const rules = compileRules(policies, builtInStrengths, { locations })
  return canGetIn(
    rules,
    who,
    { applications: [portal], resources: ['directory'] },
    whereabouts(policies, locations, countryOf),
  )
}

describe('somebody still gets in', () => {
  const excluded: Partial<Conditions> = { users: { ...noUsers, includeUsers: ['All'], excludeUsers: ['ada'] } }
  const elsewhere: Partial<Conditions> = { applications: { ...noApplications, includeApplications: ['mail'] } }
  test.each<[string, readonly AccessPolicy[], Keeper?]>([
    ['where there is no policy', []],
    ['past a block that leaves them out', [block(excluded)]],
    ['past a block of other applications', [block(elsewhere)]],
    ['past a block in report-only', [{ ...block(), state: 'enabledForReportingButNotEnforced' }]],
    ['past a block that is switched off', [{ ...block(), state: 'disabled' }]],
    ['from the office, where every other place is blocked', [block(everywhereBut('office'))]],
    ['from elsewhere, where the office is blocked', [block(at('office'))]],
    ['from the other half of the addresses', [block(at('half'))]],
    ['on one platform of many', [block({ platforms: { includePlatforms: ['all'], excludePlatforms: ['linux'] } })]],
    [
      'on what nobody can tell, where every platform by name is blocked',
      [
        block({
          platforms: { includePlatforms: ['android', 'iOS', 'windows', 'macOS', 'linux'], excludePlatforms: [] },
        }),
      ],
    ],
    ['in a browser, where older clients are blocked', [block({ clientAppTypes: ['exchangeActiveSync', 'other'] })]],
    ['where a risk is blocked that nobody finds out', [block({ signInRiskLevels: ['high'] })]],
    [
      'where the transfer from another device is blocked',
      [block({ authenticationFlows: { transferMethods: ['deviceCodeFlow'] } })],
    ],
    ['where the country is blocked and others are not', [block(at('north'))]],
    ['where every country but one is blocked', [block(everywhereBut('north'))]],
    ['with what they have', [strong()], keeper({ lasting: proofs('fido2') })],
    ['with what they can register', [strong()]],
    ['with a second factor that they can register', [mfa()], keeper({ registrable: proofs('softwareOath') })],
    [
      'with a pass that lets them register',
      [strong(), mfa(onRegistration)],
      keeper({ lasting: [], present: proofs('temporaryAccessPassOneTime') }),
    ],
    [
      'registering from the office, where it is asked for more elsewhere',
      [strong(), mfa({ ...onRegistration, ...everywhereBut('office') })],
    ],
    ['with a factor where a managed device would do too', [policy({ builtInControls: ['mfa', 'compliantDevice'] })]],
  ])('%s', (_, policies, who) => {
    expect(getsIn(policies, who)).toBe(true)
  })
})

describe('somebody is locked out', () => {
  const password: Partial<Keeper> = { lasting: proofs('password'), present: proofs('password') }
  test.each<[string, readonly AccessPolicy[], Keeper?]>([
    ['by a block of everything', [block()]],
    ['by a block of their role', [block({ users: { ...noUsers, includeRoles: ['global'] } })]],
    [
      'by a block of our pages',
      [block({ applications: { ...noApplications, includeApplications: [portal] } })],
      keeper({ lasting: proofs('fido2') }),
    ],
    [
      'by a block of the directory behind our pages',
      [block({ applications: { ...noApplications, includeApplications: ['directory'] } })],
      keeper({ lasting: proofs('fido2') }),
    ],
    ['by a block of every address', [block(at('all-of-it'))]],
    ['by a block of one half of the addresses and another of the other', [block(at('half')), block(at('other-half'))]],
    ['by one of the office and one of elsewhere', [block(at('office')), block(everywhereBut('office'))]],
    [
      'by blocks of different platforms that leave none',
      [
        block({ platforms: { includePlatforms: ['all'], excludePlatforms: ['linux'] } }),
        block({ platforms: { includePlatforms: ['linux'], excludePlatforms: [] } }),
      ],
    ],
    [
      'where only a platform is left that no browser tells of',
      [block({ platforms: { includePlatforms: ['all'], excludePlatforms: ['windowsPhone'] } })],
    ],
    [
      'where a place that is left is not there on the platform that is',
      [
        block({ ...everywhereBut('office'), platforms: { includePlatforms: ['linux'], excludePlatforms: [] } }),
        block({ ...at('office'), platforms: { includePlatforms: ['linux'], excludePlatforms: [] } }),
        block({ platforms: { includePlatforms: ['all'], excludePlatforms: ['linux'] } }),
      ],
    ],
    ['by a managed device, which there is none of', [policy({ builtInControls: ['compliantDevice'] })]],
    ['by a managed device beside a factor', [policy({ operator: 'AND', builtInControls: ['mfa', 'compliantDevice'] })]],
    [
      'by a strength that they neither have nor can register',
      [strong()],
      keeper({ ...password, registrable: proofs('softwareOath') }),
    ],
    ['by a strength that is gone', [policy({ authenticationStrength: 'gone' })]],
    [
      'where a pass alone is enough for a strength, because it ends',
      [strong()],
      keeper({ lasting: [], present: proofs('temporaryAccessPassOneTime'), registrable: proofs('softwareOath') }),
    ],
    ['where registering asks for what is to be registered', [mfa(), mfa(onRegistration)], keeper(password)],
    ['where registering is blocked', [strong(), block(onRegistration)], keeper(password)],
    [
      'where registering is let in at one place and our pages at another',
      [strong(everywhereBut('office')), block(at('office')), block({ ...onRegistration, ...everywhereBut('office') })],
      keeper(password),
    ],
  ])('%s', (_, policies, who) => {
    expect(getsIn(policies, who)).toBe(false)
  })

  test('by leaving a country alone, where no file says which address is in which', () => {
    const policies = [block(everywhereBut('north'))]
    expect(getsIn(policies, keeper(), null)).toBe(false)
    expect(getsIn([block(everywhereBut('nowhere-known'))], keeper(), null)).toBe(true)
  })

  test('by leaving alone an office and a country that the office is not in', () => {
    const policies = [block(everywhereBut('office')), block(everywhereBut('north'))]
    expect(getsIn(policies, keeper(), () => 'US')).toBe(false)
    expect(getsIn(policies, keeper(), (address) => (address === '198.51.100.255' ? 'SE' : 'US'))).toBe(true)
  })
})

describe('whereabouts', () => {
  test('are one where no policy asks for a place or a platform', () => {
    expect(whereabouts([block()], locations, () => 'NO')).toEqual([
      { ipAddress: '0.0.0.0', country: null, platform: null },
    ])
  })

  test('are told apart by the locations that enabled policies name, and by nothing else', () => {
    const places = whereabouts([block(at('office')), { ...block(at('half')), state: 'disabled' }], locations, null)
    expect(places.map(({ ipAddress }) => ipAddress)).toEqual(['0.0.0.0', '198.51.100.0'])
  })

  test('count countries that are in the same locations once', () => {
    const places = whereabouts([block(at('north'))], locations, () => 'NO')
    expect(places.map((place) => place.country && ['NO', 'SE'].includes(place.country))).toEqual([null, false, true])
  })
})

test('tens of thousands of ranges beside a hundred lists of countries keep nobody waiting', () => {
  const nets = Array.from({ length: 100 }, (_, net) =>
    network(
      `net ${net}`,
      ...Array.from({ length: 400 }, (_range, index) => `${(index >> 8) + 1}.${index & 255}.${net}.0/30`),
    ),
  )
  const lists = Array.from({ length: 95 }, (_, list) =>
    country(`list ${list}`, ['NO', 'SE', 'DE', 'US'].slice(list % 4)),
  )
  const all = [...nets, ...lists]
  const began = process.cpuUsage()
  const found = whereabouts([block(at(...all.map(({ id }) => id)))], all, () => 'NO')
  expect(found).toHaveLength(100 + 6)
  expect(process.cpuUsage(began).user).toBeLessThan(2_500_000)
})

test('those who are locked out are named, five at most, with their number', () => {
  const people = Array.from({ length: 7 }, (_, index) => ({
    displayName: `Admin ${index}`,
    userPrincipalName: `admin${index}@example.com`,
  }))
  expect(namesOf(people.slice(0, 1))).toBe('Admin 0 (admin0@example.com), 1 in all')
  expect(namesOf(people)).toMatch(/^Admin 0 .*Admin 4 \(admin4@example\.com\) and 2 more, 7 in all$/)
})
