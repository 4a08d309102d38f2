import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nobody } from '../../base/text.ts'
import {
  allUsers,
  type Configuration,
  type ConfigurationChange,
  changed,
  defaultConfigurations,
  methodScope,
  violations,
} from './rules.ts'

const someGroups = fc.subarray(['1', '2', '3', '4'].map((digit) => `aaaaaaaa-0000-4000-8000-00000000000${digit}`))
const someTargets = fc
  .subarray([allUsers, 'aaaaaaaa-0000-4000-8000-000000000001', 'AAAAAAAA-0000-4000-8000-000000000002', 'nobody'])
  .map((ids) => ids.map((id) => ({ targetType: 'group', id, isRegistrationRequired: false }) as const))
const minutes = fc.oneof(fc.integer({ min: -10, max: 50_000 }), fc.integer({ min: 10, max: 600 }))
const state = fc.constantFrom('enabled', 'disabled')

type PassChange = ConfigurationChange<'TemporaryAccessPass'>

const passChange: fc.Arbitrary<PassChange> = fc.record(
  {
    state,
    defaultLifetimeInMinutes: minutes,
    minimumLifetimeInMinutes: minutes,
    maximumLifetimeInMinutes: minutes,
    defaultLength: fc.integer({ min: 0, max: 60 }),
    isUsableOnce: fc.boolean(),
    administratorsExcluded: fc.boolean(),
    includeTargets: someTargets,
    excludeTargets: someTargets,
    secondFactorOnly: fc.record({ state }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
)

const before = defaultConfigurations.TemporaryAccessPass
const apply = (current: Configuration<'TemporaryAccessPass'>, change: PassChange) =>
  changed<'TemporaryAccessPass'>(current, change)

test('whatever is accepted has its lifetimes in range and in order, and its length in range', () => {
  fc.assert(
    fc.property(passChange, (change) => {
      const after = apply(before, change)
      fc.pre(violations(after).length === 0)
      const ordered = [
        10,
        after.minimumLifetimeInMinutes,
        after.defaultLifetimeInMinutes,
        after.maximumLifetimeInMinutes,
      ]
      expect([...ordered, 43_200]).toEqual([...ordered, 43_200].sort((left, right) => left - right))
      expect(after.defaultLength).toBeGreaterThanOrEqual(8)
      expect(after.defaultLength).toBeLessThanOrEqual(48)
      expect(after.excludeTargets.map((target) => target.id)).not.toContain(allUsers)
    }),
  )
})

test('changing the parts one after another comes to the same as changing them together', () => {
  fc.assert(
    fc.property(passChange, (change) => {
      const parts = Object.entries(change).map(([key, value]) => ({ [key]: value }) as PassChange)
      expect(parts.reduce(apply, before)).toEqual(apply(before, change))
    }),
  )
})

test('a change made twice changes nothing the second time', () => {
  fc.assert(
    fc.property(passChange, (change) => {
      const once = apply(before, change)
      expect(apply(once, change)).toEqual(once)
    }),
  )
})

test('one more exclusion or one inclusion less never lets anybody in', () => {
  fc.assert(
    fc.property(passChange, someGroups, someGroups, (change, groups, excluded) => {
      const wider = apply(before, change)
      const narrower = apply(wider, {
        includeTargets: wider.includeTargets.slice(1),
        excludeTargets: excluded.map((id) => ({ targetType: 'group', id })),
      })
      const memberOf = new Set(groups)
      const subject = { userId: nobody, groupIds: memberOf, roles: [] }
      fc.pre(wider.excludeTargets.length === 0)
      if (methodScope(narrower, subject).allowed) expect(methodScope(wider, subject).allowed).toBe(true)
      if (excluded.some((id) => memberOf.has(id))) expect(methodScope(narrower, subject).allowed).toBe(false)
    }),
  )
})
