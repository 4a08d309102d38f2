import { describe, expect, test } from 'vitest'
import { aUser } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { anAuthenticatorApp, aPass, aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { setPolicy } from '../../tests/kit/proving.ts'
import { refusalOf, signInsOf } from '../../tests/kit/records.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import { plusMinutes } from '../base/time.ts'

const rowsOf = (kernel: TestKernel, table: 'sign_in_attempts' | 'throttles' | 'sessions') =>
  kernel.store.read((r) => r.db.selectFrom(table).selectAll().execute())

const step = (authenticationMethod: string, succeeded = true) => ({ authenticationMethod, succeeded })

describe('somebody gets in', () => {
  test('with a pass, for as long as it lasts, as someone of several factors', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { code, pass } = await aPass(kernel, user, { isUsableOnce: true })
    const browser = new Visitor(kernel)
    await browser.begin()
    expect((await browser.identify(user.userPrincipalName)).signIn).toMatchObject({
      stage: 'prove',
      asked: 'temporaryAccessPass',
      alternatives: ['fido2', 'password'],
    })
    const [record, ...others] = await signInsOf(kernel, () => browser.prove('temporaryAccessPass', code.reveal()))
    const signedIn = await browser.signedIn()
    expect(signedIn).toMatchObject({
      actor: { userId: user.id, multifactor: true },
      session: { passId: pass.id, expiresAt: plusMinutes(kernel.clock.now(), 10) },
    })
    expect(others).toEqual([])
    expect(record).toMatchObject({
      userId: user.id,
      userPrincipalName: user.userPrincipalName,
      userDisplayName: user.displayName,
      ipAddress: browser.origin.ipAddress,
      status: { errorCode: 0 },
      authenticationRequirement: 'multiFactorAuthentication',
      authenticationDetails: [step('Temporary Access Pass')],
      sessionId: signedIn?.session.id,
      isInteractive: true,
    })
    expect(await rowsOf(kernel, 'sign_in_attempts')).toEqual([])
    expect((await rowsOf(kernel, 'throttles')).filter(({ failures }) => failures > 0)).toEqual([])
  })

  test('with a passkey, without saying who it is', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator, id } = await aPasskey(kernel, user)
    const browser = await new Visitor(kernel).begin()
    const [record] = await signInsOf(kernel, () => browser.provePasskey(authenticator))
    expect(await browser.signedIn()).toMatchObject({
      actor: { userId: user.id, multifactor: true },
      session: { passId: null, proofs: [{ kind: 'fido2', methodId: id }] },
    })
    expect(record).toMatchObject({
      userId: user.id,
      userPrincipalName: user.userPrincipalName,
      status: { errorCode: 0 },
      authenticationDetails: [step('Passkey (FIDO2)')],
    })
  })

  test('with a passkey after the name, which is asked before the password', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await aPassword(kernel, user)
    const { authenticator } = await aPasskey(kernel, user)
    const browser = await new Visitor(kernel).begin()
    expect((await browser.identify(user.userPrincipalName)).signIn.asked).toBe('fido2')
    await browser.provePasskey(authenticator)
    expect(await browser.signedIn()).toMatchObject({ actor: { userId: user.id, multifactor: true } })
  })

  test('with a password alone where there is nothing else, as someone of one factor', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const password = await aPassword(kernel, user)
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    const [record] = await signInsOf(kernel, () => browser.prove('password', password))
    expect(await browser.signedIn()).toMatchObject({ actor: { multifactor: false, roles: [] } })
    expect(record).toMatchObject({
      status: { errorCode: 0 },
      authenticationRequirement: 'singleFactorAuthentication',
      authenticationDetails: [step('Password')],
    })
  })
})

describe('after a password', () => {
  /** Somebody with every second factor, whose password was just proved. */
  async function atSecondFactor(kernel: TestKernel) {
    const user = await aUser(kernel)
    const password = await aPassword(kernel, user)
    const app = await anAuthenticatorApp(kernel, user)
    const { authenticator } = await aPasskey(kernel, user)
    const { code } = await aPass(kernel, user)
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    await browser.prove('password', password)
    return { user, app, authenticator, code: code.reveal(), browser }
  }

  test('every second factor that the person has is offered, the password no more, and nothing is open yet', async () => {
    await using kernel = await openTestKernel()
    const { browser } = await atSecondFactor(kernel)
    expect(browser.shown).toMatchObject({
      signIn: { stage: 'prove', asked: 'temporaryAccessPass', alternatives: ['fido2', 'softwareOath'] },
    })
    expect(await rowsOf(kernel, 'sessions')).toEqual([])
    expect(await refusalOf(browser.choose('password'))).toBe('stepChanged')
  })

  test.each([
    ['a code of the app', 'softwareOath', 'OATH verification code'],
    ['a pass', 'temporaryAccessPass', 'Temporary Access Pass'],
    ['a passkey', 'fido2', 'Passkey (FIDO2)'],
  ] as const)('%s makes the second factor, and one record tells both', async (_name, kind, logName) => {
    await using kernel = await openTestKernel()
    const { user, app, authenticator, code, browser } = await atSecondFactor(kernel)
    if (browser.shown.signIn.asked !== kind) await browser.choose(kind)
    const records = await signInsOf(kernel, () => {
      if (kind === 'fido2') return browser.provePasskey(authenticator)
      return browser.prove(kind, kind === 'softwareOath' ? app.code() : code)
    })
    expect(await browser.signedIn()).toMatchObject({
      actor: { userId: user.id, multifactor: true },
      session: { proofs: [{ kind: 'password' }, { kind }] },
    })
    expect(records).toHaveLength(1)
    expect(records[0]).toMatchObject({
      status: { errorCode: 0 },
      authenticationRequirement: 'multiFactorAuthentication',
      authenticationDetails: [step('Password'), step(logName)],
    })
  })

  test('an app alone is never asked for, and opens nothing', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const app = await anAuthenticatorApp(kernel, user)
    const browser = await new Visitor(kernel).begin()
    const { signIn } = await browser.identify(user.userPrincipalName)
    expect([signIn.asked, ...signIn.alternatives]).not.toContain('softwareOath')
    expect(await refusalOf(browser.choose('softwareOath'))).toBe('stepChanged')
    expect(await refusalOf(browser.prove('softwareOath', app.code()))).toBe('stepChanged')
  })
})

describe('a password that has to be changed', () => {
  test('is changed before anything opens, once, and the old one is worth nothing then', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const first = await aPassword(kernel, user, 'first and borrowed', true)
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    expect(await browser.prove('password', first)).toMatchObject({ signIn: { stage: 'changePassword' } })
    expect(await browser.changePassword('short')).toMatchObject({
      signIn: { stage: 'changePassword', problem: { code: 'unacceptable' } },
    })
    expect(await browser.changePassword(first)).toMatchObject({ signIn: { problem: { code: 'unacceptable' } } })
    expect(await rowsOf(kernel, 'sessions')).toEqual([])
    const records = await signInsOf(kernel, () => browser.changePassword('seven grey herons wade'))
    expect(records).toMatchObject([{ status: { errorCode: 0 }, authenticationDetails: [step('Password')] }])
    expect(await browser.signedIn()).toMatchObject({ actor: { userId: user.id } })

    const again = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    await again.prove('password', first)
    expect(again.problem).toBe('wrong')
    await again.prove('password', 'seven grey herons wade')
    expect(await again.signedIn()).toBeDefined()
  })

  test('is changed after the second factor, not instead of it', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const first = await aPassword(kernel, user, undefined, true)
    const app = await anAuthenticatorApp(kernel, user)
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    expect(await browser.prove('password', first)).toMatchObject({ signIn: { stage: 'prove', asked: 'softwareOath' } })
    expect(await refusalOf(browser.changePassword('seven grey herons wade'))).toBe('stepChanged')
    expect(await browser.prove('softwareOath', app.code())).toMatchObject({ signIn: { stage: 'changePassword' } })
    await browser.changePassword('seven grey herons wade')
    expect(await browser.signedIn()).toMatchObject({ actor: { multifactor: true } })
  })

  test('is not asked of somebody who signs in without it', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    await aPassword(kernel, user, undefined, true)
    const { authenticator } = await aPasskey(kernel, user)
    const browser = await new Visitor(kernel).begin()
    await browser.provePasskey(authenticator)
    expect(await browser.signedIn()).toMatchObject({ actor: { userId: user.id } })
  })
})

test('where the policy wants a password before the pass, the pass is not asked first and opens nothing alone', async () => {
  await using kernel = await openTestKernel()
  const user = await aUser(kernel)
  const password = await aPassword(kernel, user)
  const { code } = await aPass(kernel, user, { isUsableOnce: true })
  await setPolicy(kernel, 'TemporaryAccessPass', { secondFactorOnly: { state: 'enabled' } })
  const browser = await new Visitor(kernel).begin()
  expect((await browser.identify(user.userPrincipalName)).signIn.asked).toBe('password')
  await browser.choose('temporaryAccessPass')
  const [refused] = await signInsOf(kernel, () => browser.prove('temporaryAccessPass', code.reveal()))
  expect(browser.problem).toBe('passBlocked')
  expect(refused).toMatchObject({ userId: user.id, status: { errorCode: 130502 } })
  await browser.choose('password')
  await browser.prove('password', password)
  expect(browser.shown.signIn.asked).toBe('temporaryAccessPass')
  await browser.prove('temporaryAccessPass', code.reveal())
  expect(await browser.signedIn()).toMatchObject({ actor: { userId: user.id, multifactor: true } })
})
