import { describe, expect, it, test } from 'vitest'
import { attestationAuthority } from '../../../tests/kit/attestation-authority.ts'
import { applicationActor, aUser, userActor } from '../../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../../tests/kit/kernel.ts'
import {
  attemptOf,
  beginProof,
  beginRegistration,
  finishRegistration,
  proveWith,
  setPolicy,
  unnamedAttempt,
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
import { deletePasskey, listPasskeys, passkeysOf, removeOwnPasskey, renameOwnPasskey } from './service.ts'

const model = 'ee882879-721c-4913-9775-3dfcce97072a'

async function enrol(kernel: TestKernel, user: User, authenticator: SoftAuthenticator, wrong: Tampering = {}) {
  const options = await beginRegistration<CreationOptions>(kernel, passkey, user)
  return finishRegistration(kernel, passkey, user, { credential: authenticator.create(options, wrong) })
}

async function aPasskeyOf(kernel: TestKernel, user: User, options = {}) {
  const authenticator = new SoftAuthenticator(options)
  const outcome = await enrol(kernel, user, authenticator)
  if (!outcome.ok) throw new Error(outcome.why)
  return { authenticator, id: outcome.value.methodId }
}

const storedOf = (kernel: TestKernel, user: User) => kernel.store.read((r) => passkeysOf(r, user.id))

async function signIn(kernel: TestKernel, user: User, authenticator: SoftAuthenticator, wrong: Tampering = {}) {
  const options = await beginProof<RequestOptions>(kernel, passkey, attemptOf(user))
  return proveWith(kernel, passkey, attemptOf(user), authenticator.get(options, wrong))
}

describe('registering a passkey', () => {
  it('asks for a discoverable credential with verification, accepted algorithms, and none that is there', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { id } = await aPasskeyOf(kernel, user)
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
    const { authenticator } = await aPasskeyOf(kernel, user, { algorithm })
    expect(await signIn(kernel, user, authenticator)).toMatchObject({ ok: true, proof: { kind: 'fido2' } })
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
    for (let count = 0; count < 9; count++) await aPasskeyOf(kernel, user)
    const early = await beginRegistration<CreationOptions>(kernel, passkey, user, 'session-2')
    await aPasskeyOf(kernel, user)
    expect(await refusalOf(beginRegistration(kernel, passkey, user))).toBe('tooManyMethods')
    const credential = new SoftAuthenticator().create(early)
    expect(await finishRegistration(kernel, passkey, user, { credential }, 'session-2')).toMatchObject({ ok: false })
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
})

it('does not read an attestation that was not asked for', async () => {
  await using kernel = await openTestKernel()
  const user = await aUser(kernel)
  await aPasskeyOf(kernel, user, { aaguid: model, attestation: attestationAuthority().issue(model) })
  expect(await storedOf(kernel, user)).toMatchObject([{ attestationLevel: 'notAttested', attestationCertificates: [] }])
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

describe('signing in with a passkey', () => {
  it('names the credential used, and notes counter, backup and time', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator, id } = await aPasskeyOf(kernel, user, { synced: true })
    kernel.clock.advanceSeconds(60)
    const verdict = await signIn(kernel, user, authenticator, { backedUp: false })
    expect(verdict).toEqual({
      ok: true,
      userId: user.id,
      proof: { kind: 'fido2', mode: 'fido2', at: kernel.clock.now(), methodId: id },
    })
    expect(await storedOf(kernel, user)).toMatchObject([
      { signCount: 1, backupState: false, lastUsedAt: kernel.clock.now() },
    ])
  })

  it('finds out who it is where nobody was named', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator } = await aPasskeyOf(kernel, user)
    const options = await beginProof<RequestOptions>(kernel, passkey, unnamedAttempt())
    expect(options.allowCredentials).toBeUndefined()
    const answer = authenticator.get(options)
    expect(await proveWith(kernel, passkey, unnamedAttempt(), answer)).toMatchObject({ ok: true, userId: user.id })
  })

  it('wants the user handle to be that of the credential where nobody was named', async () => {
    await using kernel = await openTestKernel()
    const [ada, bob] = [await aUser(kernel), await aUser(kernel)]
    const { authenticator } = await aPasskeyOf(kernel, ada)
    for (const userHandle of [Buffer.from(bob.id).toString('base64url'), '', 'AAAA']) {
      const options = await beginProof<RequestOptions>(kernel, passkey, unnamedAttempt())
      const answer = authenticator.get(options, { userHandle })
      expect(await proveWith(kernel, passkey, unnamedAttempt(), answer)).toEqual({ ok: false, errorCode: 135018 })
    }
  })

  it('does not sign in the owner of a passkey under a name nobody has, nor under that of another', async () => {
    await using kernel = await openTestKernel()
    const [ada, bob] = [await aUser(kernel), await aUser(kernel)]
    const { authenticator } = await aPasskeyOf(kernel, ada)
    await aPasskeyOf(kernel, bob)
    for (const context of [attemptOf(null), attemptOf(bob)]) {
      const { allowCredentials: _others, ...options } = await beginProof<RequestOptions>(kernel, passkey, context)
      const answer = authenticator.get(options)
      expect(await proveWith(kernel, passkey, context, answer)).toEqual({ ok: false, errorCode: 135018 })
    }
  })

  test.each<[string, Tampering]>([
    ['made at another origin', { origin: 'https://localhost.attacker.example' }],
    ['made for another relying party', { rpId: 'attacker.example' }],
    ['made without verifying the person', { userVerified: false }],
    ['made inside a frame', { crossOrigin: true }],
    ['that is a registration', { type: 'webauthn.create' }],
    ['whose signature is wrong', { breakSignature: true }],
    ['that claims to be backed up and may not be', { backedUp: true }],
    ['of a credential nobody has', { credentialId: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ])('refuses an answer %s, changes nothing, and spends the challenge', async (_case, wrong) => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator } = await aPasskeyOf(kernel, user)
    const before = await storedOf(kernel, user)
    const options = await beginProof<RequestOptions>(kernel, passkey, attemptOf(user))
    const refused = await proveWith(kernel, passkey, attemptOf(user), authenticator.get(options, wrong))
    expect(refused).toMatchObject({ ok: false, errorCode: 135018 })
    const retried = await proveWith(kernel, passkey, attemptOf(user), authenticator.get(options))
    expect(retried).toMatchObject({ ok: false, errorCode: 135019 })
    expect(await storedOf(kernel, user)).toEqual(before)
  })

  it('refuses a counter that stands still or goes back, and keeps the one it knows', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator } = await aPasskeyOf(kernel, user)
    expect(await signIn(kernel, user, authenticator, { counter: 7 })).toMatchObject({ ok: true })
    for (const counter of [7, 6, 0]) {
      const refused = await signIn(kernel, user, authenticator, { counter })
      expect(refused).toEqual({ ok: false, errorCode: 135017, userId: user.id })
    }
    expect(await storedOf(kernel, user)).toMatchObject([{ signCount: 7 }])
    expect(await signIn(kernel, user, authenticator, { counter: 8 })).toMatchObject({ ok: true })
  })

  it('lets one of sixteen copies of a counting authenticator through', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator } = await aPasskeyOf(kernel, user)
    const attempts = Array.from({ length: 16 }, (_, index) => attemptOf(user, `attempt-${index}`))
    const answers: unknown[] = []
    for (const context of attempts) {
      const options = await beginProof<RequestOptions>(kernel, passkey, context)
      answers.push(authenticator.get(options, { counter: 1 }))
    }
    const verdicts = await Promise.all(
      attempts.map((context, index) => proveWith(kernel, passkey, context, answers[index])),
    )
    expect(verdicts.filter(({ ok }) => ok)).toHaveLength(1)
    expect(verdicts.filter((verdict) => !verdict.ok && verdict.errorCode === 135017)).toHaveLength(15)
  })

  it('takes an authenticator without a counter again and again', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator } = await aPasskeyOf(kernel, user, { counting: false })
    for (let count = 0; count < 3; count++) {
      expect(await signIn(kernel, user, authenticator)).toMatchObject({ ok: true })
    }
  })

  it('is blocked where the policy takes the method or the model away', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator } = await aPasskeyOf(kernel, user, { aaguid: model })
    const usable = () => kernel.store.read((r) => passkey.usable(kernel, r, user.id))
    expect(await usable()).toBe(true)
    await setPolicy(kernel, 'Fido2', {
      keyRestrictions: { isEnforced: true, enforcementType: 'block', aaGuids: [model] },
    })
    expect(await usable()).toBe(false)
    const blocked = { ok: false, errorCode: 135016, userId: user.id, tellPerson: 'blockedByPolicy' }
    expect(await signIn(kernel, user, authenticator)).toEqual(blocked)
    await setPolicy(kernel, 'Fido2', { keyRestrictions: { isEnforced: false }, state: 'disabled' })
    expect(await usable()).toBe(false)
    expect(await signIn(kernel, user, authenticator)).toEqual(blocked)
  })
})

describe('what a stranger is offered', () => {
  const allowed = async (kernel: TestKernel, context: Parameters<typeof beginProof>[2]) =>
    (await beginProof<RequestOptions>(kernel, passkey, context)).allowCredentials

  it('is the same decoy for a name every time, and another one for another name', async () => {
    await using kernel = await openTestKernel()
    const first = await allowed(kernel, attemptOf(null, 'attempt-1', 'name-a'))
    expect(await allowed(kernel, attemptOf(null, 'attempt-2', 'name-a'))).toEqual(first)
    expect(await allowed(kernel, attemptOf(null, 'attempt-3', 'name-b'))).not.toEqual(first)
    expect(first?.every(({ id }) => /^[\w-]{22,86}$/.test(id))).toBe(true)
  })

  it('is a decoy too for a user without a passkey, and has the shape of the real thing', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const context = attemptOf(user, 'attempt-1', 'name-a')
    const decoy = await allowed(kernel, context)
    expect(decoy).toEqual(await allowed(kernel, attemptOf(null, 'attempt-2', 'name-a')))
    const { id } = await aPasskeyOf(kernel, user)
    const real = await allowed(kernel, context)
    expect(real).toMatchObject([{ id }])
    expect(Object.keys(real?.[0] ?? {})).toEqual(Object.keys(decoy?.[0] ?? {}))
  })
})

describe('deleting and renaming', () => {
  it('makes a deleted passkey worthless at once, and records who deleted it', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator, id } = await aPasskeyOf(kernel, user)
    const options = await beginProof<RequestOptions>(kernel, passkey, attemptOf(user))
    const desk = applicationActor(['UserAuthMethod-Passkey.ReadWrite.All'])
    const records = await recordsOf(kernel, () => deletePasskey(kernel, desk, { user: user.id, passkeyId: id }))
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Admin deleted security info',
        resultReason: 'Admin deleted Fido2 Authentication Method for user',
        targetResources: [{ id: user.id }],
      },
    ])
    const refused = await proveWith(kernel, passkey, attemptOf(user), authenticator.get(options))
    expect(refused).toEqual({ ok: false, errorCode: 135018 })
    expect(await refusalOf(deletePasskey(kernel, desk, { user: user.id, passkeyId: id }))).toBe('methodNotFound')
  })

  it('lets nobody but the permitted see or delete', async () => {
    await using kernel = await openTestKernel()
    const [ada, bob] = [await aUser(kernel), await aUser(kernel)]
    const { id } = await aPasskeyOf(kernel, ada)
    const bobHimself = userActor(bob)
    expect(await refusalOf(listPasskeys(kernel, bobHimself, ada.id))).toBe('insufficientPrivileges')
    expect(await refusalOf(deletePasskey(kernel, bobHimself, { user: ada.id, passkeyId: id }))).toBe(
      'insufficientPrivileges',
    )
    expect(await refusalOf(removeOwnPasskey(kernel, bobHimself, id))).toBe('methodNotFound')
    expect(await refusalOf(renameOwnPasskey(kernel, bobHimself, id, 'mine'))).toBe('methodNotFound')
    expect(await listPasskeys(kernel, userActor(ada), ada.userPrincipalName)).toMatchObject([{ id }])
  })

  it('lets owners rename and remove their own, and records both', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { id } = await aPasskeyOf(kernel, user)
    await aPasskeyOf(kernel, user)
    const actor = userActor(user)
    const records = await recordsOf(kernel, async () => {
      expect(await renameOwnPasskey(kernel, actor, id, ' Travel key ')).toBe('Travel key')
      expect(await renameOwnPasskey(kernel, actor, id, 'Passkey 2')).toBe('Passkey 2 2')
      expect(await refusalOf(renameOwnPasskey(kernel, actor, id, ''))).toBe('nameInvalid')
      await removeOwnPasskey(kernel, actor, id)
    })
    expect(records.map((record) => record.resultReason)).toEqual([
      'User deleted Fido2 Authentication Method',
      'User renamed Fido2 Authentication Method',
      'User renamed Fido2 Authentication Method',
    ])
    expect(await storedOf(kernel, user)).toHaveLength(1)
  })
})
