import { describe, expect, test } from 'vitest'
import { aPolicy, phishingResistant } from '../../tests/kit/access-in-force.ts'
import { aGroup, aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { anAuthenticatorApp, aPass, aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { refusalOf, signInsOf } from '../../tests/kit/records.ts'
import { SoftAuthenticator } from '../../tests/kit/soft-authenticator.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import type { User } from '../directory/rules.ts'
import type { PolicySettings } from '../policies/authentication-methods/rules.ts'
import { updateMethodsPolicy } from '../policies/authentication-methods/service.ts'
import { noApplications } from '../policies/conditional-access/rules.ts'

type Campaign = PolicySettings['registrationCampaign']

/** Switches the campaign on, for everybody and passkeys unless told. */
const aCampaign = (kernel: TestKernel, change: Partial<Campaign> = {}) =>
  updateMethodsPolicy(kernel, systemActor(), {
    settings: { registrationCampaign: { state: 'enabled', ...change } },
    configurations: [],
  })

async function withPass(kernel: TestKernel, user: User): Promise<Visitor> {
  const { code } = await aPass(kernel, user)
  const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
  await browser.prove('temporaryAccessPass', code.reveal())
  return browser
}

const key = (kernel: TestKernel) => new SoftAuthenticator({ origin: new URL(kernel.settings.publicUrl).origin })
const aDay = 24 * 60 * 60

describe('the registration campaign', () => {
  test('asks who has no passkey to add one, after everything was proved, and lets them in then', async () => {
    await using kernel = await openTestKernel()
    await aCampaign(kernel)
    const browser = await withPass(kernel, await aUser(kernel))
    expect(browser.shown.signIn).toMatchObject({ stage: 'register', asked: 'fido2', mayPutOff: true, why: null })
    expect(browser.session).toBeUndefined()
    const [record] = await signInsOf(kernel, () => browser.registerPasskey(key(kernel)))
    expect(record).toMatchObject({ status: { errorCode: 0 } })
    expect(await browser.signedIn()).toBeDefined()
  })

  test('can be put off, and asks again after as many days as it says', async () => {
    await using kernel = await openTestKernel()
    await aCampaign(kernel, { snoozeDurationInDays: 3 })
    const user = await aUser(kernel)
    const browser = await withPass(kernel, user)
    await browser.putOff()
    expect(await browser.signedIn()).toBeDefined()
    kernel.clock.advanceSeconds(3 * aDay - 1)
    expect((await withPass(kernel, user)).session).toBeDefined()
    kernel.clock.advanceSeconds(1)
    const again = await withPass(kernel, user)
    expect(again.shown.signIn.stage).toBe('register')
    await again.putOff()
    expect((await withPass(kernel, user)).session).toBeDefined()
  })

  test('that leaves no days asks at every sign-in, and keeps nobody out whose device can’t do it', async () => {
    await using kernel = await openTestKernel()
    await aCampaign(kernel, { snoozeDurationInDays: 0 })
    const user = await aUser(kernel)
    for (let times = 0; times < 2; times++) {
      const browser = await withPass(kernel, user)
      expect(browser.shown.signIn).toMatchObject({ stage: 'register', asked: 'fido2', mayPutOff: true })
      await browser.putOff()
      expect(await browser.signedIn()).toBeDefined()
      kernel.clock.advanceSeconds(1)
    }
  })

  test('is said in the log to have been put off', async () => {
    await using kernel = await openTestKernel()
    await aCampaign(kernel)
    const browser = await withPass(kernel, await aUser(kernel))
    const [record] = await signInsOf(kernel, () => browser.putOff())
    expect(record).toMatchObject({
      status: { errorCode: 0 },
      authenticationDetails: [
        { authenticationMethod: 'Temporary Access Pass', succeeded: true },
        {
          authenticationMethod: 'Passkey (FIDO2)',
          succeeded: false,
          authenticationStepResultDetail: 'Registration put off',
        },
      ],
    })
  })

  test('that nobody was asked about cannot be put off', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await aPolicy(kernel, { grant: { authenticationStrength: phishingResistant } })
    const browser = await withPass(kernel, user)
    expect(browser.shown.signIn).toMatchObject({ stage: 'register', asked: 'fido2', mayPutOff: false })
    expect(await refusalOf(browser.putOff())).toBe('stepChanged')
    expect(browser.session).toBeUndefined()
  })

  test('that asks for an app is met by one', async () => {
    await using kernel = await openTestKernel()
    await aCampaign(kernel, {
      includeTargets: [{ targetType: 'group', id: 'all_users', targetedAuthenticationMethod: 'softwareOath' }],
    })
    const user = await aUser(kernel)
    const browser = await withPass(kernel, user)
    expect(browser.shown.signIn).toMatchObject({ stage: 'register', asked: 'softwareOath' })
    await browser.registerApp()
    expect(await browser.signedIn()).toBeDefined()
    expect((await withPass(kernel, user)).session).toBeDefined()
  })

  test('asks those it names, and not those it leaves out', async () => {
    await using kernel = await openTestKernel()
    const [member, left, other] = [await aUser(kernel), await aUser(kernel), await aUser(kernel)]
    const { id } = await aGroup(kernel, { members: [member, left] })
    await aCampaign(kernel, {
      includeTargets: [{ targetType: 'group', id, targetedAuthenticationMethod: 'fido2' }],
      excludeTargets: [{ targetType: 'user', id: left.id }],
    })
    expect((await withPass(kernel, member)).session).toBeUndefined()
    expect((await withPass(kernel, left)).session).toBeDefined()
    expect((await withPass(kernel, other)).session).toBeDefined()
  })

  test('asks nothing of who has it, of who proved a password alone, or where registering is blocked', async () => {
    await using kernel = await openTestKernel()
    await aCampaign(kernel, { snoozeDurationInDays: 0 })
    const owner = await aUser(kernel)
    await aPasskey(kernel, owner)
    expect((await withPass(kernel, owner)).session).toBeDefined()
    const single = await aUser(kernel)
    const password = await aPassword(kernel, single)
    const browser = await new Visitor(kernel).goTo(single.userPrincipalName, 'password')
    await browser.prove('password', password)
    expect(browser.session).toBeDefined()
    const second = await aUser(kernel)
    await anAuthenticatorApp(kernel, second)
    await aPolicy(kernel, {
      conditions: { applications: { ...noApplications, includeUserActions: ['urn:user:registersecurityinfo'] } },
    })
    expect((await withPass(kernel, second)).session).toBeDefined()
  })
})
