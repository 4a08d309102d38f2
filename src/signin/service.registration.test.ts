import { describe, expect, test } from 'vitest'
import { aPolicy, phishingResistant, visitorsNetwork } from '../../tests/kit/access-in-force.ts'
import { aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { anAuthenticatorApp, aPass, aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { setPolicy } from '../../tests/kit/proving.ts'
import { recordsOf, refusalOf, signInsOf } from '../../tests/kit/records.ts'
import { SoftAuthenticator } from '../../tests/kit/soft-authenticator.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import type { User } from '../directory/rules.ts'
import { disableUser } from '../directory/service.ts'
import { createStrength } from '../policies/authentication-strengths/service.ts'
import { noApplications } from '../policies/conditional-access/rules.ts'

const aKey = (kernel: TestKernel, aaguid?: string) =>
  new SoftAuthenticator({ origin: new URL(kernel.settings.publicUrl).origin, ...(aaguid && { aaguid }) })

const onRegistration = {
  conditions: { applications: { ...noApplications, includeUserActions: ['urn:user:registersecurityinfo' as const] } },
}

/** Somebody with a pass whom the policies ask for a passkey. */
async function atRegistration(kernel: TestKernel, models: readonly string[] = []) {
  const user = await aUser(kernel)
  const { code } = await aPass(kernel, user, { isUsableOnce: true })
  const authenticationStrength = models.length === 0 ? phishingResistant : await keysOf(kernel, models)
  await aPolicy(kernel, { grant: { authenticationStrength } })
  const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
  await browser.prove('temporaryAccessPass', code.reveal())
  return { user, browser, code: code.reveal() }
}

/** A strength that only passkeys of these models meet. */
async function keysOf(kernel: TestKernel, allowedAAGUIDs: readonly string[]): Promise<string> {
  const { id } = await createStrength(kernel, systemActor(), {
    displayName: 'Our keys',
    description: null,
    allowedCombinations: ['fido2'],
    combinationConfigurations: [{ kind: 'fido2', appliesToCombinations: ['fido2'], allowedAAGUIDs }],
  })
  return id
}

const aModel = '00000000-0000-4000-8000-00000000a0de'

const disable = (kernel: TestKernel, user: User) => disableUser(kernel, systemActor(), { user: user.id })

const passkeysIn = (kernel: TestKernel) => kernel.store.read((r) => r.db.selectFrom('passkeys').selectAll().execute())

describe('somebody with a pass, where phishing resistance is asked for', () => {
  test('adds a passkey in the same sign-in and arrives', async () => {
    await using kernel = await openTestKernel()
    const { user, browser } = await atRegistration(kernel)
    expect(browser.shown.signIn).toMatchObject({ stage: 'register', asked: 'fido2', alternatives: [], why: 'more' })
    const [record, ...others] = await signInsOf(kernel, () => browser.registerPasskey(aKey(kernel)))
    expect(others).toEqual([])
    expect(await browser.signedIn()).toMatchObject({
      actor: { userId: user.id, multifactor: true },
      session: { proofs: [{ kind: 'temporaryAccessPass' }, { kind: 'fido2', mode: 'fido2' }] },
    })
    expect(record).toMatchObject({
      status: { errorCode: 0 },
      conditionalAccessStatus: 'success',
      authenticationRequirement: 'multiFactorAuthentication',
      authenticationDetails: [
        { authenticationMethod: 'Temporary Access Pass' },
        { authenticationMethod: 'Passkey (FIDO2)', authenticationStepResultDetail: 'Registered during sign-in' },
      ],
    })
  })

  test('leaves a record that says what was missing, and one that the method was added', async () => {
    await using kernel = await openTestKernel()
    const { user, browser } = await atRegistration(kernel)
    const audits = await recordsOf(kernel, () => browser.registerPasskey(aKey(kernel)))
    expect(audits).toMatchObject([
      {
        activityDisplayName: 'User registered security info',
        result: 'success',
        initiatedBy: { user: { id: user.id } },
        targetResources: [{ id: user.id }],
      },
    ])
  })
})

describe('what is asked for first', () => {
  test('is what the person has: the passkey, and nothing is added', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator } = await aPasskey(kernel, user)
    const { code } = await aPass(kernel, user)
    await aPolicy(kernel, { grant: { authenticationStrength: phishingResistant } })
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
    await browser.prove('temporaryAccessPass', code.reveal())
    expect(browser.shown.signIn).toMatchObject({ stage: 'prove', asked: 'fido2', alternatives: [], why: 'more' })
    await browser.provePasskey(authenticator)
    expect(await browser.signedIn()).toMatchObject({ session: { proofs: [{}, { kind: 'fido2' }] } })
  })

  test('is the app, before a passkey may be added to it', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const password = await aPassword(kernel, user)
    const app = await anAuthenticatorApp(kernel, user)
    await aPolicy(kernel, { grant: { authenticationStrength: phishingResistant } })
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    await browser.prove('password', password)
    expect(browser.shown.signIn).toMatchObject({ stage: 'prove', asked: 'softwareOath' })
    await browser.prove('softwareOath', app.code())
    expect(browser.shown.signIn).toMatchObject({ stage: 'register', asked: 'fido2' })
    await browser.registerPasskey(aKey(kernel))
    expect(await browser.signedIn()).toBeDefined()
  })

  test('is a passkey or an app, as the person likes, where a password is all there is and factors are asked for', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const password = await aPassword(kernel, user)
    await aPolicy(kernel, { grant: { builtInControls: ['mfa'] } })
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    const [record] = await signInsOf(kernel, () => browser.prove('password', password))
    expect(record).toMatchObject({
      status: { errorCode: 50072 },
      authenticationRequirement: 'multiFactorAuthentication',
      conditionalAccessStatus: 'failure',
    })
    expect(browser.shown.signIn).toMatchObject({ stage: 'register', asked: 'fido2', alternatives: ['softwareOath'] })
    await browser.choose('softwareOath')
    await browser.registerApp(() => '000000')
    expect([browser.shown.signIn.stage, browser.problem]).toEqual(['register', 'registrationFailed'])
    await browser.registerApp()
    expect(await browser.signedIn()).toMatchObject({
      actor: { multifactor: true },
      session: { proofs: [{ kind: 'password' }, { kind: 'softwareOath' }] },
    })
  })
})

describe('a password alone adds nothing', () => {
  test.each([
    ['where the person holds a passkey that may not be used', aPasskey],
    ['where the person holds an app', anAuthenticatorApp],
  ] as const)('%s', async (_, hold) => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const password = await aPassword(kernel, user)
    await hold(kernel, user)
    await setPolicy(kernel, hold === aPasskey ? 'Fido2' : 'SoftwareOath', {
      excludeTargets: [{ targetType: 'user', id: user.id }],
    })
    await aPolicy(kernel, { grant: { builtInControls: ['mfa'] } })
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    const [record] = await signInsOf(kernel, () => browser.prove('password', password))
    expect([browser.shown.signIn.stage, browser.problem]).toEqual(['blocked', 'accessBlocked'])
    expect(record).toMatchObject({ status: { errorCode: 50076 } })
  })

  test('where no policy asks for more', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const password = await aPassword(kernel, user)
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    await browser.prove('password', password)
    expect(await browser.signedIn()).toMatchObject({ actor: { multifactor: false } })
  })

  test('where the policy on registering asks for more factors, and says that a pass would do', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const password = await aPassword(kernel, user)
    await aPolicy(kernel, { grant: { builtInControls: ['mfa'] } })
    await aPolicy(kernel, { ...onRegistration, grant: { builtInControls: ['mfa'] } })
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    const [record] = await signInsOf(kernel, () => browser.prove('password', password))
    expect(browser.shown.signIn).toMatchObject({
      stage: 'blocked',
      problem: { message: expect.stringContaining('Temporary Access Pass') },
    })
    expect(record).toMatchObject({ status: { errorCode: 53010 } })
  })
})

describe('a policy on registering security information', () => {
  test('blocks it at a forbidden place, spends nothing, and says so', async () => {
    await using kernel = await openTestKernel()
    const { id } = await visitorsNetwork(kernel)
    await aPolicy(kernel, {
      conditions: { ...onRegistration.conditions, locations: { includeLocations: [id], excludeLocations: [] } },
    })
    const { browser, code } = await atRegistration(kernel)
    expect(browser.shown.signIn).toMatchObject({
      stage: 'blocked',
      problem: { code: 'accessBlocked', message: expect.stringContaining('add a way to sign in') },
    })
    const elsewhere = new Visitor(kernel, { ipAddress: '198.51.100.4' })
    await elsewhere.goTo(browser.shown.signIn.userName, 'temporaryAccessPass')
    await elsewhere.prove('temporaryAccessPass', code)
    expect(elsewhere.shown.signIn.stage).toBe('register')
  })

  test('is met by a pass where it asks for factors, so that a pass is good for registering and nothing else', async () => {
    await using kernel = await openTestKernel()
    await aPolicy(kernel, { ...onRegistration, grant: { builtInControls: ['mfa'] } })
    const { browser } = await atRegistration(kernel)
    expect(browser.session).toBeUndefined()
    await browser.registerPasskey(aKey(kernel))
    expect(await browser.signedIn()).toBeDefined()
  })

  test('that is made meanwhile keeps the method from being added', async () => {
    await using kernel = await openTestKernel()
    const { browser } = await atRegistration(kernel)
    await aPolicy(kernel, { ...onRegistration })
    await browser.registerPasskey(aKey(kernel))
    expect([browser.problem, browser.session]).toEqual(['accessBlocked', undefined])
    expect(await passkeysIn(kernel)).toEqual([])
  })
})

describe('while something is added', () => {
  test('the pass may end, and then nothing is', async () => {
    await using kernel = await openTestKernel()
    const { browser } = await atRegistration(kernel)
    kernel.clock.advanceSeconds(600)
    await browser.registerPasskey(aKey(kernel))
    expect([browser.problem, browser.session]).toEqual(['expired', undefined])
    expect(await passkeysIn(kernel)).toEqual([])
  })

  test('the account may be switched off, and then nothing is', async () => {
    await using kernel = await openTestKernel()
    const { browser, user } = await atRegistration(kernel)
    await disable(kernel, user)
    await browser.registerPasskey(aKey(kernel))
    expect(browser.problem).toBe('accountDisabled')
    expect(await passkeysIn(kernel)).toEqual([])
  })

  test('a passkey of a kind that is not accepted is kept, and another one asked for', async () => {
    await using kernel = await openTestKernel()
    const { browser } = await atRegistration(kernel, [aModel])
    await browser.registerPasskey(aKey(kernel))
    expect(browser.shown.signIn).toMatchObject({ stage: 'register', asked: 'fido2', why: 'otherPasskey' })
    expect(browser.session).toBeUndefined()
    expect(await passkeysIn(kernel)).toHaveLength(1)
    await browser.registerPasskey(aKey(kernel, aModel))
    expect(await browser.signedIn()).toBeDefined()
    expect(await passkeysIn(kernel)).toHaveLength(2)
  })

  test('two tabs add one passkey, and the second is told that things moved on', async () => {
    await using kernel = await openTestKernel()
    const { browser } = await atRegistration(kernel)
    const other = await browser.secondTab()
    const outcomes = await Promise.allSettled([
      browser.registerPasskey(aKey(kernel)),
      other.registerPasskey(aKey(kernel)),
    ])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await passkeysIn(kernel)).toHaveLength(1)
    const sessions = await kernel.store.read((r) => r.db.selectFrom('sessions').selectAll().execute())
    expect(sessions).toHaveLength(1)
  })

  test('nothing is proved with another method, and nothing else is added than what is offered', async () => {
    await using kernel = await openTestKernel()
    const { browser } = await atRegistration(kernel)
    expect(await refusalOf(browser.register('softwareOath', { code: '000000' }))).toBe('stepChanged')
    expect(await refusalOf(browser.choose('softwareOath'))).toBe('stepChanged')
    expect(await refusalOf(browser.prove('fido2', {}))).toBe('stepChanged')
    expect(browser.session).toBeUndefined()
  })

  test('a registration may not be answered before anything was proved', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const browser = await new Visitor(kernel).begin()
    expect(await refusalOf(browser.register('fido2', { credential: {} }))).toBe('stepChanged')
    await browser.identify(user.userPrincipalName)
    expect(await refusalOf(browser.register('fido2', { credential: {} }))).toBe('stepChanged')
  })
})
