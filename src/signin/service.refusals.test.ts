import { describe, expect, test } from 'vitest'
import { aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { anAuthenticatorApp, aPass, aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { setPolicy } from '../../tests/kit/proving.ts'
import { signInsOf } from '../../tests/kit/records.ts'
import { SoftAuthenticator } from '../../tests/kit/soft-authenticator.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import { plusMinutes } from '../base/time.ts'
import type { User } from '../directory/rules.ts'
import { disableUser, enableUser } from '../directory/service.ts'
import type { PassRequest } from '../methods/temporary-access-pass/rules.ts'
import { eraseExpiredPasses } from '../methods/temporary-access-pass/service.ts'

const passRow = (kernel: TestKernel) =>
  kernel.store.read((r) => r.db.selectFrom('temporary_access_passes').selectAll().executeTakeFirstOrThrow())

const sessionsOpened = async (kernel: TestKernel) =>
  (await kernel.store.read((r) => r.db.selectFrom('sessions').select('id').execute())).length

/** Somebody with a pass, and a browser where it is asked for. */
async function atPass(kernel: TestKernel, request: PassRequest = {}) {
  const user = await aUser(kernel)
  const { code, pass } = await aPass(kernel, user, request)
  const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
  return { user, pass, code: code.reveal(), browser }
}

const tried = (kernel: TestKernel, browser: Visitor, code: string) =>
  signInsOf(kernel, async () => {
    const before = await passRow(kernel)
    await browser.prove('temporaryAccessPass', code)
    expect(await passRow(kernel)).toEqual(before)
  })

const refused = (user: User, errorCode: number, resultDetail: string) => [
  expect.objectContaining({
    userId: user.id,
    userPrincipalName: user.userPrincipalName,
    status: expect.objectContaining({ errorCode }),
    authenticationRequirement: 'singleFactorAuthentication',
    authenticationDetails: [
      expect.objectContaining({ succeeded: false, authenticationStepResultDetail: resultDetail }),
    ],
    sessionId: null,
  }),
]

describe('a pass that does not work', () => {
  test('because the code is wrong, spends nothing, and the right one still works after it', async () => {
    await using kernel = await openTestKernel()
    const { user, code, browser } = await atPass(kernel, { isUsableOnce: true })
    expect(await tried(kernel, browser, 'AAAAAAAA')).toEqual(refused(user, 130503, 'wrong'))
    expect(browser.shown.signIn).toMatchObject({ stage: 'prove', asked: 'temporaryAccessPass' })
    expect(await sessionsOpened(kernel)).toBe(0)
    await browser.prove('temporaryAccessPass', code)
    expect(await browser.signedIn()).toBeDefined()
  })

  test('because it is early, is told with the start to whoever has the code, and to nobody else', async () => {
    await using kernel = await openTestKernel()
    const startAt = plusMinutes(kernel.clock.now(), 60)
    const { user, code, browser } = await atPass(kernel, { startAt, isUsableOnce: true })
    expect(await tried(kernel, browser, 'AAAAAAAA')).toEqual(refused(user, 130503, 'wrong'))
    const wrong = browser.shown.signIn.problem
    expect(await tried(kernel, browser, code)).toEqual(refused(user, 130504, 'passNotYetValid'))
    expect(browser.shown.signIn.problem?.message).toContain('2026-03-02 at 09:00 UTC')
    expect(wrong?.message).not.toContain('2026')
  })

  test('because it has run out, is told so to whoever has the code, until the code is erased', async () => {
    await using kernel = await openTestKernel()
    const { user, code, pass, browser } = await atPass(kernel)
    kernel.clock.set(pass.endAt)
    await browser.goTo(user.userPrincipalName, 'temporaryAccessPass')
    expect(await tried(kernel, browser, 'AAAAAAAA')).toEqual(refused(user, 130504, 'wrong'))
    expect(await tried(kernel, browser, code)).toEqual(refused(user, 130504, 'passExpired'))
    await kernel.store.write(systemActor(), eraseExpiredPasses)
    expect(await tried(kernel, browser, code)).toEqual(refused(user, 130504, 'wrong'))
  })

  test('because it was used, is refused like a wrong one, and the log tells why', async () => {
    await using kernel = await openTestKernel()
    const { user, code, browser } = await atPass(kernel, { isUsableOnce: true })
    await browser.prove('temporaryAccessPass', code)
    const thief = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
    expect(await tried(kernel, thief, code)).toEqual(refused(user, 130505, 'wrong'))
    expect(thief.session).toBeUndefined()
    expect(await browser.signedIn()).toBeDefined()
  })

  test('because the policy blocks it, is told so to whoever has the code, and works when the policy lets it', async () => {
    await using kernel = await openTestKernel()
    const { user, code, browser } = await atPass(kernel, { isUsableOnce: true })
    await setPolicy(kernel, 'TemporaryAccessPass', { state: 'disabled' })
    expect(await tried(kernel, browser, 'AAAAAAAA')).toEqual(refused(user, 130503, 'wrong'))
    expect(await tried(kernel, browser, code)).toEqual(refused(user, 130502, 'passBlocked'))
    await setPolicy(kernel, 'TemporaryAccessPass', { state: 'enabled' })
    await browser.prove('temporaryAccessPass', code)
    expect(await browser.signedIn()).toBeDefined()
  })

  test('because there is none, is refused like a wrong one', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
    const records = await signInsOf(kernel, () => browser.prove('temporaryAccessPass', 'AAAAAAAA'))
    expect(records).toEqual(refused(user, 130507, 'wrong'))
  })

  test("because it is somebody else's, is refused, and the owner's stays as it was", async () => {
    await using kernel = await openTestKernel()
    const { code, browser: owner } = await atPass(kernel, { isUsableOnce: true })
    const { user: other, browser } = await atPass(kernel, { isUsableOnce: true })
    expect(await signInsOf(kernel, () => browser.prove('temporaryAccessPass', code))).toEqual(
      refused(other, 130503, 'wrong'),
    )
    expect(browser.session).toBeUndefined()
    await owner.prove('temporaryAccessPass', code)
    expect(await owner.signedIn()).toBeDefined()
  })
})

describe('an account that is switched off', () => {
  test('hears so with the right pass alone, which is not spent and works once the account is on again', async () => {
    await using kernel = await openTestKernel()
    const { user, code, browser } = await atPass(kernel, { isUsableOnce: true })
    await disableUser(kernel, systemActor(), { user: user.id })
    expect(await tried(kernel, browser, 'AAAAAAAA')).toEqual(refused(user, 130503, 'wrong'))
    expect(browser.shown.signIn.stage).toBe('prove')
    expect(await tried(kernel, browser, code)).toEqual(refused(user, 50057, 'accountDisabled'))
    expect(browser.shown.signIn.stage).toBe('blocked')
    await enableUser(kernel, systemActor(), { user: user.id })
    await browser.goTo(user.userPrincipalName, 'temporaryAccessPass')
    await browser.prove('temporaryAccessPass', code)
    expect(await browser.signedIn()).toBeDefined()
  })

  test('hears so with the right password alone', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel, { accountEnabled: false })
    const password = await aPassword(kernel, user)
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    expect(await signInsOf(kernel, () => browser.prove('password', 'not this one'))).toEqual(
      refused(user, 50126, 'wrong'),
    )
    expect(await signInsOf(kernel, () => browser.prove('password', password))).toEqual(
      refused(user, 50057, 'accountDisabled'),
    )
  })

  test('hears so with a passkey, and the log names it though nobody was named', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator } = await aPasskey(kernel, user)
    await disableUser(kernel, systemActor(), { user: user.id })
    const browser = await new Visitor(kernel).begin()
    expect(await signInsOf(kernel, () => browser.provePasskey(authenticator))).toEqual(
      refused(user, 50057, 'accountDisabled'),
    )
    expect(browser.shown.signIn).toMatchObject({ stage: 'blocked', passkeyOptions: null })
    expect(await sessionsOpened(kernel)).toBe(0)
  })
})

describe('a passkey that does not work', () => {
  test('because the policy blocks it, names its owner in the log and tells the browser nothing of them', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator } = await aPasskey(kernel, user)
    const browser = await new Visitor(kernel).begin()
    await setPolicy(kernel, 'Fido2', { state: 'disabled' })
    const [record] = await signInsOf(kernel, () => browser.provePasskey(authenticator))
    expect(record).toMatchObject({ userId: user.id, status: { errorCode: 135016 } })
    expect(browser.shown.signIn).toMatchObject({ stage: 'identify', userName: '', userId: null })
  })

  test('because nobody knows it, names nobody', async () => {
    await using kernel = await openTestKernel()
    const stranger = new SoftAuthenticator()
    stranger.create({ challenge: 'x', rp: { id: 'localhost' }, user: { id: 'bm9ib2R5' } })
    const browser = await new Visitor(kernel).begin()
    const [record] = await signInsOf(kernel, () => browser.provePasskey(stranger))
    expect(record).toMatchObject({ userPrincipalName: '', status: { errorCode: 135018 } })
    expect(record?.['userId']).toMatch(/^0{8}-/)
    expect(browser.problem).toBe('passkeyFailed')
  })
})

test('a wrong second factor is recorded with the password before it, and the password need not be given again', async () => {
  await using kernel = await openTestKernel()
  const user = await aUser(kernel)
  const password = await aPassword(kernel, user)
  const app = await anAuthenticatorApp(kernel, user)
  const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
  await browser.prove('password', password)
  const [record] = await signInsOf(kernel, () => browser.prove('softwareOath', '000000'))
  expect(record).toMatchObject({
    status: { errorCode: 500121 },
    authenticationDetails: [
      { authenticationMethod: 'Password', succeeded: true },
      { authenticationMethod: 'OATH verification code', succeeded: false },
    ],
  })
  await browser.prove('softwareOath', app.code())
  expect(await browser.signedIn()).toMatchObject({ actor: { multifactor: true } })
})

test('however many answers fail, neither the attempt nor its records grow', async () => {
  await using kernel = await openTestKernel()
  const { user, browser } = await atPass(kernel)
  const sizes = []
  for (let tries = 0; tries < 30; tries++) {
    const records = await signInsOf(kernel, () => browser.prove('temporaryAccessPass', 'AAAAAAAA'))
    sizes.push(JSON.stringify([records, browser.shown.signIn]).length)
  }
  expect(browser.problem).toBe('wait')
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(400)
  expect(browser.shown.signIn.userId).toBe(user.id)
})
