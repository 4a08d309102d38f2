import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { facts, locations as known, policies } from '../../../tests/kit/random-access.ts'
import { builtInStrengths, type StrengthMode, type StrengthProof } from '../authentication-strengths/rules.ts'
import { isWithin, type NamedLocation, readAddress, readRange } from '../named-locations/rules.ts'
import {
  type AccessPolicy,
  canGetIn,
  compileRules,
  decide,
  type Keeper,
  noApplications,
  noConditions,
  noUsers,
  whereabouts,
} from './rules.ts'

const page = 'app0'
const platforms = ['windows', 'macOS', 'linux', 'iOS', 'android', null] as const
const countries = ['NO', 'SE', 'US', null] as const

/** All addresses there are in these tests: one of each eighth of both kinds. */
const addresses = Array.from({ length: 8 }, (_, index) => index).flatMap((index) => [
  `${index * 32}.1.2.3`,
  `${(index * 2).toString(16)}001::1`,
])

interface World {
  readonly locations: readonly NamedLocation[]
  readonly countryOf: ((address: string) => string | null) | null
}

const eighth = (address: string): number => {
  const read = readAddress(address)
  return read ? Number(read.value >> (read.version === 4 ? 29n : 125n)) + (read.version === 4 ? 0 : 8) : 0
}

const ranges = (least: number) =>
  fc
    .array(fc.record({ block: fc.nat(7), prefix: fc.integer({ min: least, max: 3 }), isOld: fc.boolean() }), {
      maxLength: 8,
    })
    .map((all) =>
      all.map(({ block, prefix, isOld }) =>
        isOld
          ? { version: 4 as const, cidrAddress: `${block * 32}.0.0.0/${prefix}` }
          : { version: 6 as const, cidrAddress: `${(block * 2).toString(16)}000::/${prefix}` },
      ),
    )

const locationsWith = (least: number) =>
  fc
    .tuple(ranges(least), ranges(least))
    .map((both) =>
      known.map((location, index) =>
        location.kind === 'ip' ? { ...location, ipRanges: both[index] ?? [] } : location,
      ),
    )

/** A file of countries knows small ranges only as a whole; without one, ranges may be of any size. */
const worlds: fc.Arbitrary<World> = fc.oneof(
  locationsWith(0).map((locations) => ({ locations, countryOf: null })),
  fc
    .tuple(locationsWith(3), fc.array(fc.constantFrom(...countries), { minLength: 16, maxLength: 16 }))
    .map(([locations, table]) => ({
      locations,
      countryOf: (address: string) => table[eighth(address)] ?? null,
    })),
)

const some = (modes: readonly StrengthMode[]): fc.Arbitrary<readonly StrengthProof[]> =>
  fc.subarray([...modes]).map((list) => list.map((mode) => ({ mode })))

const keepers: fc.Arbitrary<Keeper> = fc
  .record({
    identity: facts.map(({ identity }) => identity),
    lasting: some(['password', 'softwareOath', 'fido2']),
    pass: some(['temporaryAccessPassOneTime']),
    registrable: some(['softwareOath', 'fido2']),
  })
  .filter(({ identity }) => identity.kind === 'user')
  .map(({ identity, lasting, pass, registrable }) => {
    if (identity.kind !== 'user') throw new Error('Only people are left')
    return { identity, lasting, present: [...lasting, ...pass], registrable }
  })

/** Policies of every kind, each sixth of them enabled for everybody and everything. */
const strict = policies.map((all) =>
  all.map((policy, index): AccessPolicy => {
    if (index % 6 !== 0) return policy
    const { locations, platforms: told } = policy.conditions
    const everybody = { ...noUsers, includeUsers: ['All'] }
    const everything = { ...noApplications, includeApplications: ['All'] }
    const where = { locations, platforms: told, clientAppTypes: ['all'] as const }
    return {
      ...policy,
      state: 'enabled',
      conditions: { ...noConditions, ...where, users: everybody, applications: everything },
    }
  }),
)

/** Tries everything: every address, country and platform, and every choice of what could be registered. */
function getsInSomehow(policies: readonly AccessPolicy[], { locations, countryOf }: World, keeper: Keeper): boolean {
  const rules = compileRules(policies, builtInStrengths, { locations })
  const named = new Set(
    policies
      .filter(({ state }) => state === 'enabled')
      .flatMap(({ conditions }) => [
        ...(conditions.locations?.includeLocations ?? []),
        ...(conditions.locations?.excludeLocations ?? []),
      ]),
  )
  const isInside = (text: string) =>
    locations.some((location) => {
      if (location.kind !== 'ip' || !(named.has(location.id) || (named.has('AllTrusted') && location.isTrusted)))
        return false
      const address = readAddress(text)
      return location.ipRanges.some(({ cidrAddress, version }) => {
        const range = readRange(cidrAddress, version)
        return address && range ? isWithin(address, range) : false
      })
    })
  const countriesAt = (address: string): readonly (string | null)[] => {
    if (!countryOf) return [null]
    return isInside(address) ? [countryOf(address)] : countries
  }
  const choices: StrengthProof[][] = [[]]
  for (const proof of keeper.registrable) choices.push(...choices.map((choice) => [...choice, proof]))
  const { identity } = keeper
  for (const ipAddress of addresses) {
    for (const country of countriesAt(ipAddress)) {
      for (const platform of platforms) {
        const where = {
          identity,
          ipAddress,
          country,
          platform,
          clientAppType: 'browser',
          transferMethod: null,
        } as const
        const outcome = (proofs: readonly StrengthProof[], target: object) =>
          decide(rules, { ...where, target }, { proofs, passwordChanged: true }).outcome
        const mayRegister = outcome(keeper.present, { userAction: 'urn:user:registersecurityinfo' }) === 'granted'
        for (const choice of choices) {
          if (choice.length > 0 && !mayRegister) continue
          if (outcome([...keeper.lasting, ...choice], { applications: [page] }) === 'granted') return true
        }
      }
    }
  }
  return false
}

const judged = (all: readonly AccessPolicy[], { locations, countryOf }: World, keeper: Keeper) =>
  canGetIn(
    compileRules(all, builtInStrengths, { locations }),
    keeper,
    { applications: [page] },
    whereabouts(all, locations, countryOf),
  )

describe('whether somebody still gets in', () => {
  test('is what trying everything finds', () => {
    const found = { in: 0, out: 0 }
    fc.assert(
      fc.property(strict, worlds, keepers, (all, world, keeper) => {
        const isIn = getsInSomehow(all, world, keeper)
        found[isIn ? 'in' : 'out']++
        expect(judged(all, world, keeper)).toBe(isIn)
      }),
      { numRuns: 300 },
    )
    expect(Math.min(found.in, found.out)).toBeGreaterThan(30)
  })

  test('is never lost by leaving them out of a policy, or by having more', () => {
    fc.assert(
      fc.property(strict, fc.nat(), worlds, keepers, (all, which, world, keeper) => {
        fc.pre(judged(all, world, keeper))
        const id = keeper.identity.id ?? ''
        const excluding = all.map((policy, index) => {
          const { users } = policy.conditions
          if (!users || index !== which % all.length || policy.grantControls?.authenticationStrength) return policy
          const left = { ...users, excludeUsers: [...users.excludeUsers, id] }
          return { ...policy, conditions: { ...policy.conditions, users: left } }
        })
        expect(judged(excluding, world, keeper)).toBe(true)
        const more: Keeper = {
          ...keeper,
          lasting: [...keeper.lasting, { mode: 'fido2' }],
          present: [...keeper.present, { mode: 'fido2' }],
        }
        expect(judged(all, world, more)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  test('is not changed by policies in report-only', () => {
    fc.assert(
      fc.property(strict, worlds, keepers, (all, world, keeper) => {
        const enabled = all.filter(({ state }) => state === 'enabled')
        expect(judged(enabled, world, keeper)).toBe(judged(all, world, keeper))
      }),
      { numRuns: 400 },
    )
  })
})
