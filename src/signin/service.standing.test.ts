import { describe, expect, test } from 'vitest'
import { aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { anAuthenticatorApp, aPass, aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { signInsOf } from '../../tests/kit/records.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import { Secret } from '../base/secret.ts'
import { resetPassword } from '../directory/passwords.ts'
import type { User } from '../directory/rules.ts'
import { deleteUser, disableUser, enableUser } from '../directory/service.ts'
import { deletePasskey } from '../methods/passkey/service.ts'
import { revokePass } from '../methods/temporary-access-pass/service.ts'

const stolen = 'first and borrowed'
const fresh = 'seven grey herons wade'

const reset = (kernel: TestKernel, user: User) =>
  resetPassword(kernel, systemActor(), {
    user: user.id,
    password: new Secret('four blue whales sing'),
    mustChange: false,
  })

const stored = (kernel: TestKernel, table: 'passwords' | 'sessions' | 'temporary_access_passes' | 'oath_tokens') =>
  kernel.store.read((r) => r.db.selectFrom(table).selectAll().execute())

/** Somebody whose password was proved and who is asked for a second factor. */
async function atSecondFactor(kernel: TestKernel) {
  const user = await aUser(kernel)
  await aPassword(kernel, user, stolen)
  const app = await anAuthenticatorApp(kernel, user)
  const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
  await browser.prove('password', stolen)
  kernel.clock.advanceSeconds(60)
  return { user, app, browser }
}

/** Somebody who proved all that is needed and has only to choose a new password. */
async function atNewPassword(kernel: TestKernel) {
  const user = await aUser(kernel)
  await aPassword(kernel, user, stolen, true)
  const { code, pass } = await aPass(kernel, user, { isUsableOnce: true })
  const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
  await browser.prove('password', stolen)
  await browser.prove('temporaryAccessPass', code.reveal())
  expect(browser.shown.signIn.stage).toBe('changePassword')
  kernel.clock.advanceSeconds(60)
  return { user, pass, browser }
}

/** Nothing opened, nothing changed, and the log and the person are told. */
async function expectHalted(kernel: TestKernel, browser: Visitor, answer: () => Promise<unknown>, errorCode: number) {
  const before = await stored(kernel, 'passwords')
  const records = await signInsOf(kernel, answer)
  expect(records).toMatchObject([{ status: { errorCode }, sessionId: null }])
  expect(browser.session).toBeUndefined()
  expect(await stored(kernel, 'sessions')).toEqual([])
  expect(await stored(kernel, 'passwords')).toEqual(before)
}

describe('between password and second factor', () => {
  test('a reset makes the old password worth nothing, and the code is not spent for it', async () => {
    await using kernel = await openTestKernel()
    const { user, app, browser } = await atSecondFactor(kernel)
    await reset(kernel, user)
    const before = await stored(kernel, 'oath_tokens')
    await expectHalted(kernel, browser, () => browser.prove('softwareOath', app.code()), 50133)
    expect(await stored(kernel, 'oath_tokens')).toEqual(before)
    expect(browser.shown.signIn).toMatchObject({ stage: 'identify', proofs: [], problem: { code: 'expired' } })
  })

  test('an account that is switched off stays out', async () => {
    await using kernel = await openTestKernel()
    const { user, app, browser } = await atSecondFactor(kernel)
    await disableUser(kernel, systemActor(), { user: user.id })
    await expectHalted(kernel, browser, () => browser.prove('softwareOath', app.code()), 50057)
    expect(browser.shown.signIn.stage).toBe('blocked')
  })

  test('an account that was off for a while begins anew, as its sessions do', async () => {
    await using kernel = await openTestKernel()
    const { user, app, browser } = await atSecondFactor(kernel)
    await disableUser(kernel, systemActor(), { user: user.id })
    await enableUser(kernel, systemActor(), { user: user.id })
    await expectHalted(kernel, browser, () => browser.prove('softwareOath', app.code()), 50133)
  })

  test('an account that was deleted stays out', async () => {
    await using kernel = await openTestKernel()
    const { user, app, browser } = await atSecondFactor(kernel)
    await deleteUser(kernel, systemActor(), { user: user.id })
    await expectHalted(kernel, browser, () => browser.prove('softwareOath', app.code()), 50034)
  })

  test('nothing that happened to somebody else matters', async () => {
    await using kernel = await openTestKernel()
    const { app, browser } = await atSecondFactor(kernel)
    const other = await aUser(kernel)
    await reset(kernel, other)
    await disableUser(kernel, systemActor(), { user: other.id })
    await browser.prove('softwareOath', app.code())
    expect(await browser.signedIn()).toMatchObject({ actor: { multifactor: true } })
  })
})

describe('before the new password is chosen', () => {
  test('a reset takes the choice away, so that a thief cannot undo it', async () => {
    await using kernel = await openTestKernel()
    const { user, browser } = await atNewPassword(kernel)
    await reset(kernel, user)
    await expectHalted(kernel, browser, () => browser.changePassword(fresh), 50133)
    expect(browser.shown.signIn).toMatchObject({ stage: 'identify', proofs: [], problem: { code: 'expired' } })
  })

  test('a reset in the same moment leaves the thief nothing either, whoever comes first', async () => {
    await using kernel = await openTestKernel()
    const { user, browser } = await atNewPassword(kernel)
    await Promise.allSettled([browser.changePassword(fresh), reset(kernel, user)])
    expect(await browser.signedIn()).toBeUndefined()
    const again = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    await again.prove('password', fresh)
    expect(again.problem).toBe('wrong')
  })

  test('a pass that was deleted or replaced takes the sign-in with it', async () => {
    for (const end of ['delete', 'replace'] as const) {
      await using kernel = await openTestKernel()
      const { user, pass, browser } = await atNewPassword(kernel)
      if (end === 'delete') await revokePass(kernel, systemActor(), { user: user.id, passId: pass.id })
      else await aPass(kernel, user)
      await expectHalted(kernel, browser, () => browser.changePassword(fresh), 50133)
    }
  })

  test('the ten minutes of a one-time pass are not made longer', async () => {
    await using kernel = await openTestKernel()
    const { browser } = await atNewPassword(kernel)
    kernel.clock.advanceSeconds(9 * 60)
    await expectHalted(kernel, browser, () => browser.changePassword(fresh), 50133)
  })

  test('an account that is switched off stays out', async () => {
    await using kernel = await openTestKernel()
    const { user, browser } = await atNewPassword(kernel)
    await disableUser(kernel, systemActor(), { user: user.id })
    await expectHalted(kernel, browser, () => browser.changePassword(fresh), 50057)
    expect(browser.shown.signIn.stage).toBe('blocked')
  })

  test('a second factor that was taken away counts no more', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await aPassword(kernel, user, stolen, true)
    const { authenticator, id } = await aPasskey(kernel, user)
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    await browser.prove('password', stolen)
    await browser.provePasskey(authenticator)
    await deletePasskey(kernel, systemActor(), { user: user.id, passkeyId: id })
    await expectHalted(kernel, browser, () => browser.changePassword(fresh), 50133)
  })

  test('nothing having happened, it is chosen', async () => {
    await using kernel = await openTestKernel()
    const { user, pass, browser } = await atNewPassword(kernel)
    await browser.changePassword(fresh)
    expect(await browser.signedIn()).toMatchObject({ actor: { userId: user.id }, session: { passId: pass.id } })
  })
})
