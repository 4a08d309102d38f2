import fc from 'fast-check'
import { expect, test } from 'vitest'
import { locations, policies } from '../../tests/kit/random-access.ts'
import { instant } from '../base/time.ts'
import { builtInStrengths } from '../policies/authentication-strengths/rules.ts'
import {
  type AccessPolicy,
  applicable,
  compileRules,
  exclusionsIn,
  includes,
  noApplications,
  noConditions,
  type SignInFacts,
  withoutExclusions,
} from '../policies/conditional-access/rules.ts'
import { exemptSince, factsOf, type Link, type Person, wayOf } from './rules.ts'

const ids = (count: number, kind: string) => Array.from({ length: count }, (_, index) => `${kind}${index}`)
const groups = ids(4, 'group')
const link = (from: readonly string[], to: readonly string[]): fc.Arbitrary<Link> =>
  fc.record({ from: fc.constantFrom(...from), to: fc.constantFrom(...to), at: fc.nat(20).map(instant) })

/** Only groups with lower numbers go into one, so that there is no cycle. */
const nested = link(groups, groups).filter(({ from, to }) => from < to)

const persons: fc.Arbitrary<Person> = fc
  .record({
    id: fc.constantFrom(...ids(3, 'user')),
    guestType: fc.constantFrom(null, 'internalGuest' as const, 'b2bCollaborationGuest' as const),
    joined: fc.array(link(['me'], groups), { maxLength: 3 }),
    nested: fc.array(nested, { maxLength: 4 }),
    given: fc.array(link(['me', ...groups], ids(3, 'role')), { maxLength: 3 }),
    roleAssignable: fc.subarray(groups).map((list) => new Set(list)),
  })
  .map(({ joined, nested: inner, given, ...person }) => {
    const own = (one: Link): Link => (one.from === 'me' ? { ...one, from: person.id } : one)
    const reached = new Set([person.id])
    const links = [...joined.map(own), ...inner]
    for (const _ of links) for (const { from, to } of links) if (reached.has(from)) reached.add(to)
    return { ...person, groups: links.filter(({ from }) => reached.has(from)), roles: given.map(own) }
  })

/** A policy that asks for the same people, whatever they get at and from where. */
const forPeople = (policy: AccessPolicy): AccessPolicy => ({
  ...policy,
  state: 'enabled',
  conditions: {
    ...noConditions,
    clientAppTypes: ['all'],
    users: policy.conditions.users,
    applications: { ...noApplications, includeApplications: ['All'] },
  },
})

const applies = (policy: AccessPolicy, identity: SignInFacts['identity']): boolean =>
  applicable(compileRules([policy], builtInStrengths, { locations }), {
    identity,
    target: { applications: ['app'] },
    clientAppType: 'browser',
  }).length > 0

test('an exclusion is told to exempt somebody exactly where it is what keeps the policy from applying', () => {
  fc.assert(
    fc.property(policies, persons, (all, person) => {
      for (const policy of all.map(forPeople)) {
        const { users } = policy.conditions
        if (!users) continue
        const keys = exclusionsIn(users)
        const free = withoutExclusions(policy, keys)
        const facts = factsOf(person)
        expect(includes(users)(facts)).toBe(applies(free, facts))
        for (const key of keys) {
          const others = keys.filter((other) => other !== key)
          const alone = withoutExclusions(policy, others)
          const way = wayOf(key, users.excludeGuestsOrExternalUsers, person)
          if (applies(free, facts)) expect(way === undefined).toBe(applies(alone, facts))
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('a way leads from the person to what is excluded, link by link, and names its groups from the top', () => {
  fc.assert(
    fc.property(persons, fc.constantFrom(...groups, ...ids(3, 'role')), (person, targetId) => {
      const kind = targetId.startsWith('group') ? 'group' : 'role'
      const way = wayOf({ kind, targetId }, null, person)
      if (!way) return
      const [first, last] = [way.links[0], way.links.at(-1)]
      expect([first?.from, last?.to]).toEqual([person.id, targetId])
      for (const [index, { to }] of way.links.entries()) {
        const next = way.links[index + 1]
        if (next) expect(next.from).toBe(to)
      }
      const passed = way.links.map(({ to }) => to).filter((id) => id.startsWith('group'))
      expect(way.groups).toEqual(passed.toReversed())
      if (kind === 'role') for (const group of way.groups) expect(person.roleAssignable.has(group)).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

test('somebody is exempt since the last thing that had to happen, and before the log begins where it tells of nothing', () => {
  const deed = (at: number) => ({
    at: instant(at),
    auditId: `audit${at}`,
    by: { kind: 'server' as const, id: null, displayName: null, userPrincipalName: null },
  })
  const happened = fc.record({ at: fc.integer({ min: 1, max: 9 }).map(instant), told: fc.boolean() })
  fc.assert(
    fc.property(fc.option(fc.integer({ min: 1, max: 9 })), fc.array(happened, { maxLength: 3 }), (excludedAt, rest) => {
      const beside = rest.map(({ at, told }) => ({ at, deed: told ? deed(at) : undefined }))
      const excluded = excludedAt === null ? undefined : deed(excludedAt)
      const since = exemptSince(excluded, beside)
      const known = beside.filter((one) => one.deed)
      const times = (excluded ? [excluded, ...beside] : known).map(({ at }) => at)
      expect(since.at).toBe(times.length > 0 ? Math.max(...times) : null)
      if (since.deed) expect(since.deed.at).toBe(since.at)
    }),
  )
})
