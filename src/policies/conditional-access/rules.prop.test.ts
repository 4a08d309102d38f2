import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { appliesPlainly } from '../../../tests/kit/plain-access.ts'
import { verdictsPlainly } from '../../../tests/kit/plain-verdicts.ts'
import { facts, held, locations, meetingPolicies, policies, users } from '../../../tests/kit/random-access.ts'
import { builtInStrengths, satisfies } from '../authentication-strengths/rules.ts'
import { type AccessPolicy, applicable, compileRules, decide, explain, type Held, type SignInFacts } from './rules.ts'

const compile = (all: readonly AccessPolicy[]) => compileRules(all, builtInStrengths, { locations })

const runs = { numRuns: 400 }

describe('whether policies apply', () => {
  test('the compiled form, the explanation and the plain reading agree', () => {
    fc.assert(
      fc.property(policies, facts, (all, given) => {
        const rules = compile(all)
        const plainly = all.filter((policy) => appliesPlainly(policy, given)).map(({ id }) => id)
        expect(applicable(rules, given).map(({ id }) => id)).toEqual(plainly)
        if (plainly.length > 0) expect(rules.concerns(given.target)).toBe(true)
        const explained = rules.policies.filter((policy) => explain(policy, given).applies)
        expect(explained.map(({ policy }) => policy.id)).toEqual(plainly)
      }),
      { numRuns: 2000 },
    )
  })

  test('a reason is given exactly where a policy does not apply', () => {
    fc.assert(
      fc.property(policies, facts, (all, given) => {
        for (const policy of compile(all).policies) {
          const { applies, reasons } = explain(policy, given)
          expect(reasons.length === 0).toBe(applies)
        }
      }),
      runs,
    )
  })
})

describe('what policies together decide', () => {
  const decided = (all: readonly AccessPolicy[], given: SignInFacts, has: Held) => decide(compile(all), given, has)

  test('agrees with a plain reading of the rules, to the last control that is missing', () => {
    const found = new Map<string, number>()
    fc.assert(
      fc.property(meetingPolicies, facts, held, (all, given, has) => {
        const { outcome, applied, reportOnly, session } = decided(all, given, has)
        const plainly = verdictsPlainly(all, given, has)
        found.set(outcome, (found.get(outcome) ?? 0) + 1)
        const told = (list: typeof applied) =>
          list.map(({ policy, result, missing }) => [
            policy.id,
            result,
            missing.map(({ kind }) => (kind === 'authenticationStrength' ? 'strength' : kind)),
          ])
        expect({ outcome, session, applied: told(applied), reportOnly: told(reportOnly) }).toEqual(plainly)
      }),
      { numRuns: 4000 },
    )
    expect([...found.keys()].toSorted()).toEqual(['blocked', 'granted', 'required'])
  })

  test('a block anywhere wins', () => {
    fc.assert(
      fc.property(policies, facts, held, (all, given, has) => {
        const blocks = ({ grantControls, state }: AccessPolicy) =>
          state === 'enabled' && grantControls?.builtInControls.includes('block')
        const isBlocked = all.some((policy) => blocks(policy) && appliesPlainly(policy, given))
        if (isBlocked) expect(decided(all, given, has).outcome).toBe('blocked')
      }),
      runs,
    )
  })

  test('order never matters', () => {
    const shuffled = policies.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
    )
    fc.assert(
      fc.property(shuffled, facts, held, ([all, other], given, has) => {
        const [left, right] = [decided(all, given, has), decided(other, given, has)]
        const sorted = (applied: typeof left.applied) =>
          applied.map(({ policy, ...verdict }) => [policy.id, JSON.stringify(verdict)]).toSorted()
        expect(right.outcome).toBe(left.outcome)
        expect(right.session).toEqual(left.session)
        expect(sorted(right.applied)).toEqual(sorted(left.applied))
        expect(sorted(right.reportOnly)).toEqual(sorted(left.reportOnly))
      }),
      runs,
    )
  })

  test('report-only never changes the outcome', () => {
    fc.assert(
      fc.property(policies, facts, held, (all, given, has) => {
        const enforced = all.filter(({ state }) => state !== 'enabledForReportingButNotEnforced')
        const [left, right] = [decided(all, given, has), decided(enforced, given, has)]
        expect(right).toEqual({ ...left, reportOnly: [] })
      }),
      runs,
    )
  })

  test('policies that are switched off change nothing', () => {
    fc.assert(
      fc.property(policies, facts, held, (all, given, has) => {
        const live = all.filter(({ state }) => state !== 'disabled')
        expect(decided(live, given, has)).toEqual(decided(all, given, has))
      }),
      runs,
    )
  })

  test('an exclusion removes at most its own policy, and for nobody else', () => {
    fc.assert(
      fc.property(policies, fc.nat(), facts, fc.constantFrom(...users), (all, which, given, excluded) => {
        const changed = all[which % Math.max(1, all.length)]
        const before = changed?.conditions.users
        if (!before) return
        const people = { ...before, excludeUsers: [...before.excludeUsers, excluded] }
        const after: AccessPolicy = { ...changed, conditions: { ...changed.conditions, users: people } }
        const named = (list: readonly AccessPolicy[]) => applicable(compile(list), given).map(({ id }) => id)
        const [left, right] = [named(all), named(all.map((policy) => (policy === changed ? after : policy)))]
        const isConcerned = given.identity.kind === 'user' && given.identity.id === excluded
        expect(right).toEqual(isConcerned ? left.filter((id) => id !== changed.id) : left)
      }),
      runs,
    )
  })

  test('more proofs never make it worse', () => {
    const worse = { granted: 0, required: 1, blocked: 2 } as const
    fc.assert(
      fc.property(policies, facts, held, held, (all, given, has, more) => {
        const both: Held = {
          proofs: [...has.proofs, ...more.proofs],
          passwordChanged: has.passwordChanged || more.passwordChanged,
        }
        expect(worse[decided(all, given, both).outcome]).toBeLessThanOrEqual(worse[decided(all, given, has).outcome])
      }),
      runs,
    )
  })

  test('every strength that is asked for and not waived has been met where access is granted', () => {
    fc.assert(
      fc.property(policies, facts, held, (all, given, has) => {
        const { outcome, applied } = decided(all, given, has)
        if (outcome !== 'granted' || given.target.userAction) return
        for (const { policy } of applied) {
          const strength = builtInStrengths.find(({ id }) => id === policy.grantControls?.authenticationStrength)
          if (strength) expect(satisfies(strength, has.proofs)).toBe(true)
        }
      }),
      runs,
    )
  })
})
