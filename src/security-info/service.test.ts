import { Secret as OathSecret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { aUser, systemActor, userActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { anAuthenticatorApp, aPasskey } from '../../tests/kit/methods.ts'
import { setPolicy } from '../../tests/kit/proving.ts'
import { recordsOf, refusalOf } from '../../tests/kit/records.ts'
import { methodModules } from '../methods/index.ts'
import { temporaryAccessPass } from '../methods/temporary-access-pass/method.ts'
import { issuePass, revokePass } from '../methods/temporary-access-pass/service.ts'
import { findSession, openSession } from '../sessions/service.ts'
import {
  beginOwnRegistration,
  finishOwnRegistration,
  type OwnContext,
  removeOwnMethod,
  renameOwnMethod,
  securityInfo,
  signOutEverywhere,
} from './service.ts'

const methods = methodModules.map((module) => module.method)

/** Somebody in a session that a multi-use pass opened. */
async function withPass(kernel: TestKernel) {
  await setPolicy(kernel, 'TemporaryAccessPass', { state: 'enabled' })
  await setPolicy(kernel, 'SoftwareOath', { state: 'enabled' })
  const user = await aUser(kernel)
  const issued = await issuePass(kernel, systemActor(), { user: user.id, isUsableOnce: false })
  const context = { userId: user.id, decoyKey: '', boundTo: 'attempt' }
  const checked = await temporaryAccessPass.prove.check(kernel, context, issued.code.reveal())
  const { origin } = userActor(user)
  const token = await kernel.store.write(userActor(user), async (w) => {
    w.unrecorded('set up by a test')
    const verdict = await temporaryAccessPass.prove.settle(kernel, w, context, checked)
    if (!verdict.ok) throw new Error('the pass was refused')
    return (await openSession(kernel, w, user.id, [verdict.proof])).token.reveal()
  })
  const enter = async (): Promise<OwnContext> => {
    const signedIn = await findSession(kernel, token, origin)
    if (!signedIn) throw new Error('the session is over')
    return { kernel, methods, signedIn }
  }
  return { user, pass: issued.pass, enter }
}

const codeOf = (kernel: TestKernel, key: unknown): string => {
  const { key: secret } = key as { readonly key: string }
  return new TOTP({ secret: OathSecret.fromBase32(secret) }).generate({ timestamp: kernel.clock.now() })
}

test('shows the pass apart, and what the policy lets a person add', async () => {
  await using kernel = await openTestKernel()
  const { enter, pass } = await withPass(kernel)
  await setPolicy(kernel, 'Fido2', { state: 'enabled', isSelfServiceRegistrationAllowed: false })
  expect(await securityInfo(await enter())).toMatchObject({
    pass: { id: pass.id, usability: 'EnabledByPolicy', endAt: pass.endAt },
    methods: [],
    addable: ['softwareOath'],
    proof: 'fresh',
    sessionEndsAt: pass.endAt,
  })
})

test('a registration that is finished after its pass was deleted adds nothing', async () => {
  await using kernel = await openTestKernel()
  const { user, pass, enter } = await withPass(kernel)
  const context = await enter()
  const key = await beginOwnRegistration(context, 'softwareOath')
  await revokePass(kernel, systemActor(), { user: user.id, passId: pass.id })
  const finish = () => finishOwnRegistration(context, 'softwareOath', { code: codeOf(kernel, key) })
  expect(await refusalOf(finish())).toBe('sessionEnded')
  expect(await refusalOf(beginOwnRegistration(context, 'softwareOath'))).toBe('sessionEnded')
  expect(await kernel.store.read((r) => r.db.selectFrom('oath_tokens').select('id').execute())).toEqual([])
})

test('a pass deleted while a registration is finished leaves nothing behind, or the method was first', async () => {
  await using kernel = await openTestKernel()
  const { user, pass, enter } = await withPass(kernel)
  const context = await enter()
  const key = await beginOwnRegistration(context, 'softwareOath')
  const [finished, revoked] = await Promise.allSettled([
    finishOwnRegistration(context, 'softwareOath', { code: codeOf(kernel, key) }),
    revokePass(kernel, systemActor(), { user: user.id, passId: pass.id }),
  ])
  expect(revoked.status).toBe('fulfilled')
  const tokens = await kernel.store.read((r) => r.db.selectFrom('oath_tokens').select('id').execute())
  expect(tokens).toHaveLength(finished.status === 'fulfilled' ? 1 : 0)
})

/** Ways to change a method of one's own, each with a method to change and what should be as it was. */
const changes = {
  'removing a passkey': (context: OwnContext, id: string) => removeOwnMethod(context, 'fido2', id),
  'renaming a passkey': (context: OwnContext, id: string) => renameOwnMethod(context, 'fido2', id, 'Mine'),
  'removing an authenticator app': (context: OwnContext, id: string) => removeOwnMethod(context, 'softwareOath', id),
  'renaming an authenticator app': (context: OwnContext, id: string) =>
    renameOwnMethod(context, 'softwareOath', id, 'Mine'),
}

test.each(Object.entries(changes))('%s in a session that has ended since changes nothing', async (name, change) => {
  await using kernel = await openTestKernel()
  const { user, pass, enter } = await withPass(kernel)
  const { id } = await (name.includes('passkey') ? aPasskey(kernel, user) : anAuthenticatorApp(kernel, user))
  const context = await enter()
  const before = await methodsOf(kernel)
  await revokePass(kernel, systemActor(), { user: user.id, passId: pass.id })
  const records = await recordsOf(kernel, async () => {
    expect(await refusalOf(change(context, id))).toBe('sessionEnded')
  })
  expect(records).toEqual([])
  expect(await methodsOf(kernel)).toEqual(before)
})

const methodsOf = (kernel: TestKernel) =>
  kernel.store.read(async (r) => [
    await r.db.selectFrom('passkeys').selectAll().execute(),
    await r.db.selectFrom('oath_tokens').selectAll().execute(),
  ])

test('deleting the own pass is recorded, and is the end of the session', async () => {
  await using kernel = await openTestKernel()
  const { pass, enter } = await withPass(kernel)
  const context = await enter()
  const [deleted] = await recordsOf(kernel, () => removeOwnMethod(context, 'temporaryAccessPass', pass.id))
  expect(deleted).toMatchObject({ activityDisplayName: 'User deleted security info' })
  expect(await refusalOf(removeOwnMethod(context, 'temporaryAccessPass', pass.id))).toBe('sessionEnded')
})

test('signing out everywhere is recorded, and works once', async () => {
  await using kernel = await openTestKernel()
  const { user, enter } = await withPass(kernel)
  const context = await enter()
  const [everywhere] = await recordsOf(kernel, () => signOutEverywhere(context))
  expect(everywhere).toMatchObject({
    activityDisplayName: 'Update StsRefreshTokenValidFrom Timestamp',
    resultReason: 'User signed out everywhere',
    targetResources: [{ id: user.id }],
  })
  expect(await refusalOf(signOutEverywhere(context))).toBe('sessionEnded')
})
