import fc from 'fast-check'
import { expect, test } from 'vitest'
import { facts, locations, policies } from '../../tests/kit/random-access.ts'
import { builtInStrengths } from '../policies/authentication-strengths/rules.ts'
import { compileRules, decide, type UserFacts } from '../policies/conditional-access/rules.ts'
import { foresee, placesFor } from './rules.ts'

const proofs = [{ mode: 'temporaryAccessPassOneTime' }] as const

const outcomes = { yes: ['granted'], afterMore: ['required'], no: ['blocked'] } as const

/** Random sign-ins of people to an application or to register, as the sign-in asks the policies. */
const signIns = facts.filter(({ identity, target }) => identity.kind === 'user' && Object.keys(target).length > 0)

test('what is foreseen for any place is what is decided when somebody signs in from one', () => {
  fc.assert(
    fc.property(policies, signIns, (all, given) => {
      const rules = compileRules(all, builtInStrengths, { locations })
      const identity = given.identity as UserFacts
      const clientAppType = given.clientAppType === undefined ? 'browser' : given.clientAppType
      const places = placesFor(rules, identity, locations, {}, null)
      const { target } = given
      const foreseen = foresee(rules, { identity, target, clientAppType, proofs }, places)
      const whence = { ipAddress: given.ipAddress ?? '203.0.113.1', country: null, platform: given.platform ?? null }
      const real = decide(
        rules,
        { identity, target, clientAppType, transferMethod: null, ...whence },
        { proofs, passwordChanged: false },
      )
      if (foreseen.opening === 'depends') expect(foreseen.dependsOn.length).toBeGreaterThan(0)
      else expect(outcomes[foreseen.opening]).toContain(real.outcome)
      const told = foresee(
        rules,
        { identity, target, clientAppType, proofs },
        placesFor(rules, identity, locations, { ipAddress: whence.ipAddress, platform: whence.platform }, null),
      )
      expect(told.opening === 'depends' ? [] : outcomes[told.opening]).toContain(real.outcome)
      const applied = new Map([...real.applied, ...real.reportOnly].map((one) => [one.policy.id, one.result]))
      for (const { policy, applies, result, reasons } of told.policies) {
        expect([applies, result]).toEqual(applied.has(policy.id) ? ['yes', applied.get(policy.id)] : ['no', null])
        expect(reasons.length > 0).toBe(applies === 'no')
      }
    }),
    { numRuns: 2000 },
  )
})
