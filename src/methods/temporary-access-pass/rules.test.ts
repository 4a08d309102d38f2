import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../base/random.ts'
import { userId } from '../../base/text.ts'
import { type Instant, instant, plusMinutes } from '../../base/time.ts'
import { defaultConfigurations } from '../../policies/authentication-methods/rules.ts'
import { drawPasscode, groupedPasscode, passcodeSymbols, readTypedPasscode } from './rules/passcode.ts'
import { decideIssue, type Pass, type PassPolicy, sessionEnd, usability } from './rules.ts'

const start = instant(Date.UTC(2026, 2, 2, 8))
const at = (minutes: number): Instant => plusMinutes(start, minutes)

const aPass = (parts: Partial<Pass> = {}): Pass => ({
  id: 'pass',
  userId: userId('user'),
  createdAt: start,
  startAt: start,
  endAt: at(60),
  lifetimeMinutes: 60,
  isUsableOnce: false,
  alphabet: 'unambiguous',
  isBootstrap: false,
  usedAt: null,
  lastUsedAt: null,
  ...parts,
})

const aPolicy = (parts: Partial<PassPolicy> & { settings?: object } = {}): PassPolicy => ({
  configuration: { ...defaultConfigurations.TemporaryAccessPass, state: 'enabled', ...parts.settings },
  scope: { allowed: true },
  secondFactorOnly: false,
  ...parts,
})

const disabled: PassPolicy = aPolicy({ scope: { allowed: false, why: 'methodDisabled' } })

describe('usability of a pass', () => {
  const table: readonly [string, Partial<Pass>, PassPolicy, number, string][] = [
    ['works from its start on', {}, aPolicy(), 0, 'EnabledByPolicy'],
    ['works until the last moment', {}, aPolicy(), 59.999, 'EnabledByPolicy'],
    ['is over at its end', {}, aPolicy(), 60, 'Expired'],
    ['does not work before its start', {}, aPolicy(), -0.001, 'NotYetValid'],
    ['is spent once used, if for one use', { isUsableOnce: true, usedAt: start }, aPolicy(), 1, 'OneTimeUsed'],
    [
      'goes on working after a use, if for several',
      { usedAt: null, lastUsedAt: start },
      aPolicy(),
      1,
      'EnabledByPolicy',
    ],
    ['is blocked while the method is off', {}, disabled, 1, 'DisabledByPolicy'],
    [
      'is blocked when for several uses and the policy wants one',
      {},
      aPolicy({ settings: { isUsableOnce: true } }),
      1,
      'DisabledByPolicy',
    ],
    ['says spent before expired', { isUsableOnce: true, usedAt: start }, aPolicy(), 61, 'OneTimeUsed'],
    ['says expired before blocked', {}, disabled, 61, 'Expired'],
    ['says too early before blocked', {}, disabled, -1, 'NotYetValid'],
    ['works whatever the policy when made on the server itself', { isBootstrap: true }, disabled, 1, 'EnabledByPolicy'],
  ]
  it.each(table)('%s', (_name, pass, policy, minutes, expected) => {
    expect(usability(aPass(pass), policy, at(minutes))).toBe(expected)
  })
})

describe('the session a pass opens', () => {
  it('ends ten minutes after a one-time sign-in', () => {
    expect(sessionEnd(aPass({ isUsableOnce: true }), at(5))).toBe(at(15))
  })
  it('never outlives a one-time pass that is nearly over', () => {
    expect(sessionEnd(aPass({ isUsableOnce: true }), at(55))).toBe(at(60))
  })
  it('ends with a pass for several uses', () => {
    expect(sessionEnd(aPass(), at(5))).toBe(at(60))
  })
})

describe('issuing', () => {
  const member = { isExternalGuest: false }
  const issue = (request: object, policy = aPolicy(), recipient = member) =>
    decideIssue(policy, request, recipient, at(0))

  it('takes lifetime, kind and start from the policy and the clock when nothing is asked', () => {
    expect(issue({})).toEqual({
      ok: true,
      terms: { startAt: at(0), endAt: at(60), lifetimeMinutes: 60, isUsableOnce: false },
    })
  })
  it('makes a start in the past now, and counts the lifetime from there', () => {
    expect(issue({ startAt: at(-600), lifetimeMinutes: 90 })).toMatchObject({
      terms: { startAt: at(0), endAt: at(90) },
    })
  })
  it('keeps a start in the future, however far', () => {
    expect(issue({ startAt: at(100_000) })).toMatchObject({ terms: { startAt: at(100_000), endAt: at(100_060) } })
  })
  it('makes passes for one use when the policy wants that and nothing is asked', () => {
    expect(issue({}, aPolicy({ settings: { isUsableOnce: true } }))).toMatchObject({ terms: { isUsableOnce: true } })
  })
  const refusals: readonly [string, object, PassPolicy, { isExternalGuest: boolean }, string][] = [
    ['a lifetime under the policy', { lifetimeMinutes: 59 }, aPolicy(), member, 'passLifetimeOutOfRange'],
    ['a lifetime over the policy', { lifetimeMinutes: 481 }, aPolicy(), member, 'passLifetimeOutOfRange'],
    [
      'several uses where the policy wants one',
      { isUsableOnce: false },
      aPolicy({ settings: { isUsableOnce: true } }),
      member,
      'passMustBeOneTime',
    ],
    ['a method that is off', {}, disabled, member, 'methodDisabled'],
    [
      'a user in no included group',
      {},
      aPolicy({ scope: { allowed: false, why: 'userNotIncluded' } }),
      member,
      'userNotIncluded',
    ],
    [
      'a user in an excluded group',
      {},
      aPolicy({ scope: { allowed: false, why: 'userExcluded' } }),
      member,
      'userExcluded',
    ],
    ['an external guest', {}, aPolicy(), { isExternalGuest: true }, 'passForExternalGuest'],
  ]
  it.each(refusals)('refuses %s', (_name, request, policy, recipient, why) => {
    expect(issue(request, policy, recipient)).toEqual({ ok: false, why })
  })
})

describe('passcodes', () => {
  it('have the length asked for and only symbols of their alphabet', () => {
    for (const alphabet of ['unambiguous', 'full'] as const) {
      for (const length of [8, 13, 48]) {
        const code = drawPasscode(seededRandom(length), alphabet, length)
        expect(code).toHaveLength(length)
        expect([...code].every((symbol) => passcodeSymbols[alphabet].includes(symbol))).toBe(true)
      }
    }
  })
  it('hold 32 symbols without look-alikes', () => {
    expect(new Set(passcodeSymbols.unambiguous).size).toBe(32)
    expect(passcodeSymbols.unambiguous).not.toMatch(/[ILOU]/)
  })
  it.each([
    ['lower case', 'abcd-efgh', 'ABCDEFGH'],
    ['spaces', ' ABCD EFGH ', 'ABCDEFGH'],
    ['typographic hyphens', 'ABCD–EFGH', 'ABCDEFGH'],
    ['full-width letters', 'ＡＢＣＤ１２３４', 'ABCD1234'],
    ['look-alikes', 'oil0-OIL0', '01100110'],
    ['zero-width characters', 'ABCD\u200BEFGH', 'ABCDEFGH'],
  ])('read %s as what they mean', (_name, typed, code) => {
    expect(readTypedPasscode(typed, 'unambiguous')).toBe(code)
  })
  it.each([
    ['nothing', ''],
    ['too little', 'ABCDEFG'],
    ['10,000 characters', 'A'.repeat(10_000)],
    ['emoji', '🔑🔑🔑🔑🔑🔑🔑🔑'],
    ['a null character', 'ABCD\u0000FGH'],
    ['other scripts', 'АВСDЕFGН'],
  ])('are not %s', (_name, typed) => {
    expect(readTypedPasscode(typed, 'unambiguous')).toBeUndefined()
  })
  it('keep their case in the full alphabet', () => {
    expect(readTypedPasscode(' +drkzqAD ', 'full')).toBe('+drkzqAD')
  })
  it('are shown in groups of four', () => {
    expect(groupedPasscode('ABCDEFGHJK', 'unambiguous')).toBe('ABCD-EFGH-JK')
    expect(groupedPasscode('+drkzqAD', 'full')).toBe('+drkzqAD')
  })
})
