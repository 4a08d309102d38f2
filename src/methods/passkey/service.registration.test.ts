import { describe, expect, it, test } from 'vitest'
import { aUser } from '../../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../../tests/kit/kernel.ts'
import { aPasskey } from '../../../tests/kit/methods.ts'
import {
  attemptOf,
  beginProof,
  beginRegistration,
  finishRegistration,
  proveWith,
  setPolicy,
  unrecorded,
} from '../../../tests/kit/proving.ts'
import { recordsOf, refusalOf } from '../../../tests/kit/records.ts'
import {
  type CreationOptions,
  type RequestOptions,
  SoftAuthenticator,
  type Tampering,
} from '../../../tests/kit/soft-authenticator.ts'
import type { User } from '../../directory/rules.ts'
import { passkey } from './method.ts'
import { passkeysOf } from './service.ts'

const model = 'ee882879-721c-4913-9775-3dfcce97072a'

async function enrol(kernel: TestKernel, user: User, authenticator: SoftAuthenticator, wrong: Tampering = {}) {
  const options = await beginRegistration<CreationOptions>(kernel, passkey, user)
  return finishRegistration(kernel, passkey, user, { credential: authenticator.create(options, wrong) })
}

const storedOf = (kernel: TestKernel, user: User) => kernel.store.read((r) => passkeysOf(r, user.id))

describe('registering a passkey', () => {
  it('asks for a discoverable credential with verification, accepted algorithms, and none that is there', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { id } = await aPasskey(kernel, user)
    const options = await beginRegistration<Record<string, unknown>>(kernel, passkey, user)
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: kernel.tenant.displayName },
      user: { name: user.userPrincipalName, displayName: user.displayName },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      pubKeyCredParams: [{ alg: -8 }, { alg: -7 }, { alg: -257 }],
      excludeCredentials: [{ id, type: 'public-key' }],
    })
  })

  test.each([-8, -7, -257] as const)('takes algorithm %i', async (algorithm) => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator } = await aPasskey(kernel, user, { algorithm })
    const options = await beginProof<RequestOptions>(kernel, passkey, attemptOf(user))
    const verdict = await proveWith(kernel, passkey, attemptOf(user), authenticator.get(options))
    expect(verdict).toMatchObject({ ok: true, proof: { kind: 'fido2' } })
  })

  it('keeps what the authenticator told, and records it in the words of the log', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const authenticator = new SoftAuthenticator({ aaguid: model, synced: true })
    const [registered, started] = await recordsOf(kernel, () => enrol(kernel, user, authenticator))
    expect(await storedOf(kernel, user)).toMatchObject([
      {
        displayName: 'YubiKey 5 Series',
        aaguid: model,
        attestationLevel: 'notAttested',
        backupEligible: true,
        backupState: true,
        discoverable: true,
        transports: ['internal'],
        lastUsedAt: null,
      },
    ])
    expect(registered).toMatchObject({
      activityDisplayName: 'User registered security info',
      resultReason: 'User registered Fido2 Authentication Method',
      result: 'success',
    })
    expect(started?.activityDisplayName).toBe('User started security info registration')
  })

  it('takes the name given, and numbers the second of that name', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const named = async (displayName: string) => {
      const options = await beginRegistration<CreationOptions>(kernel, passkey, user)
      const credential = new SoftAuthenticator().create(options)
      return finishRegistration(kernel, passkey, user, { credential, displayName })
    }
    expect(await named('Work key')).toMatchObject({ ok: true, value: { displayName: 'Work key' } })
    expect(await named('work key')).toMatchObject({ ok: true, value: { displayName: 'work key 2' } })
    expect(await refusalOf(named('\u202e'))).toBe('nameInvalid')
    expect(await storedOf(kernel, user)).toHaveLength(2)
  })

  it('stops at ten', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    for (let count = 0; count < 9; count++) await aPasskey(kernel, user)
    const early = await beginRegistration<CreationOptions>(kernel, passkey, user, 'session-2')
    await aPasskey(kernel, user)
    expect(await refusalOf(beginRegistration(kernel, passkey, user))).toBe('tooManyMethods')
    const credential = new SoftAuthenticator().create(early)
    expect(await finishRegistration(kernel, passkey, user, { credential }, 'session-2')).toMatchObject({ ok: false })
    expect(await storedOf(kernel, user)).toHaveLength(10)
  })

  it('stops at ten also when the tenth comes while one is under way', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    for (let count = 0; count < 9; count++) await aPasskey(kernel, user)
    const options = await beginRegistration<CreationOptions>(kernel, passkey, user)
    await unrecorded(kernel, async (w) => {
      const { id: _id, ...row } = await w.db.selectFrom('passkeys').selectAll().limit(1).executeTakeFirstOrThrow()
      await w.db
        .insertInto('passkeys')
        .values({ ...row, id: 'the-tenth' })
        .execute()
    })
    const credential = new SoftAuthenticator().create(options)
    expect(await finishRegistration(kernel, passkey, user, { credential })).toMatchObject({ ok: false })
    expect(await storedOf(kernel, user)).toHaveLength(10)
  })

  test.each<[string, Tampering]>([
    ['made at another origin', { origin: 'https://localhost.attacker.example' }],
    ['made for another relying party', { rpId: 'attacker.example' }],
    ['made without verifying the person', { userVerified: false }],
    ['made inside a frame', { crossOrigin: true }],
    ['that is an assertion', { type: 'webauthn.get' }],
    ['that claims to be backed up and may not be', { backedUp: true }],
    ['that names another credential', { credentialId: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ])('refuses an answer %s, records it, and spends the challenge', async (_case, wrong) => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const authenticator = new SoftAuthenticator()
    const options = await beginRegistration<CreationOptions>(kernel, passkey, user)
    const records = await recordsOf(kernel, async () => {
      const credential = authenticator.create(options, wrong)
      expect(await finishRegistration(kernel, passkey, user, { credential })).toMatchObject({ ok: false })
    })
    expect(records).toMatchObject([{ activityDisplayName: 'User registered security info', result: 'failure' }])
    const credential = authenticator.create(options)
    expect(await finishRegistration(kernel, passkey, user, { credential })).toMatchObject({ ok: false })
    expect(await storedOf(kernel, user)).toEqual([])
  })

  test.each([undefined, null, 7, '', '{', '[]', {}, { id: 'AA', type: 'public-key', response: {} }])(
    'refuses %j for an answer',
    async (credential) => {
      await using kernel = await openTestKernel()
      const user = await aUser(kernel)
      await beginRegistration(kernel, passkey, user)
      expect(await finishRegistration(kernel, passkey, user, { credential })).toMatchObject({ ok: false })
    },
  )

  it('refuses a credential that somebody has', async () => {
    await using kernel = await openTestKernel()
    const [ada, bob] = [await aUser(kernel), await aUser(kernel)]
    const authenticator = new SoftAuthenticator()
    const adas = await beginRegistration<CreationOptions>(kernel, passkey, ada)
    const bobs = await beginRegistration<CreationOptions>(kernel, passkey, bob)
    const credential = authenticator.create(adas)
    await finishRegistration(kernel, passkey, ada, { credential })
    expect(await finishRegistration(kernel, passkey, bob, { credential })).toMatchObject({ ok: false })
    const again = authenticator.create(bobs, { credentialId: credential.id })
    expect(await finishRegistration(kernel, passkey, bob, { credential: again })).toMatchObject({ ok: false })
    expect(await storedOf(kernel, bob)).toEqual([])
  })

  it('says no where the policy does, at the beginning and at the end', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const options = await beginRegistration<CreationOptions>(kernel, passkey, user)
    await setPolicy(kernel, 'Fido2', { isSelfServiceRegistrationAllowed: false })
    expect(await refusalOf(beginRegistration(kernel, passkey, user))).toBe('registrationRefused')
    await setPolicy(kernel, 'Fido2', { state: 'disabled' })
    expect(await refusalOf(beginRegistration(kernel, passkey, user))).toBe('methodDisabled')
    const credential = new SoftAuthenticator().create(options)
    expect(await finishRegistration(kernel, passkey, user, { credential })).toMatchObject({ ok: false })
    expect(await storedOf(kernel, user)).toEqual([])
  })
})

describe('a hand-made registration past the browser', () => {
  it('is refused for a banned model, though the page never offered it', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const restrict = (enforcementType: string) =>
      setPolicy(kernel, 'Fido2', { keyRestrictions: { isEnforced: true, enforcementType, aaGuids: [model] } })
    await restrict('block')
    expect(await enrol(kernel, user, new SoftAuthenticator({ aaguid: model }))).toMatchObject({ ok: false })
    await restrict('allow')
    expect(await enrol(kernel, user, new SoftAuthenticator())).toMatchObject({ ok: false })
    expect(await enrol(kernel, user, new SoftAuthenticator({ aaguid: model }))).toMatchObject({ ok: true })
  })

  it('is refused for an algorithm that was not offered', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    expect(await enrol(kernel, user, new SoftAuthenticator({ algorithm: -35 }))).toMatchObject({ ok: false })
  })
})
