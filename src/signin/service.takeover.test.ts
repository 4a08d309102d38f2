import { describe, expect, test } from 'vitest'
import { aPolicy, phishingResistant } from '../../tests/kit/access-in-force.ts'
import { aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { aPass, aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { setPolicy } from '../../tests/kit/proving.ts'
import { SoftAuthenticator } from '../../tests/kit/soft-authenticator.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import { Secret } from '../base/secret.ts'
import { plusMinutes } from '../base/time.ts'
import { resetPassword } from '../directory/passwords.ts'
import type { User } from '../directory/rules.ts'

const aKey = (kernel: TestKernel) => new SoftAuthenticator({ origin: new URL(kernel.settings.publicUrl).origin })
const passkeysIn = (kernel: TestKernel) => kernel.store.read((r) => r.db.selectFrom('passkeys').selectAll().execute())

/** Somebody with a password, which a thief knows, where more than that is asked for. */
async function robbed(kernel: TestKernel) {
  const user = await aUser(kernel)
  const password = await aPassword(kernel, user)
  await aPolicy(kernel, { grant: { builtInControls: ['mfa'] } })
  const enter = async () => {
    const thief = await new Visitor(kernel, { ipAddress: '198.51.100.66' }).goTo(user.userPrincipalName, 'password')
    await thief.prove('password', password)
    return thief
  }
  return { user, password, enter }
}

const aModel = '00000000-0000-4000-8000-00000000a0de'

describe('a stolen password adds nothing where its owner holds', () => {
  test.each<[string, (kernel: TestKernel, user: User) => Promise<unknown>]>([
    ['a pass for later', (kernel, user) => aPass(kernel, user, { startAt: plusMinutes(kernel.clock.now(), 60) })],
    [
      'a pass that the methods policy does not let them use',
      async (kernel, user) => {
        await aPass(kernel, user)
        await setPolicy(kernel, 'TemporaryAccessPass', { excludeTargets: [{ targetType: 'user', id: user.id }] })
      },
    ],
    [
      'a passkey of a model that is not allowed any more',
      async (kernel, user) => {
        await aPasskey(kernel, user)
        await setPolicy(kernel, 'Fido2', {
          keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids: [aModel] },
        })
      },
    ],
    [
      'a passkey, where the method is switched off',
      async (kernel, user) => {
        await aPasskey(kernel, user)
        await setPolicy(kernel, 'Fido2', { state: 'disabled' })
      },
    ],
  ])('%s', async (_, hold) => {
    await using kernel = await openTestKernel()
    const { user, enter } = await robbed(kernel)
    await hold(kernel, user)
    const held = await passkeysIn(kernel)
    const thief = await enter()
    expect([thief.shown.signIn.stage, thief.session]).toEqual(['blocked', undefined])
    expect(await passkeysIn(kernel)).toEqual(held)
  })

  test('something that they got while the thief was about to add a passkey', async () => {
    await using kernel = await openTestKernel()
    const { user, enter } = await robbed(kernel)
    const thief = await enter()
    expect(thief.shown.signIn.stage).toBe('register')
    await aPass(kernel, user)
    await thief.registerPasskey(aKey(kernel))
    expect(thief.shown.signIn).toMatchObject({ stage: 'prove', asked: 'temporaryAccessPass' })
    expect(await passkeysIn(kernel)).toEqual([])
  })
})

test('a password that was reset meanwhile adds nothing', async () => {
  await using kernel = await openTestKernel()
  const { user, enter } = await robbed(kernel)
  const thief = await enter()
  kernel.clock.advanceSeconds(1)
  await resetPassword(kernel, systemActor(), {
    user: user.id,
    password: new Secret('seven grey herons wade'),
    mustChange: true,
  })
  await thief.registerPasskey(aKey(kernel))
  expect(thief.problem).toBe('expired')
  expect(await passkeysIn(kernel)).toEqual([])
})

test('of two who add the first method with one password in the same moment, one does', async () => {
  await using kernel = await openTestKernel()
  const { enter } = await robbed(kernel)
  const both = [await enter(), await enter()]
  await Promise.allSettled(both.map((one) => one.registerPasskey(aKey(kernel))))
  expect(await passkeysIn(kernel)).toHaveLength(1)
  expect(both.filter((one) => one.session !== undefined)).toHaveLength(1)
})

test('a passkey that was made for one attempt is added by no other', async () => {
  await using kernel = await openTestKernel()
  const { enter } = await robbed(kernel)
  const [first, second] = [await enter(), await enter()]
  const options = first.shown.signIn.passkeyOptions as Parameters<SoftAuthenticator['create']>[0]
  await second.register('fido2', { credential: aKey(kernel).create(options) })
  expect(second.problem).toBe('registrationFailed')
  expect(await passkeysIn(kernel)).toEqual([])
})

test('a session is raised by the passkey of nobody but its own person', async () => {
  await using kernel = await openTestKernel()
  const [ada, eve] = [await aUser(kernel), await aUser(kernel)]
  const [key, evesKey] = [await aPasskey(kernel, ada), await aPasskey(kernel, eve)]
  const password = await aPassword(kernel, ada)
  await setPolicy(kernel, 'Fido2', { excludeTargets: [{ targetType: 'user', id: ada.id }] })
  const browser = await new Visitor(kernel).goTo(ada.userPrincipalName, 'password')
  await browser.prove('password', password)
  await setPolicy(kernel, 'Fido2', { excludeTargets: [] })
  await aPolicy(kernel, { grant: { authenticationStrength: phishingResistant } })
  const signedIn = await browser.signedIn()
  if (!signedIn) throw new Error('Nobody is signed in')
  await browser.beginFor({ stepUp: signedIn })
  expect(browser.shown.signIn).toMatchObject({ stage: 'prove', asked: 'fido2' })
  const { allowCredentials: _ours, ...options } = browser.passkeyOptions()
  await browser.prove('fido2', evesKey.authenticator.get(options))
  expect(browser.problem).toBe('passkeyFailed')
  await browser.provePasskey(key.authenticator)
  expect((await browser.signedIn())?.actor.userId).toBe(ada.id)
})
