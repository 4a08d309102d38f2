import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AuthenticationStrength,
  builtInStrengths,
  everyCombination,
  methodModes,
  modesOf,
  readCombination,
  requirementsSatisfied,
  type StrengthMode,
  type StrengthProof,
  satisfies,
  strengthViolations,
} from './rules.ts'

const [multifactor, passwordless, phishingResistant] = builtInStrengths as [
  AuthenticationStrength,
  AuthenticationStrength,
  AuthenticationStrength,
]
const modes = Object.keys(methodModes) as StrengthMode[]
const key = '11111111-1111-1111-1111-111111111111'
const otherKey = '22222222-2222-2222-2222-222222222222'

const custom = (given: Partial<AuthenticationStrength>): AuthenticationStrength => ({
  ...multifactor,
  policyType: 'custom',
  displayName: 'Own',
  ...given,
})

describe('the built-in strengths', () => {
  test('are met as in the table of Entra', () => {
    const meets = (...proved: StrengthMode[]) =>
      builtInStrengths.map((strength) =>
        satisfies(
          strength,
          proved.map((mode) => ({ mode })),
        ),
      )
    expect(meets('fido2')).toEqual([true, true, true])
    expect(meets('windowsHelloForBusiness')).toEqual([true, true, true])
    expect(meets('deviceBasedPush')).toEqual([true, true, false])
    expect(meets('temporaryAccessPassOneTime')).toEqual([true, false, false])
    expect(meets('temporaryAccessPassMultiUse')).toEqual([true, false, false])
    expect(meets('password', 'softwareOath')).toEqual([true, false, false])
    expect(meets('password', 'sms')).toEqual([true, false, false])
    for (const alone of ['password', 'softwareOath', 'sms', 'email', 'qrCodePin', 'federatedSingleFactor'] as const) {
      expect(meets(alone), alone).toEqual([false, false, false])
    }
  })

  test('each is contained in the one before it', () => {
    const contains = (outer: AuthenticationStrength, inner: AuthenticationStrength) =>
      inner.allowedCombinations.every((combination) => outer.allowedCombinations.includes(combination))
    expect(contains(multifactor, passwordless)).toBe(true)
    expect(contains(passwordless, phishingResistant)).toBe(true)
  })
})

test('a combination is read with spaces, without them and in any order', () => {
  expect(readCombination('password, sms')).toBe('password,sms')
  expect(readCombination('sms,password')).toBe('password,sms')
  for (const wrong of [
    '',
    ',',
    'Password',
    'password,password,',
    'sms,voice',
    'email',
    'unknownFutureValue',
    'softwareOath',
  ]) {
    expect(readCombination(wrong), wrong).toBeUndefined()
  }
  for (const combination of everyCombination) expect(readCombination(combination)).toBe(combination)
})

test('only what is more than one factor throughout satisfies mfa', () => {
  expect(requirementsSatisfied(['fido2', 'password,sms'])).toBe('mfa')
  expect(requirementsSatisfied(['fido2', 'sms'])).toBe('none')
})

describe('meeting a strength', () => {
  const someProofs = fc.array(fc.constantFrom(...modes).map((mode): StrengthProof => ({ mode })))
  const someStrength = fc
    .array(fc.constantFrom(...everyCombination), { minLength: 1 })
    .map((allowedCombinations) => custom({ allowedCombinations }))

  test('more proofs never meet less, and more combinations never ask more', () => {
    fc.assert(
      fc.property(
        someStrength,
        someProofs,
        someProofs,
        fc.constantFrom(...everyCombination),
        (strength, some, more, added) => {
          if (!satisfies(strength, some)) return
          expect(satisfies(strength, [...more, ...some])).toBe(true)
          const wider = custom({ allowedCombinations: [added, ...strength.allowedCombinations] })
          expect(satisfies(wider, some)).toBe(true)
        },
      ),
    )
  })

  test('is having proved every mode of some combination', () => {
    fc.assert(
      fc.property(someStrength, someProofs, (strength, proofs) => {
        const proved = new Set(proofs.map(({ mode }) => mode))
        const expected = strength.allowedCombinations.some((one) => modesOf(one).every((mode) => proved.has(mode)))
        expect(satisfies(strength, proofs)).toBe(expected)
      }),
    )
  })

  test('a restriction asks for a model of key, and only where it applies', () => {
    const strength = custom({
      allowedCombinations: ['fido2', 'password,sms'],
      combinationConfigurations: [{ id: key, kind: 'fido2', appliesToCombinations: ['fido2'], allowedAAGUIDs: [key] }],
    })
    expect(satisfies(strength, [{ mode: 'fido2', aaguid: key }])).toBe(true)
    expect(satisfies(strength, [{ mode: 'fido2', aaguid: otherKey }])).toBe(false)
    expect(satisfies(strength, [{ mode: 'fido2' }])).toBe(false)
    expect(
      satisfies(strength, [
        { mode: 'fido2', aaguid: otherKey },
        { mode: 'fido2', aaguid: key },
      ]),
    ).toBe(true)
    expect(satisfies(strength, [{ mode: 'password' }, { mode: 'sms' }])).toBe(true)
  })

  test('a restricted certificate is never shown here', () => {
    const allowedCombinations = ['password,x509CertificateSingleFactor']
    const restriction = {
      id: key,
      kind: 'x509Certificate',
      appliesToCombinations: allowedCombinations,
      allowedIssuerSkis: ['0123456789abcdef'],
      allowedPolicyOIDs: [],
    } as const
    const proofs: StrengthProof[] = [{ mode: 'password' }, { mode: 'x509CertificateSingleFactor' }]
    expect(satisfies(custom({ allowedCombinations }), proofs)).toBe(true)
    expect(satisfies(custom({ allowedCombinations, combinationConfigurations: [restriction] }), proofs)).toBe(false)
  })
})

describe('what is wrong with a strength', () => {
  const fields = (given: Partial<AuthenticationStrength>) => strengthViolations(custom(given)).map(({ field }) => field)
  const model = { id: key, kind: 'fido2', appliesToCombinations: ['fido2'], allowedAAGUIDs: [key] } as const
  const certificate = {
    id: key,
    kind: 'x509Certificate',
    appliesToCombinations: ['x509CertificateMultiFactor'],
    allowedIssuerSkis: ['0123456789abcdef'],
    allowedPolicyOIDs: ['1.2.3'],
  } as const

  test('is nothing for one that is right', () => {
    expect(fields({ combinationConfigurations: [model, certificate] })).toEqual([])
  })

  test.each<readonly [string, Partial<AuthenticationStrength>]>([
    ['displayName', { displayName: ' ' }],
    ['displayName', { displayName: 'a\u202Eb' }],
    ['displayName', { displayName: 'x'.repeat(257) }],
    ['description', { description: 'x'.repeat(1501) }],
    ['allowedCombinations', { allowedCombinations: [] }],
    ['appliesToCombinations', { combinationConfigurations: [{ ...model, appliesToCombinations: [] }] }],
    ['appliesToCombinations', { combinationConfigurations: [{ ...model, appliesToCombinations: ['password,sms'] }] }],
    ['appliesToCombinations', { combinationConfigurations: [model, { ...model, id: otherKey }] }],
    ['allowedAAGUIDs', { combinationConfigurations: [{ ...model, allowedAAGUIDs: [] }] }],
    ['allowedAAGUIDs', { combinationConfigurations: [{ ...model, allowedAAGUIDs: ['x'] }] }],
    ['allowedIssuerSkis', { combinationConfigurations: [{ ...certificate, allowedIssuerSkis: ['xyz'] }] }],
    [
      'allowedIssuerSkis',
      { combinationConfigurations: [{ ...certificate, allowedIssuerSkis: Array(6).fill('0123456789abcdef') }] },
    ],
    [
      'allowedIssuerSkis',
      { combinationConfigurations: [{ ...certificate, allowedIssuerSkis: [], allowedPolicyOIDs: [] }] },
    ],
    ['allowedPolicyOIDs', { combinationConfigurations: [{ ...certificate, allowedPolicyOIDs: ['9.1'] }] }],
    ['allowedPolicyOIDs', { combinationConfigurations: [{ ...certificate, allowedPolicyOIDs: Array(6).fill('1.2') }] }],
  ])('names %s', (field, given) => {
    expect(fields(given)).toEqual([field])
  })
})
