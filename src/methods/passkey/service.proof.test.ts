import { describe, expect, it, test } from 'vitest'
import { aUser } from '../../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../../tests/kit/kernel.ts'
import { aPasskey } from '../../../tests/kit/methods.ts'
import { attemptOf, beginProof, proveWith, setPolicy, unnamedAttempt } from '../../../tests/kit/proving.ts'
import type { RequestOptions, SoftAuthenticator, Tampering } from '../../../tests/kit/soft-authenticator.ts'
import type { User } from '../../directory/rules.ts'
import { passkey } from './method.ts'
import { passkeysOf } from './service.ts'

const model = 'ee882879-721c-4913-9775-3dfcce97072a'

const storedOf = (kernel: TestKernel, user: User) => kernel.store.read((r) => passkeysOf(r, user.id))

async function signIn(kernel: TestKernel, user: User, authenticator: SoftAuthenticator, wrong: Tampering = {}) {
  const options = await beginProof<RequestOptions>(kernel, passkey, attemptOf(user))
  return proveWith(kernel, passkey, attemptOf(user), authenticator.get(options, wrong))
}

describe('signing in with a passkey', () => {
  it('names the credential used, and notes counter, backup and time', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator, id } = await aPasskey(kernel, user, { synced: true })
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
    const { authenticator } = await aPasskey(kernel, user)
    const options = await beginProof<RequestOptions>(kernel, passkey, unnamedAttempt())
    expect(options.allowCredentials).toBeUndefined()
    const answer = authenticator.get(options)
    expect(await proveWith(kernel, passkey, unnamedAttempt(), answer)).toMatchObject({ ok: true, userId: user.id })
  })

  it('wants the user handle to be that of the credential where nobody was named', async () => {
    await using kernel = await openTestKernel()
    const [ada, bob] = [await aUser(kernel), await aUser(kernel)]
    const { authenticator } = await aPasskey(kernel, ada)
    for (const userHandle of [Buffer.from(bob.id).toString('base64url'), '', 'AAAA']) {
      const options = await beginProof<RequestOptions>(kernel, passkey, unnamedAttempt())
      const answer = authenticator.get(options, { userHandle })
      expect(await proveWith(kernel, passkey, unnamedAttempt(), answer)).toEqual({ ok: false, errorCode: 135018 })
    }
  })

  it('does not sign in the owner of a passkey under a name nobody has, nor under that of another', async () => {
    await using kernel = await openTestKernel()
    const [ada, bob] = [await aUser(kernel), await aUser(kernel)]
    const { authenticator } = await aPasskey(kernel, ada)
    await aPasskey(kernel, bob)
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
    const { authenticator } = await aPasskey(kernel, user)
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
    const { authenticator } = await aPasskey(kernel, user)
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
    const { authenticator } = await aPasskey(kernel, user)
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
    const { authenticator } = await aPasskey(kernel, user, { counting: false })
    for (let count = 0; count < 3; count++) {
      expect(await signIn(kernel, user, authenticator)).toMatchObject({ ok: true })
    }
  })

  it('is blocked where the policy takes the method or the model away', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator } = await aPasskey(kernel, user, { aaguid: model })
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
    const { id } = await aPasskey(kernel, user)
    const real = await allowed(kernel, context)
    expect(real).toMatchObject([{ id }])
    expect(Object.keys(real?.[0] ?? {})).toEqual(Object.keys(decoy?.[0] ?? {}))
  })
})
