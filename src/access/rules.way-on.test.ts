import { describe, expect, test } from 'vitest'
import { instant } from '../base/time.ts'
import type { AuthenticationStrength, StrengthProof } from '../policies/authentication-strengths/rules.ts'
import { builtInStrengths } from '../policies/authentication-strengths/rules.ts'
import type { Control } from '../policies/conditional-access/rules.ts'
import { type Missing, type Standing, type Way, type WayOn, wayOn } from './rules.ts'

const fido2 = (aaguid = 'any'): Way => ({ kind: 'fido2', proof: { mode: 'fido2', aaguid } })
const password: Way = { kind: 'password', proof: { mode: 'password' } }
const app: Way = { kind: 'softwareOath', proof: { mode: 'softwareOath' }, isSecond: true }
const oneTime: Way = { kind: 'temporaryAccessPass', proof: { mode: 'temporaryAccessPassOneTime' } }
const everyWay = [oneTime, fido2(), app, password]

const passProof: StrengthProof = { mode: 'temporaryAccessPassOneTime' }
const passwordProof: StrengthProof = { mode: 'password' }
const appProof: StrengthProof = { mode: 'softwareOath' }
const key = (aaguid = 'any'): StrengthProof => ({ mode: 'fido2', aaguid })

const mfa: Control = { kind: 'mfa' }
const passwordChange: Control = { kind: 'passwordChange' }
const builtIn = (last: number): Control => ({
  kind: 'authenticationStrength',
  strength: builtInStrengths[last - 2] as AuthenticationStrength,
})
const phishingResistant = builtIn(4)
const strength = (combinations: readonly string[], aaguids?: readonly string[]): Control => ({
  kind: 'authenticationStrength',
  strength: {
    id: 's',
    displayName: 'Own',
    description: null,
    policyType: 'custom',
    createdAt: instant(0),
    modifiedAt: instant(0),
    allowedCombinations: combinations,
    combinationConfigurations: aaguids
      ? [{ id: 'c', kind: 'fido2', appliesToCombinations: ['fido2'], allowedAAGUIDs: aaguids }]
      : [],
  },
})

const all = (...controls: Control[]): Missing => ({ operator: 'AND', controls })
const any = (...controls: Control[]): Missing => ({ operator: 'OR', controls })

/** Somebody who has just proved `held`, has nothing else, and may register whatever is named. */
const standing = (missing: readonly Missing[], held: readonly StrengthProof[], rest: Partial<Standing> = {}) => ({
  missing,
  held,
  fresh: held,
  usable: [],
  registrable: [],
  passwordMayRegister: false,
  ...rest,
})

const prove = (...kinds: Way['kind'][]): WayOn => ({ next: 'prove', kinds })
const register = (...kinds: Way['kind'][]): WayOn => ({ next: 'register', kinds })
const nothing: WayOn = { next: 'nothing' }

describe('somebody who proved too little', () => {
  test.each<[string, Standing, WayOn]>([
    [
      'proves what they have: a passkey where phishing resistance is asked for after a pass',
      standing([all(phishingResistant)], [passProof], { usable: everyWay }),
      prove('fido2'),
    ],
    [
      'registers what they lack',
      standing([all(phishingResistant)], [passProof], { usable: [password], registrable: [fido2()] }),
      register('fido2'),
    ],
    [
      'is asked for what they have before anything is registered',
      standing([all(mfa)], [passwordProof], { usable: [app], registrable: [fido2()], passwordMayRegister: true }),
      prove('softwareOath'),
    ],
    [
      'chooses among all that would do, in the order preferred',
      standing([all(mfa)], [passwordProof], { usable: everyWay }),
      prove('temporaryAccessPass', 'fido2', 'softwareOath'),
    ],
    [
      'chooses what to register',
      standing([all(mfa)], [passwordProof], { registrable: [fido2(), app], passwordMayRegister: true }),
      register('fido2', 'softwareOath'),
    ],
    [
      'registers nothing with a password where that is not allowed',
      standing([all(mfa)], [passwordProof], { registrable: [fido2(), app] }),
      nothing,
    ],
    [
      'proves something strong before registering what would do',
      standing([all(phishingResistant)], [passwordProof], { usable: [app, password], registrable: [fido2()] }),
      prove('softwareOath'),
    ],
    [
      'proves it again where it was long ago',
      standing([all(phishingResistant)], [passwordProof, appProof], {
        fresh: [],
        usable: [app, password],
        registrable: [fido2()],
      }),
      prove('softwareOath', 'password'),
    ],
    [
      'gives the password beside an app where only both count',
      standing([all(strength(['password,softwareOath']))], [passProof], { usable: [app, password] }),
      prove('password'),
    ],
    [
      'meets several strengths by several methods',
      standing([all(strength(['password'])), all(phishingResistant)], [passProof], { usable: [fido2(), password] }),
      prove('fido2', 'password'),
    ],
    [
      'is asked for the shorter way first, where one control of several is enough',
      standing([any(strength(['password,softwareOath']), phishingResistant)], [], { usable: [password, fido2(), app] }),
      prove('fido2', 'password'),
    ],
    [
      'proves anything at all where nothing counts any more',
      standing([], [], { usable: everyWay }),
      prove('temporaryAccessPass', 'fido2', 'password'),
    ],
    [
      'chooses a new password at the end',
      standing([all(passwordChange)], [passwordProof, appProof]),
      { next: 'changePassword' },
    ],
    [
      'chooses a new password after the second factor',
      standing([all(mfa, passwordChange)], [passwordProof], { usable: [app] }),
      prove('softwareOath'),
    ],
    [
      'does not choose a new password who does not know the old one',
      standing([all(passwordChange)], [passProof], { usable: [oneTime] }),
      nothing,
    ],
    ['gets no further where nothing helps', standing([all(phishingResistant)], [passProof]), nothing],
    [
      'gets no further where a managed device is asked for',
      standing([all({ kind: 'compliantDevice' })], [key()], { usable: everyWay }),
      nothing,
    ],
    [
      'needs no managed device where something else will do',
      standing([any({ kind: 'compliantDevice' }, mfa)], [passwordProof], { usable: [fido2()] }),
      prove('fido2'),
    ],
  ])('%s', (_, given, expected) => {
    expect(wayOn(given)).toEqual(expected)
  })
})

describe('models of security keys', () => {
  const only = (...aaguids: string[]) => all(strength(['fido2'], aaguids))

  test('one that was just used and is not allowed is not asked for again', () => {
    expect(wayOn(standing([only('good')], [key('bad')], { usable: [fido2('bad'), fido2('worse')] }))).toEqual(nothing)
  })

  test('another one of an allowed model is', () => {
    const given = standing([only('good')], [key('bad')], { usable: [fido2('bad'), fido2('good')] })
    expect(wayOn(given)).toEqual(prove('fido2'))
  })

  test('one of an allowed model is registered', () => {
    const given = standing([only('good')], [key('bad')], { usable: [fido2('bad')], registrable: [fido2('good')] })
    expect(wayOn(given)).toEqual(register('fido2'))
  })

  test('two that no one key can be are registered one after the other', () => {
    const given = standing([only('one'), only('two')], [passProof], { registrable: [fido2('one'), fido2('two')] })
    expect(wayOn(given)).toEqual(register('fido2'))
    expect(wayOn({ ...given, held: [passProof, key('one')], fresh: [passProof, key('one')] })).toEqual(
      register('fido2'),
    )
    expect(wayOn({ ...given, registrable: [fido2('one')] })).toEqual(nothing)
  })

  test('many passkeys that no policy tells apart are one', () => {
    const usable = Array.from({ length: 200 }, (_, index) => fido2(`model ${index}`))
    expect(wayOn(standing([all(phishingResistant)], [passProof], { usable }))).toEqual(prove('fido2'))
  })
})

describe('many models that policies tell apart', () => {
  const models = Array.from({ length: 100 }, (_, index) => `model ${index}`)
  const given = (lists: readonly (readonly string[])[]): Standing =>
    standing(
      lists.map((list) => all(strength(['fido2'], list))),
      [passProof],
      { registrable: models.map(fido2) },
    )
  const timed = (one: Standing) => {
    const began = performance.now()
    return { way: wayOn(one), took: performance.now() - began }
  }

  test('cost no more than a few where one of them does', () => {
    const { way, took } = timed(given(models.slice(0, 15).map((_, index) => models.slice(index))))
    expect(way).toEqual(register('fido2'))
    expect(took).toBeLessThan(500)
  })

  test('keep nobody waiting, also where none of them does for every policy', () => {
    const lists = Array.from({ length: 15 }, (_, list) =>
      models.filter((_model, index) => ((index + 1) >> (list % 7)) % 2 === 1 || index % 15 === list),
    )
    const { way, took } = timed(given(lists))
    expect(way).toEqual(register('fido2'))
    expect(took).toBeLessThan(2_000)
  })
})
