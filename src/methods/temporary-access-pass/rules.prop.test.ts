import fc from 'fast-check'
import { expect, it } from 'vitest'
import { seededRandom } from '../../base/random.ts'
import { userId } from '../../base/text.ts'
import { instant, plusMinutes } from '../../base/time.ts'
import { defaultConfigurations } from '../../policies/authentication-methods/rules.ts'
import { drawPasscode, groupedPasscode, readTypedPasscode } from './rules/passcode.ts'
import { decideIssue, type Pass, type PassPolicy, sessionEnd, usability } from './rules.ts'

const time = fc.integer({ min: 0, max: 4_000_000_000_000 }).map(instant)
const lifetime = fc.integer({ min: 10, max: 43_200 })
const policies = fc.record({ state: fc.constantFrom('enabled', 'disabled'), once: fc.boolean(), allowed: fc.boolean() })

const policyOf = (shape: { state: string; once: boolean; allowed: boolean }): PassPolicy => ({
  configuration: {
    ...defaultConfigurations.TemporaryAccessPass,
    state: shape.state === 'enabled' ? 'enabled' : 'disabled',
    isUsableOnce: shape.once,
    minimumLifetimeInMinutes: 10,
    maximumLifetimeInMinutes: 43_200,
  },
  scope: shape.allowed && shape.state === 'enabled' ? { allowed: true } : { allowed: false, why: 'methodDisabled' },
  secondFactorOnly: false,
})

const passes = fc
  .record({
    startAt: time,
    lifetimeMinutes: lifetime,
    isUsableOnce: fc.boolean(),
    used: fc.boolean(),
    isBootstrap: fc.boolean(),
  })
  .map(
    ({ used, ...shape }): Pass => ({
      ...shape,
      id: 'pass',
      userId: userId('user'),
      createdAt: shape.startAt,
      endAt: plusMinutes(shape.startAt, shape.lifetimeMinutes),
      alphabet: 'unambiguous',
      usedAt: used && shape.isUsableOnce ? shape.startAt : null,
      lastUsedAt: null,
    }),
  )

it('is never usable outside its window, nor twice when for one use', () => {
  fc.assert(
    fc.property(passes, policies, time, (pass, policy, now) => {
      if (usability(pass, policyOf(policy), now) !== 'EnabledByPolicy') return
      expect(now >= pass.startAt && now < pass.endAt).toBe(true)
      expect(pass.isUsableOnce && pass.usedAt !== null).toBe(false)
      expect(policy.allowed && policy.state === 'enabled' ? true : pass.isBootstrap).toBe(true)
    }),
  )
})

it('opens no session that outlives it', () => {
  fc.assert(fc.property(passes, time, (pass, now) => sessionEnd(pass, now) <= pass.endAt))
})

it('issues only what the policy allows, and what it issues is usable from its start', () => {
  fc.assert(
    fc.property(fc.option(time), fc.option(lifetime), fc.option(fc.boolean()), time, (startAt, minutes, once, now) => {
      const policy = policyOf({ state: 'enabled', once: false, allowed: true })
      const request = {
        ...(startAt === null ? {} : { startAt }),
        ...(minutes === null ? {} : { lifetimeMinutes: minutes }),
        ...(once === null ? {} : { isUsableOnce: once }),
      }
      const decided = decideIssue(policy, request, { isExternalGuest: false }, now)
      if (!decided.ok) throw new Error(decided.why)
      expect(decided.terms.startAt).toBeGreaterThanOrEqual(now)
      expect(decided.terms.endAt).toBe(plusMinutes(decided.terms.startAt, decided.terms.lifetimeMinutes))
    }),
  )
})

it('reads back every code it draws, as shown, in any case', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 8, max: 48 }),
      fc.constantFrom('unambiguous', 'full'),
      (seed, length, alphabet) => {
        const code = drawPasscode(seededRandom(seed), alphabet, length)
        expect(readTypedPasscode(groupedPasscode(code, alphabet), alphabet)).toBe(code)
        if (alphabet === 'unambiguous') expect(readTypedPasscode(code.toLowerCase(), alphabet)).toBe(code)
      },
    ),
  )
})

it('reads anything typed without failing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
      const code = readTypedPasscode(typed, 'unambiguous')
      expect(code === undefined || (code.length >= 8 && code.length <= 48)).toBe(true)
    }),
  )
})
