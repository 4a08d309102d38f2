import { describe, expect, it, test } from 'vitest'
import { attestationAuthority } from '../../../tests/kit/attestation-authority.ts'
import { aUser } from '../../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../../tests/kit/kernel.ts'
import { aPasskey } from '../../../tests/kit/methods.ts'
import { beginRegistration, finishRegistration, setPolicy } from '../../../tests/kit/proving.ts'
import { type CreationOptions, SoftAuthenticator, type Tampering } from '../../../tests/kit/soft-authenticator.ts'
import type { User } from '../../directory/rules.ts'
import { loadSettings } from '../../kernel/config.ts'
import { passkey } from './method.ts'
import { registrationReasons } from './rules.ts'
import { passkeysOf } from './service.ts'

const model = 'ee882879-721c-4913-9775-3dfcce97072a'

async function enrol(kernel: TestKernel, user: User, authenticator: SoftAuthenticator, wrong: Tampering = {}) {
  const options = await beginRegistration<CreationOptions>(kernel, passkey, user)
  return finishRegistration(kernel, passkey, user, { credential: authenticator.create(options, wrong) })
}

const storedOf = (kernel: TestKernel, user: User) => kernel.store.read((r) => passkeysOf(r, user.id))

describe('where attestation is enforced', () => {
  const maker = attestationAuthority()

  async function enforced(options: ConstructorParameters<typeof SoftAuthenticator>[0], settings = {}) {
    await using kernel = await openTestKernel({ settings })
    await setPolicy(kernel, 'Fido2', { isAttestationEnforced: true })
    const user = await aUser(kernel)
    const outcome = await enrol(kernel, user, new SoftAuthenticator({ aaguid: model, ...options }))
    return { outcome, stored: await storedOf(kernel, user) }
  }

  it('asks for it directly, and for the model where models are restricted', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const attestation = async () =>
      (await beginRegistration<{ attestation: string }>(kernel, passkey, user)).attestation
    await setPolicy(kernel, 'Fido2', { isAttestationEnforced: true })
    expect(await attestation()).toBe('direct')
    await setPolicy(kernel, 'Fido2', {
      isAttestationEnforced: false,
      keyRestrictions: { isEnforced: true, enforcementType: 'block', aaGuids: [model] },
    })
    expect(await attestation()).toBe('direct')
  })

  it('takes a certified authenticator and keeps its certificates', async () => {
    const { outcome, stored } = await enforced({ attestation: maker.issue(model) })
    expect(outcome).toMatchObject({ ok: true })
    expect(stored).toMatchObject([{ attestationLevel: 'attested', aaguid: model }])
    expect(stored[0]?.attestationCertificates).toHaveLength(2)
  })

  test.each([
    ['none', 'none'],
    ['self-made, whatever model it claims', 'self'],
  ] as const)('refuses one that is %s', async (_case, attestation) => {
    const { outcome, stored } = await enforced({ attestation })
    expect(outcome).toMatchObject({ ok: false })
    expect(stored).toEqual([])
  })

  it('refuses a certificate for another model, one that has run out, and a leaf that plays authority', async () => {
    const validTo = new Date('2026-01-01T00:00:00Z')
    for (const attestation of [
      maker.issue('2fc0579f-8113-47ea-b116-bb5a8db9202a'),
      maker.issue(model, { validTo }),
      maker.issue(model, { byLeaf: true }),
    ]) {
      expect((await enforced({ attestation })).outcome).toMatchObject({ ok: false })
    }
  })

  it('refuses formats whose check would ask the network, and formats nobody knows', async () => {
    await using kernel = await openTestKernel()
    await setPolicy(kernel, 'Fido2', { isAttestationEnforced: true })
    const user = await aUser(kernel)
    for (const format of ['android-key', 'android-safetynet', 'fido-u2f', 'something-else']) {
      const authenticator = new SoftAuthenticator({ aaguid: model, attestation: maker.issue(model) })
      expect(await enrol(kernel, user, authenticator, { format })).toMatchObject({ ok: false })
    }
  })

  it('follows the chain to the roots that the operator trusts for the model', async () => {
    const trust = (aaguid: string, root: string) => ({ trustedAttestations: [{ aaguid, roots: [root] }] })
    const attestation = maker.issue(model)
    const outcomeWith = async (settings: object) => (await enforced({ attestation }, settings)).outcome
    expect(await outcomeWith(trust(model, maker.root))).toMatchObject({ ok: true })
    expect(await outcomeWith(trust(model, attestationAuthority().root))).toMatchObject({ ok: false })
    expect(await outcomeWith(trust('2fc0579f-8113-47ea-b116-bb5a8db9202a', maker.root))).toMatchObject({ ok: false })
  })

  describe('and the operator named models in a file', () => {
    const other = '2fc0579f-8113-47ea-b116-bb5a8db9202a'
    const inBase64 = (pem: string) => pem.replaceAll(/-----[^-]+-----|\s/g, '')
    const files: Readonly<Record<string, string>> = {
      'models.json': JSON.stringify([
        { aaguid: model.toUpperCase(), description: 'Example Key', rootCertificates: [maker.root] },
      ]),
      'statements.json': JSON.stringify([
        { aaguid: model, protocolFamily: 'fido2', attestationRootCertificates: [inBase64(maker.root)] },
      ]),
    }
    const namedIn = (file: string) => {
      const { trustedAttestations } = loadSettings({ LATCHKEY_TRUSTED_ATTESTATIONS_FILE: file }, (path) => files[path])
      return { trustedAttestations }
    }

    test.each(Object.keys(files))('takes a model of %s with the chain of its maker', async (file) => {
      const { outcome, stored } = await enforced({ attestation: maker.issue(model) }, namedIn(file))
      expect(outcome).toMatchObject({ ok: true })
      expect(stored).toMatchObject([{ attestationLevel: 'attested', aaguid: model }])
    })

    const homeMade = attestationAuthority()
    const { attestationUntrusted: untrusted, attestationMissing: missing } = registrationReasons
    const unverifiable = 'The answer of your passkey provider could not be verified. Start again, or use another one.'
    test.each([
      ['a model in the list with a chain made at home', untrusted, { attestation: homeMade.issue(model) }],
      [
        'a model that is not in the list, whoever made its chain',
        untrusted,
        { aaguid: other, attestation: maker.issue(other) },
      ],
      [
        'a model that is not in the list and a chain made at home',
        untrusted,
        { aaguid: other, attestation: homeMade.issue(other) },
      ],
      [
        'the certificate of a listed model on another one',
        unverifiable,
        { aaguid: other, attestation: maker.issue(model) },
      ],
      ['a model in the list without certificates', missing, { attestation: 'none' }],
      ['a model in the list by its own word', missing, { attestation: 'self' }],
    ] as const)('refuses %s', async (_case, why, options) => {
      const { outcome, stored } = await enforced(options, namedIn('models.json'))
      expect(outcome).toEqual({ ok: false, why })
      expect(stored).toEqual([])
    })
  })
})

it('does not read an attestation that was not asked for', async () => {
  await using kernel = await openTestKernel()
  const user = await aUser(kernel)
  await aPasskey(kernel, user, { aaguid: model, attestation: attestationAuthority().issue(model) })
  expect(await storedOf(kernel, user)).toMatchObject([{ attestationLevel: 'notAttested', attestationCertificates: [] }])
})
