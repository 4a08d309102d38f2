import { instant } from '../../src/base/time.ts'
import {
  type AccessPolicy,
  type Conditions,
  type GrantControls,
  noApplications,
  noConditions,
  noUsers,
  type SignInFacts,
} from '../../src/policies/conditional-access/rules.ts'

/** A number from 0 to 1, the same in every run. */
type Draw = () => number

const drawing = (seed: number): Draw => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 0x1_0000_0000
  }
}

/** Names of many things. */
export interface Names {
  readonly groups: readonly string[]
  readonly roles: readonly string[]
  readonly apps: readonly string[]
  readonly users: readonly string[]
  /** Named locations: the first trusted, the second not. */
  readonly locations: readonly string[]
}

const some = (draw: Draw, from: readonly string[], count: number): readonly string[] =>
  Array.from({ length: Math.min(count, from.length) }, () => from[Math.floor(draw() * from.length)] ?? '')

const grant = (given: Partial<GrantControls>): GrantControls => ({
  operator: 'OR',
  builtInControls: [],
  customAuthenticationFactors: [],
  termsOfUse: [],
  authenticationStrength: null,
  ...given,
})

/** What policies ask for; blocks are for places alone, so that somebody gets in. */
function grantFor(draw: Draw, isForPlace: boolean): GrantControls {
  const share = draw()
  if (isForPlace && share < 0.3) return grant({ builtInControls: ['block'] })
  if (share < 0.6) return grant({ builtInControls: ['mfa'] })
  if (share < 0.8) return grant({ authenticationStrength: '00000000-0000-0000-0000-000000000002' })
  return grant({ builtInControls: ['mfa', 'compliantDevice'] })
}

function conditionsFor(draw: Draw, names: Names): Conditions {
  const users = { ...noUsers, excludeGroups: some(draw, names.groups, 3), excludeUsers: some(draw, names.users, 2) }
  const who = draw()
  const isForAllApps = draw() < 0.5
  const [trusted = '', other = ''] = names.locations
  const where = draw()
  return {
    ...noConditions,
    clientAppTypes: draw() < 0.1 ? ['exchangeActiveSync', 'other'] : ['all'],
    users: {
      ...users,
      ...(who < 0.25 && { includeUsers: ['All'] }),
      ...(who >= 0.25 && who < 0.85 && { includeGroups: some(draw, names.groups, 30) }),
      ...(who >= 0.85 && { includeRoles: some(draw, names.roles, 3) }),
    },
    applications: {
      ...noApplications,
      includeApplications: isForAllApps ? ['All'] : some(draw, names.apps, 3),
      excludeApplications: isForAllApps ? some(draw, names.apps.slice(1), 2) : [],
    },
    locations:
      where < 0.2
        ? { includeLocations: ['All'], excludeLocations: ['AllTrusted'] }
        : where < 0.35
          ? { includeLocations: [other], excludeLocations: [trusted] }
          : null,
    platforms: draw() < 0.2 ? { includePlatforms: ['iOS', 'android'], excludePlatforms: [] } : null,
  }
}

/** So many policies of every kind over the names. */
export function manyPolicies(count: number, names: Names): readonly AccessPolicy[] {
  const draw = drawing(20260302)
  return Array.from({ length: count }, (_, index) => {
    const conditions = conditionsFor(draw, names)
    const isForPlace = conditions.locations?.includeLocations.includes('All') === false
    return {
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      displayName: `Policy ${index}`,
      state: index % 10 === 9 ? 'enabledForReportingButNotEnforced' : 'enabled',
      templateId: null,
      conditions,
      grantControls: grantFor(draw, isForPlace),
      sessionControls: null,
      createdAt: instant(0),
      modifiedAt: null,
    }
  })
}

/** Sign-ins of people who are in so many of the groups each. */
export function manySignIns(count: number, groups: number, names: Names): readonly SignInFacts[] {
  const draw = drawing(7)
  return Array.from({ length: count }, (_, index): SignInFacts => {
    const first = Math.floor(draw() * names.groups.length)
    const held = Array.from(
      { length: groups },
      (_, step) => names.groups[(first + step * 3) % names.groups.length] ?? '',
    )
    const [app = ''] = some(draw, names.apps, 1)
    return {
      identity: {
        kind: 'user',
        id: names.users[index % names.users.length] ?? '',
        groups: new Set(held),
        roles: new Set(some(draw, names.roles, 1)),
        guestType: null,
        homeTenantId: null,
      },
      target: { applications: [app], resources: ['00000003-0000-0000-c000-000000000000'] },
      clientAppType: 'browser',
      platform: index % 3 === 0 ? 'iOS' : 'windows',
      ipAddress: index % 2 === 0 ? '192.0.2.9' : `203.0.113.${index % 256}`,
      country: null,
      transferMethod: null,
    }
  })
}
