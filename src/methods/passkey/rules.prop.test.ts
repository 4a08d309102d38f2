import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { challengeOf, decoyPublicKey, verifyAssertion, verifyRegistration } from './ceremony.ts'
import { isCounterPlausible, judgeModel, readAssertion, readAttestation, relyingParty } from './rules.ts'

const site = relyingParty('https://id.example.com')
const bytes = fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some).toString('base64url'))
const field = fc.oneof(bytes, fc.jsonValue(), fc.constant(undefined))

const clientData = fc
  .record({
    type: fc.constantFrom('webauthn.get', 'webauthn.create', 'other'),
    challenge: fc.constantFrom('AAAA', ''),
    origin: fc.constantFrom(site.origin, 'https://attacker.example'),
    crossOrigin: fc.boolean(),
  })
  .map((data) => Buffer.from(JSON.stringify(data)).toString('base64url'))

const credential = fc.record(
  {
    id: field,
    rawId: field,
    type: fc.constantFrom('public-key', 'password', 7),
    response: fc.oneof(
      fc.record(
        {
          clientDataJSON: fc.oneof(clientData, field),
          authenticatorData: field,
          signature: field,
          userHandle: field,
          attestationObject: field,
          transports: field,
        },
        { requiredKeys: [] },
      ),
      fc.jsonValue(),
    ),
    clientExtensionResults: fc.jsonValue(),
  },
  { requiredKeys: [] },
)

describe('whatever a browser sends', () => {
  it('is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(credential, fc.anything(), fc.string(), fc.json()), (given) => {
        readAssertion(given)
        readAttestation(given)
      }),
    )
  })

  it('verifies as nothing when it was not signed', async () => {
    const assertion = fc.record({
      id: bytes,
      clientDataJSON: fc.oneof(clientData, bytes),
      authenticatorData: bytes,
      signature: bytes,
      userHandle: fc.constant(undefined),
    })
    await fc.assert(
      fc.asyncProperty(assertion, async (answer) => {
        expect(typeof challengeOf(answer)).toBe('string')
        expect(await verifyAssertion(site, answer, 'AAAA', decoyPublicKey)).toBeUndefined()
      }),
    )
  })

  it('registers nothing when it is made of random bytes', async () => {
    const attestation = fc.record({
      id: bytes,
      clientDataJSON: fc.oneof(clientData, bytes),
      attestationObject: bytes,
      transports: fc.constant([]),
      discoverable: fc.boolean(),
    })
    const judges = fc.constantFrom(undefined, () => 'certified' as const)
    await fc.assert(
      fc.asyncProperty(attestation, judges, async (answer, judge) => {
        expect(await verifyRegistration(site, answer, 'AAAA', judge)).toBeUndefined()
      }),
    )
  })
})

it('a counter that was accepted is never accepted again, unless there is none', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (stored, seen) => {
      if (isCounterPlausible(stored, seen) && seen > 0) expect(isCounterPlausible(seen, seen)).toBe(false)
      if (stored > 0) expect(isCounterPlausible(stored, 0)).toBe(false)
    }),
  )
})

it('a model is let in by an allow list exactly where a block list of the same models keeps it out', () => {
  const lists = fc.array(fc.uuid(), { maxLength: 5 })
  fc.assert(
    fc.property(lists, fc.uuid(), (aaGuids, other) => {
      for (const aaguid of [...aaGuids, other]) {
        const allowed = judgeModel({ isEnforced: true, enforcementType: 'allow', aaGuids }, aaguid) === undefined
        const kept = judgeModel({ isEnforced: true, enforcementType: 'block', aaGuids }, aaguid) !== undefined
        expect(allowed).toBe(kept)
      }
    }),
  )
})
