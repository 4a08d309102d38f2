import { describe, expect, test } from 'vitest'
import { aPolicy, phishingResistant } from '../../tests/kit/access-in-force.ts'
import { aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { anAuthenticatorApp, aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { signInsOf } from '../../tests/kit/records.ts'
import { SoftAuthenticator } from '../../tests/kit/soft-authenticator.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import { createPublicApplication } from '../applications/service.ts'
import { deletePolicy } from '../policies/conditional-access/service.ts'
import { endSessionsOf } from '../sessions/service.ts'

/** Somebody signed in with a password and an app, and an application that asks for phishing resistance. */
async function atOwnPages(kernel: TestKernel) {
  const user = await aUser(kernel)
  const password = await aPassword(kernel, user)
  const app = await anAuthenticatorApp(kernel, user)
  const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
  await browser.prove('password', password)
  await browser.prove('softwareOath', app.code())
  const application = await createPublicApplication(kernel, systemActor(), {
    displayName: 'Payroll',
    redirectUris: ['https://app.example.com/'],
    delegatedPermissions: [],
  })
  const { appId } = application
  await aPolicy(kernel, { applications: [appId], grant: { authenticationStrength: phishingResistant } })
  return { user, app, password, browser, appId }
}

const sessionsIn = (kernel: TestKernel) => kernel.store.read((r) => r.db.selectFrom('sessions').selectAll().execute())

/** The step-up of the session that this browser has. */
async function stepUp(browser: Visitor, appId: string): Promise<Visitor> {
  const signedIn = await browser.signedIn()
  if (!signedIn) throw new Error('Nobody is signed in')
  return browser.beginFor({ returnTo: '/x', appId, stepUp: signedIn })
}

const everyHour = {
  isEnabled: true,
  value: 1,
  type: 'hours',
  frequencyInterval: 'timeBased',
  authenticationType: 'primaryAndSecondaryAuthentication',
} as const

async function deleteEveryPolicy(kernel: TestKernel): Promise<void> {
  const rows = await kernel.store.read((r) => r.db.selectFrom('access_policies').select('id').execute())
  for (const { id } of rows) await deletePolicy(kernel, systemActor(), { id })
}

const aKey = (kernel: TestKernel) => new SoftAuthenticator({ origin: new URL(kernel.settings.publicUrl).origin })

describe('a session that is worth too little for an application', () => {
  test('is asked for nothing but what is missing, and goes on under another token', async () => {
    await using kernel = await openTestKernel()
    const { user, browser, appId } = await atOwnPages(kernel)
    const { authenticator } = await aPasskey(kernel, user)
    const before = await browser.signedIn()
    const old = browser.session
    await stepUp(browser, appId)
    expect(browser.shown.signIn).toMatchObject({
      stage: 'prove',
      asked: 'fido2',
      alternatives: [],
      why: 'more',
      app: { appId, displayName: 'Payroll' },
    })
    const [record, ...others] = await signInsOf(kernel, () => browser.provePasskey(authenticator))
    const after = await browser.signedIn()
    expect(others).toEqual([])
    expect(after?.session.id).toBe(before?.session.id)
    expect(after?.session.proofs.map(({ kind }) => kind)).toEqual(['password', 'softwareOath', 'fido2'])
    expect(browser.session).not.toBe(old)
    expect(await sessionsIn(kernel)).toHaveLength(1)
    expect(record).toMatchObject({
      appId,
      appDisplayName: 'Payroll',
      status: { errorCode: 0 },
      sessionId: before?.session.id,
      authenticationDetails: [
        { authenticationMethod: 'Previously satisfied' },
        { authenticationMethod: 'Passkey (FIDO2)' },
      ],
    })
  })

  test('leaves a record of what was missing', async () => {
    await using kernel = await openTestKernel()
    const { user, browser, appId } = await atOwnPages(kernel)
    await aPasskey(kernel, user)
    const [record] = await signInsOf(kernel, () => stepUp(browser, appId))
    expect(record).toMatchObject({ status: { errorCode: 50074 }, appId, conditionalAccessStatus: 'failure' })
  })

  test('is led to add a passkey while what was proved is fresh', async () => {
    await using kernel = await openTestKernel()
    const { browser, appId } = await atOwnPages(kernel)
    await stepUp(browser, appId)
    expect(browser.shown.signIn).toMatchObject({ stage: 'register', asked: 'fido2' })
    await browser.registerPasskey(aKey(kernel))
    expect((await browser.signedIn())?.session.proofs.map(({ kind }) => kind)).toContain('fido2')
    expect(await sessionsIn(kernel)).toHaveLength(1)
  })

  test('proves something strong again first, where that is long ago', async () => {
    await using kernel = await openTestKernel()
    const { app, browser, appId } = await atOwnPages(kernel)
    kernel.clock.advanceSeconds(3_600 / 2)
    await stepUp(browser, appId)
    expect(browser.shown.signIn).toMatchObject({ stage: 'prove', asked: 'softwareOath', alternatives: ['password'] })
    await browser.prove('softwareOath', app.code())
    expect(browser.shown.signIn).toMatchObject({ stage: 'prove', asked: 'password' })
    await browser.prove('password', 'fjord quilt banjo')
    expect(browser.shown.signIn.stage).toBe('register')
  })

  test('adds nothing and opens nothing once it has ended', async () => {
    await using kernel = await openTestKernel()
    const { user, browser, appId } = await atOwnPages(kernel)
    await stepUp(browser, appId)
    await kernel.store.write(systemActor(), async (w) => {
      w.unrecorded('ended by a test')
      await endSessionsOf(w, { userId: user.id }, 'test')
    })
    await browser.registerPasskey(aKey(kernel))
    expect([browser.problem, await browser.signedIn()]).toEqual(['expired', undefined])
    expect(await kernel.store.read((r) => r.db.selectFrom('passkeys').selectAll().execute())).toEqual([])
    expect(browser.shown.signIn).toMatchObject({ stage: 'identify', stepUp: null, app: { appId } })
  })

  test('proves anew who they are where a policy asks for it again after hours', async () => {
    await using kernel = await openTestKernel()
    const { app, browser, appId } = await atOwnPages(kernel)
    await deleteEveryPolicy(kernel)
    await aPolicy(kernel, { applications: [appId], grant: null, session: { signInFrequency: everyHour } })
    kernel.clock.advanceSeconds(1_800)
    await browser.signedIn()
    kernel.clock.advanceSeconds(1_800)
    const [record] = await signInsOf(kernel, () => stepUp(browser, appId))
    expect(record).toMatchObject({ status: { errorCode: 70044 } })
    expect(browser.shown.signIn).toMatchObject({ stage: 'prove', asked: 'password', why: 'again' })
    await browser.prove('password', 'fjord quilt banjo')
    expect(browser.shown.signIn).toMatchObject({ stage: 'prove', asked: 'softwareOath' })
    const before = await sessionsIn(kernel)
    await browser.prove('softwareOath', app.code())
    const [session, ...others] = await sessionsIn(kernel)
    expect([session?.id, others]).toEqual([before[0]?.id, []])
    expect((await browser.signedIn())?.session.proofs).toHaveLength(2)
  })

  test('is forgotten where another name is given', async () => {
    await using kernel = await openTestKernel()
    const { browser, appId } = await atOwnPages(kernel)
    await stepUp(browser, appId)
    await browser.restart()
    expect(browser.shown.signIn).toMatchObject({
      stage: 'identify',
      stepUp: null,
      proofs: [],
      returnTo: '/x',
      app: { appId },
    })
  })

  test('is told at once that a policy blocks', async () => {
    await using kernel = await openTestKernel()
    const { browser, appId } = await atOwnPages(kernel)
    await aPolicy(kernel, { applications: [appId] })
    const [record] = await signInsOf(kernel, () => stepUp(browser, appId))
    expect([browser.shown.signIn.stage, browser.problem]).toEqual(['blocked', 'accessBlocked'])
    expect(record).toMatchObject({ status: { errorCode: 53003 }, appId })
    expect(await browser.signedIn()).toBeDefined()
  })
})

describe('a session whose person has to choose a new password', () => {
  const everyTime = { ...everyHour, value: null, type: null, frequencyInterval: 'everyTime' } as const
  const next = 'seven grey herons wade'
  const hashOf = async (kernel: TestKernel) =>
    (await kernel.store.read((r) => r.db.selectFrom('passwords').select('hash').executeTakeFirstOrThrow())).hash

  /** Somebody who signed in with a passkey, and proved all over again that an application asks for every time. */
  async function atNewPassword(kernel: TestKernel) {
    const user = await aUser(kernel)
    const password = await aPassword(kernel, user, undefined, true)
    const { authenticator } = await aPasskey(kernel, user)
    const [browser, elsewhere] = [new Visitor(kernel), new Visitor(kernel)]
    for (const one of [browser, elsewhere]) {
      await one.goTo(user.userPrincipalName, 'fido2')
      await one.provePasskey(authenticator)
    }
    const { appId } = await createPublicApplication(kernel, systemActor(), {
      displayName: 'Payroll',
      redirectUris: ['https://app.example.com/'],
      delegatedPermissions: [],
    })
    await aPolicy(kernel, { applications: [appId], grant: null, session: { signInFrequency: everyTime } })
    kernel.clock.advanceSeconds(360)
    await stepUp(browser, appId)
    await browser.choose('password')
    await browser.prove('password', password)
    await browser.provePasskey(authenticator)
    expect(browser.shown.signIn).toMatchObject({ stage: 'changePassword', stepUp: {} })
    return { user, browser, elsewhere }
  }

  test('goes on with it, and is over everywhere else', async () => {
    await using kernel = await openTestKernel()
    const { browser, elsewhere } = await atNewPassword(kernel)
    const before = await hashOf(kernel)
    await browser.changePassword(next)
    expect(await hashOf(kernel)).not.toBe(before)
    expect(await browser.signedIn()).toBeDefined()
    expect(await elsewhere.signedIn()).toBeUndefined()
  })

  test('sets none once it has ended, also where more would be asked for anyway', async () => {
    await using kernel = await openTestKernel()
    const { user, browser } = await atNewPassword(kernel)
    const before = await hashOf(kernel)
    kernel.clock.advanceSeconds(360)
    await kernel.store.write(systemActor(), async (w) => {
      w.unrecorded('ended by a test')
      await endSessionsOf(w, { userId: user.id }, 'test')
    })
    await browser.changePassword(next)
    expect([await hashOf(kernel), browser.problem]).toEqual([before, 'expired'])
  })

  test('sets none before everything is proved again that counts no more', async () => {
    await using kernel = await openTestKernel()
    const { browser } = await atNewPassword(kernel)
    const before = await hashOf(kernel)
    kernel.clock.advanceSeconds(360)
    await browser.changePassword(next)
    expect([await hashOf(kernel), browser.shown.signIn.stage]).toEqual([before, 'prove'])
  })
})

test('a session that nobody used for too long adds nothing and is not brought back', async () => {
  await using kernel = await openTestKernel({ settings: { sessionIdleMinutes: 5 } })
  const { browser, appId } = await atOwnPages(kernel)
  await stepUp(browser, appId)
  expect(browser.shown.signIn.stage).toBe('register')
  kernel.clock.advanceSeconds(6 * 60)
  await browser.registerPasskey(aKey(kernel))
  expect([browser.problem, await browser.signedIn()]).toEqual(['expired', undefined])
  expect(await kernel.store.read((r) => r.db.selectFrom('passkeys').selectAll().execute())).toEqual([])
})
