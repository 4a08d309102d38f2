import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { appliesPlainly } from '../../../tests/kit/plain-access.ts'
import { facts, held, locations, policies } from '../../../tests/kit/random-access.ts'
import { instant } from '../../base/time.ts'
import { builtInStrengths } from '../authentication-strengths/rules.ts'
import {
  type AccessPolicy,
  applicable,
  compileRules,
  decide,
  type ExclusionEnd,
  exclusionsIn,
  noUsers,
  periodAround,
  policiesAt,
  policyViolations,
  type SignInFacts,
  withoutExclusions,
} from './rules.ts'

const compile = (all: readonly AccessPolicy[]) => compileRules(all, builtInStrengths, { locations })
const moment = fc.integer({ min: 0, max: 12 }).map(instant)

/** Policies, with ends on some of their exclusions and on some that they have not. */
const withEnds = policies.chain((all) => {
  const exclusions = all.flatMap(({ id, conditions }) =>
    exclusionsIn(conditions.users).map((key) => ({ ...key, policyId: id })),
  )
  const strange = { policyId: 'policy0', kind: 'user', targetId: 'nobody' } as const
  return fc.tuple(
    fc.constant(all),
    fc
      .subarray([...exclusions, strange])
      .chain((some) => fc.tuple(...some.map((one) => moment.map((endAt): ExclusionEnd => ({ ...one, endAt })))))
      .map((ends): readonly ExclusionEnd[] => ends),
  )
})

/** The policy with its lapsed exclusions crossed out, written down a second time. */
function crossedOut(policy: AccessPolicy, ends: readonly ExclusionEnd[], now: number): AccessPolicy {
  const users = { ...(policy.conditions.users ?? noUsers) }
  for (const { policyId, kind, targetId, endAt } of ends) {
    if (policyId !== policy.id || now < endAt) continue
    const word = kind === 'guests' && targetId === 'all' ? 'GuestsOrExternalUsers' : targetId
    if (kind === 'user' || word !== targetId) users.excludeUsers = users.excludeUsers.filter((id) => id !== word)
    else if (kind === 'group') users.excludeGroups = users.excludeGroups.filter((id) => id !== targetId)
    else if (kind === 'role') users.excludeRoles = users.excludeRoles.filter((id) => id !== targetId)
    else users.excludeGuestsOrExternalUsers = null
  }
  return policy.conditions.users ? { ...policy, conditions: { ...policy.conditions, users } } : policy
}

const named = (all: readonly AccessPolicy[], given: SignInFacts) => applicable(compile(all), given).map(({ id }) => id)

describe('an exclusion whose end has come', () => {
  test('counts for nothing, as if somebody had crossed it out, and one that has not counts', () => {
    fc.assert(
      fc.property(withEnds, facts, moment, ([all, ends], given, now) => {
        const plainly = all.filter((policy) => appliesPlainly(crossedOut(policy, ends, now), given))
        expect(named(policiesAt(all, ends, now), given)).toEqual(plainly.map(({ id }) => id))
      }),
      { numRuns: 1500 },
    )
  })

  test('lets no policy go that applied before', () => {
    fc.assert(
      fc.property(withEnds, facts, moment, ([all, ends], given, now) => {
        expect(named(policiesAt(all, ends, now), given)).toEqual(expect.arrayContaining(named(all, given)))
      }),
      { numRuns: 400 },
    )
  })

  test('makes nothing easier, ever', () => {
    const worse = { granted: 0, required: 1, blocked: 2 } as const
    fc.assert(
      fc.property(withEnds, facts, held, moment, moment, ([all, ends], given, has, one, other) => {
        // Where security information is registered, a policy may take the place of another (facts/entra.md §6.5).
        fc.pre(given.target.userAction === undefined)
        const [sooner, later] = [Math.min(one, other), Math.max(one, other)].map(
          (at) => decide(compile(policiesAt(all, ends, instant(at))), given, has).outcome,
        )
        expect(worse[later ?? 'blocked']).toBeGreaterThanOrEqual(worse[sooner ?? 'granted'])
      }),
      { numRuns: 400 },
    )
  })
})

test('within a period nothing changes, and at its two ends something may', () => {
  fc.assert(
    fc.property(withEnds, moment, moment, ([all, ends], now, then) => {
      const { from, until } = periodAround(ends, now)
      expect(from <= now && now < until).toBe(true)
      if (from <= then && then < until) expect(policiesAt(all, ends, then)).toEqual(policiesAt(all, ends, now))
      expect([Number.NEGATIVE_INFINITY, ...ends.map(({ endAt }) => endAt)]).toContain(from)
      expect([Number.POSITIVE_INFINITY, ...ends.map(({ endAt }) => endAt)]).toContain(until)
    }),
    { numRuns: 400 },
  )
})

test('a policy without some of its exclusions has the others, is otherwise the same, and is as right as before', () => {
  fc.assert(
    fc.property(policies, fc.infiniteStream(fc.boolean()), (all, chosen) => {
      for (const policy of all) {
        const keys = exclusionsIn(policy.conditions.users)
        const gone = keys.filter(() => chosen.next().value)
        const after = withoutExclusions(policy, gone)
        expect(exclusionsIn(after.conditions.users)).toEqual(keys.filter((key) => !gone.includes(key)))
        const unexcluded = (one: AccessPolicy) => withoutExclusions(one, keys)
        expect(unexcluded(after)).toEqual(unexcluded(policy))
        expect(policyViolations(policy)).toEqual(expect.arrayContaining([...policyViolations(after)]))
      }
    }),
    { numRuns: 400 },
  )
})
