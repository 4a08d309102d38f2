import { describe, expect, it, test } from 'vitest'
import {
  decoyShape,
  isBackupPlausible,
  isCounterPlausible,
  judgeAttestation,
  modelName,
  readAssertion,
  readAttestation,
  relyingParty,
} from './rules.ts'

const listed = 'ee882879-721c-4913-9775-3dfcce97072a'
const other = '2fc0579f-8113-47ea-b116-bb5a8db9202a'
const open = { isEnforced: false, enforcementType: 'block', aaGuids: [] } as const
const allow = { isEnforced: true, enforcementType: 'allow', aaGuids: [listed.toUpperCase()] } as const
const block = { isEnforced: true, enforcementType: 'block', aaGuids: [listed] } as const

describe('judging an authenticator', () => {
  test.each([
    ['without verification of the person', false, open, 'certified', other, false, 'notVerified'],
    ['without attestation where none is enforced', false, open, 'none', other, true, undefined],
    ['without attestation where it is enforced', true, open, 'none', other, true, 'attestationMissing'],
    ['with certificates that lead nowhere', true, open, 'untrusted', other, true, 'attestationUntrusted'],
    ['with certificates that hold', true, open, 'certified', other, true, undefined],
    ['of a model not in the allow list', false, allow, 'none', other, true, 'modelNotAllowed'],
    ['of a model in the allow list, whatever its case', false, allow, 'none', listed, true, undefined],
    ['of a blocked model', true, block, 'certified', listed, true, 'modelBlocked'],
    ['of a model that is not blocked', true, block, 'certified', other, true, undefined],
    [
      'of a model in a list that is not enforced',
      false,
      { ...block, isEnforced: false },
      'none',
      listed,
      true,
      undefined,
    ],
  ] as const)('%s', (_case, isAttestationEnforced, keyRestrictions, attestation, aaguid, userVerified, why) => {
    expect(judgeAttestation({ isAttestationEnforced, keyRestrictions }, { aaguid, attestation, userVerified })).toBe(
      why,
    )
  })
})

describe('the signature counter', () => {
  test.each([
    [0, 0, true],
    [0, 1, true],
    [5, 6, true],
    [5, 5, false],
    [5, 4, false],
    [5, 0, false],
  ])('stored %i, seen %i: %s', (stored, seen, plausible) => {
    expect(isCounterPlausible(stored, seen)).toBe(plausible)
  })
})

describe('the backup flags', () => {
  test.each([
    [false, { eligible: false, state: false }, true],
    [true, { eligible: true, state: false }, true],
    [true, { eligible: true, state: true }, true],
    [false, { eligible: true, state: false }, false],
    [true, { eligible: false, state: false }, false],
    [false, { eligible: false, state: true }, false],
  ])('registered %s, seen %o: %s', (registered, seen, plausible) => {
    expect(isBackupPlausible(registered, seen)).toBe(plausible)
  })
})

describe('the relying party', () => {
  it('is the host of the public address, its port left to the origin', () => {
    expect(relyingParty('https://id.example.com:8443/signin')).toEqual({
      id: 'id.example.com',
      origin: 'https://id.example.com:8443',
    })
  })
})

describe('decoys', () => {
  it('are one or two of plausible shape, whatever the bytes', () => {
    for (let first = 0; first < 256; first++) {
      const shapes = decoyShape(Uint8Array.of(first, first, 255 - first, 7))
      expect([1, 2]).toContain(shapes.length)
      expect(shapes.every(({ idLength }) => idLength >= 16 && idLength <= 64)).toBe(true)
    }
  })

  it('are the same for the same bytes', () => {
    expect(decoyShape(Uint8Array.of(4, 2, 3))).toEqual(decoyShape(Uint8Array.of(4, 2, 3)))
  })
})

it('knows some models by name and no name for the others', () => {
  expect(modelName('fbfc3007-154e-4ecc-8c0b-6e020557d7bd')).toBe('iCloud Keychain')
  expect(modelName('00000000-0000-0000-0000-000000000000')).toBeNull()
})

describe('reading what a browser sends', () => {
  const assertion = {
    id: 'AQID',
    rawId: 'AQID',
    type: 'public-key',
    clientExtensionResults: {},
    response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'BB', userHandle: 'dXNlcg' },
  }
  const attestation = {
    ...assertion,
    clientExtensionResults: { credProps: { rk: true } },
    response: { clientDataJSON: 'e30', attestationObject: 'AA', transports: ['usb', 'carrier-pigeon'] },
  }

  it('takes an object or its JSON text', () => {
    const read = { id: 'AQID', clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'BB', userHandle: 'dXNlcg' }
    expect(readAssertion(assertion)).toEqual(read)
    expect(readAssertion(JSON.stringify(assertion))).toEqual(read)
  })

  it('takes an assertion without a user handle', () => {
    const { userHandle: _told, ...response } = assertion.response
    for (const handle of [undefined, null, '']) {
      expect(readAssertion({ ...assertion, response: { ...response, userHandle: handle } })?.userHandle).toBeUndefined()
    }
  })

  it('keeps known transports alone', () => {
    expect(readAttestation(attestation)).toEqual({
      id: 'AQID',
      clientDataJSON: 'e30',
      attestationObject: 'AA',
      transports: ['usb'],
      discoverable: true,
    })
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['an array', [assertion]],
    ['text that is no JSON', '{'],
    ['JSON of something else', '"credential"'],
    ['another type', { ...assertion, type: 'password' }],
    ['no response', { ...assertion, response: undefined }],
    ['an id that is not base64url', { ...assertion, id: 'a+b/', rawId: 'a+b/' }],
    ['an id of more than 1023 bytes', { ...assertion, id: 'A'.repeat(1365), rawId: 'A'.repeat(1365) }],
    ['two ids', { ...assertion, rawId: 'BBBB' }],
    ['a field of the wrong type', { ...assertion, response: { ...assertion.response, signature: { a: 1 } } }],
    ['a field that is too long', { ...assertion, response: { ...assertion.response, signature: 'A'.repeat(20_001) } }],
    [
      'a user handle that is too long',
      { ...assertion, response: { ...assertion.response, userHandle: 'A'.repeat(87) } },
    ],
    ['a user handle that is no text', { ...assertion, response: { ...assertion.response, userHandle: 7 } }],
  ])('refuses %s', (_case, given) => {
    expect(readAssertion(given)).toBeUndefined()
    expect(readAttestation(given)).toBeUndefined()
  })
})
