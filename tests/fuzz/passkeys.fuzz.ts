import fc from 'fast-check'
import { beforeAll, expect } from 'vitest'
import type { User } from '../../src/directory/rules.ts'
import { passkey } from '../../src/methods/passkey/method.ts'
import { attestationAuthority } from '../kit/attestation-authority.ts'
import { aUser } from '../kit/builders.ts'
import { editedBase64, editedText, edits, fuzz } from '../kit/fuzz.ts'
import { openTestKernel, type TestKernel } from '../kit/kernel.ts'
import { aPasskey } from '../kit/methods.ts'
import { attemptOf, beginProof, beginRegistration, finishRegistration, proveWith, setPolicy } from '../kit/proving.ts'
import { type CreationOptions, type RequestOptions, SoftAuthenticator } from '../kit/soft-authenticator.ts'

let kernel: TestKernel
let user: User
let authenticator: SoftAuthenticator

beforeAll(async () => {
  kernel = await openTestKernel()
  await setPolicy(kernel, 'Fido2', { state: 'enabled' })
  user = await aUser(kernel)
  authenticator = (await aPasskey(kernel, user)).authenticator
  return () => kernel[Symbol.asyncDispose]()
})

const bytesOf = (text: string) => Buffer.from(text, 'base64url').toString('hex')

/** An assertion by the real key for a challenge just given. */
async function asserted() {
  const options = await beginProof<RequestOptions>(kernel, passkey, attemptOf(user))
  return authenticator.get(options)
}

const signedParts = ['clientDataJSON', 'authenticatorData', 'signature'] as const

/** The two numbers of an ECDSA signature in DER; what it says around them decides nothing (RFC 3279 §2.2.3). */
function numbersOf(signature: string): readonly string[] {
  const bytes = Buffer.from(signature, 'base64url')
  const length = bytes[3] ?? 0
  return [bytes.subarray(4, 4 + length), bytes.subarray(6 + length)].map((number) => number.toString('hex'))
}

fuzz('an assertion with other bytes is refused', [fc.constantFrom(...signedParts), edits], async (part, changes) => {
  const right = await asserted()
  const altered = editedBase64(right.response[part], changes)
  const answer = { ...right, response: { ...right.response, [part]: altered } }
  const verdict = await proveWith(kernel, passkey, attemptOf(user), answer)
  if (!verdict.ok) return
  if (part === 'signature') {
    for (const number of numbersOf(right.response.signature)) expect(bytesOf(altered)).toContain(number)
  } else expect(bytesOf(altered)).toBe(bytesOf(right.response[part]))
})

fuzz(
  'an assertion for another credential or person is refused',
  [fc.constantFrom('id', 'rawId', 'userHandle'), edits, fc.boolean()],
  async (part, changes, asText) => {
    const right = await asserted()
    const alter = (text: string) => (asText ? editedText(text, changes) : editedBase64(text, changes))
    const answer =
      part === 'userHandle'
        ? { ...right, response: { ...right.response, userHandle: alter(right.response.userHandle) } }
        : { ...right, [part]: alter(right[part]) }
    const verdict = await proveWith(kernel, passkey, attemptOf(user), answer)
    if (!verdict.ok) return
    expect([answer.id, answer.rawId]).toEqual([right.id, right.rawId])
    expect(['', bytesOf(right.response.userHandle)]).toContain(bytesOf(answer.response.userHandle))
  },
)

fuzz('the text of an assertion altered anywhere opens nothing it did not open before', [edits], async (changes) => {
  const right = await asserted()
  const text = editedText(JSON.stringify(right), changes)
  const verdict = await proveWith(kernel, passkey, attemptOf(user), text)
  if (verdict.ok) expect(verdict.userId).toBe(user.id)
})

const attesters = {
  none: 'none',
  self: 'self',
  certified: attestationAuthority().issue('11111111-2222-3333-4444-555555555555'),
} as const

/** Lets a new authenticator register, with its answer altered, and tells what came of it. */
async function registered(attestation: keyof typeof attesters, alter: (answer: Created) => unknown) {
  const owner = await aUser(kernel)
  const aaguid = '11111111-2222-3333-4444-555555555555'
  const fresh = new SoftAuthenticator({ attestation: attesters[attestation], aaguid })
  const options = await beginRegistration<CreationOptions>(kernel, passkey, owner)
  const created = fresh.create(options)
  const outcome = await finishRegistration(kernel, passkey, owner, { credential: alter(created) })
  return { outcome, created, owner }
}

type Created = ReturnType<SoftAuthenticator['create']>

const attested = fc.constantFrom('none', 'self', 'certified')
const partsOfCreation = fc.constantFrom('clientDataJSON', 'attestationObject')

fuzz(
  'a registration with other bytes is refused, or registers the credential it names',
  [attested, partsOfCreation, edits],
  async (kind, part, changes) => {
    const { outcome, created } = await registered(kind, (right) => ({
      ...right,
      response: { ...right.response, [part]: editedBase64(right.response[part], changes) },
    }))
    if (outcome.ok) expect(outcome.value.methodId).toBe(created.id)
    else expect(outcome.why).toMatch(/^[A-Z].+\.$/)
  },
)

fuzz(
  'the text of a registration altered anywhere is refused, or registers the credential it names',
  [attested, edits],
  async (kind, changes) => {
    let sent = ''
    const { outcome } = await registered(kind, (right) => {
      sent = editedText(JSON.stringify(right), changes)
      return sent
    })
    if (outcome.ok) expect(sent).toContain(`"id":"${outcome.value.methodId}"`)
  },
)

/** How long a byte string is, in two bytes; what the length says beyond the end, or what stands behind it, is not read. */
const cborHead = 2

fuzz('where certificates are demanded, nothing that one has signed can be changed', [edits], async (changes) => {
  await setPolicy(kernel, 'Fido2', { isAttestationEnforced: true })
  try {
    let isSigned = false
    const { outcome } = await registered('certified', (right) => {
      const object = Buffer.from(right.response.attestationObject, 'base64url')
      const start = object.indexOf(Buffer.from('authData')) + 'authData'.length + cborHead
      const altered = Buffer.concat([
        object.subarray(0, start),
        Buffer.from(editedBase64(object.subarray(start).toString('base64url'), changes), 'base64url'),
      ])
      isSigned = altered.subarray(0, object.length).equals(object)
      return { ...right, response: { ...right.response, attestationObject: altered.toString('base64url') } }
    })
    expect(outcome.ok).toBe(isSigned)
  } finally {
    await setPolicy(kernel, 'Fido2', { isAttestationEnforced: false })
  }
})
