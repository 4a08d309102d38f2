import { describe, expect, test } from 'vitest'
import { aUser } from '../../tests/kit/builders.ts'
import { everythingStored } from '../../tests/kit/everything-stored.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { anAuthenticatorApp, aPass, aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { refusalOf } from '../../tests/kit/records.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import type { RefusalCode } from '../base/refusal.ts'
import type { MethodKind } from '../methods/rules.ts'

const fresh = 'seven grey herons wade'
const kinds: readonly MethodKind[] = ['temporaryAccessPass', 'fido2', 'softwareOath', 'password']

/** Refused, and not a byte in the database is another. */
async function expectRefused(kernel: TestKernel, answer: () => Promise<unknown>, code: RefusalCode = 'stepChanged') {
  const before = await everythingStored(kernel)
  expect(await refusalOf(answer())).toBe(code)
  expect(await everythingStored(kernel)).toBe(before)
}

/** Somebody who has everything, with right answers to everything. */
async function prepared(kernel: TestKernel) {
  const user = await aUser(kernel)
  const password = await aPassword(kernel, user, undefined, true)
  const app = await anAuthenticatorApp(kernel, user)
  const { authenticator } = await aPasskey(kernel, user)
  const code = (await aPass(kernel, user, { isUsableOnce: true })).code.reveal()
  const browser = await new Visitor(kernel).begin()
  const assertion = authenticator.get(browser.passkeyOptions())
  const answers: Readonly<Record<MethodKind, unknown>> = {
    password,
    softwareOath: app.code(),
    temporaryAccessPass: code,
    fido2: assertion,
  }
  return { user, browser, answers, authenticator }
}

describe('out of order', () => {
  test('nothing but a name or a passkey is taken at first', async () => {
    await using kernel = await openTestKernel()
    const { browser, answers } = await prepared(kernel)
    for (const kind of kinds) {
      if (kind !== 'fido2') await expectRefused(kernel, () => browser.prove(kind, answers[kind]))
      await expectRefused(kernel, () => browser.choose(kind))
    }
    await expectRefused(kernel, () => browser.changePassword(fresh))
  })

  test('where one thing is asked, right answers to every other are refused and not spent', async () => {
    await using kernel = await openTestKernel()
    const { user, browser, answers } = await prepared(kernel)
    await browser.identify(user.userPrincipalName)
    expect(browser.shown.signIn.asked).toBe('temporaryAccessPass')
    for (const kind of kinds) {
      if (kind !== 'temporaryAccessPass') await expectRefused(kernel, () => browser.prove(kind, answers[kind]))
    }
    await expectRefused(kernel, () => browser.identify(user.userPrincipalName))
    await expectRefused(kernel, () => browser.choose('softwareOath'))
    await expectRefused(kernel, () => browser.choose('temporaryAccessPass'))
    await expectRefused(kernel, () => browser.changePassword(fresh))
    await browser.prove('temporaryAccessPass', answers.temporaryAccessPass)
    expect(await browser.signedIn()).toBeDefined()
  })

  test('where a second factor is asked, nothing else is taken', async () => {
    await using kernel = await openTestKernel()
    const { user, browser, answers } = await prepared(kernel)
    await browser.identify(user.userPrincipalName)
    await browser.choose('password')
    await browser.prove('password', answers.password)
    await browser.choose('softwareOath')
    for (const kind of ['password', 'fido2', 'temporaryAccessPass'] as const) {
      await expectRefused(kernel, () => browser.prove(kind, answers[kind]))
    }
    await expectRefused(kernel, () => browser.identify(user.userPrincipalName))
    await expectRefused(kernel, () => browser.changePassword(fresh))
  })

  test('where a new password is asked, nothing else is taken', async () => {
    await using kernel = await openTestKernel()
    const { user, browser, answers } = await prepared(kernel)
    await browser.identify(user.userPrincipalName)
    await browser.choose('password')
    await browser.prove('password', answers.password)
    await browser.prove('temporaryAccessPass', answers.temporaryAccessPass)
    expect(browser.shown.signIn.stage).toBe('changePassword')
    for (const kind of kinds) {
      await expectRefused(kernel, () => browser.prove(kind, answers[kind]))
      await expectRefused(kernel, () => browser.choose(kind))
    }
    await expectRefused(kernel, () => browser.identify(user.userPrincipalName))
  })

  test('after the end nothing is taken at all', async () => {
    await using kernel = await openTestKernel()
    const { user, browser, answers } = await prepared(kernel)
    await browser.identify(user.userPrincipalName)
    await browser.prove('temporaryAccessPass', answers.temporaryAccessPass)
    for (const version of [browser.version - 1, browser.version]) {
      await expectRefused(kernel, () => browser.prove('temporaryAccessPass', 'x', version), 'signInExpired')
      await expectRefused(kernel, () => browser.changePassword(fresh, version), 'signInExpired')
      await expectRefused(kernel, () => browser.restart(version), 'signInExpired')
    }
  })
})

describe('another way', () => {
  test('forgets the challenge of the way before, which answers nothing any more', async () => {
    await using kernel = await openTestKernel()
    const { user, browser, authenticator } = await prepared(kernel)
    await browser.identify(user.userPrincipalName)
    await browser.choose('fido2')
    const assertion = authenticator.get(browser.passkeyOptions())
    await browser.choose('password')
    expect(browser.shown.signIn.passkeyOptions).toBeNull()
    await expectRefused(kernel, () => browser.prove('fido2', assertion))
    await browser.prove('password', 'not this one')
    expect(browser.problem).toBe('wrong')
    await browser.choose('temporaryAccessPass')
    expect(browser.problem).toBeUndefined()
  })

  test('keeps the name and nothing proved that was not; starting again forgets all of it', async () => {
    await using kernel = await openTestKernel()
    const { user, browser, answers } = await prepared(kernel)
    await browser.identify(user.userPrincipalName)
    await browser.choose('password')
    await browser.choose('temporaryAccessPass')
    expect(browser.shown.signIn).toMatchObject({ userId: user.id, proofs: [], details: [] })
    await browser.choose('password')
    await browser.prove('password', answers.password)
    await browser.choose('softwareOath')
    expect(browser.shown.signIn.proofs).toMatchObject([{ kind: 'password' }])
    await browser.restart()
    expect(browser.shown.signIn).toMatchObject({
      stage: 'identify',
      userName: '',
      userId: null,
      proofs: [],
      details: [],
    })
    await browser.identify(user.userPrincipalName)
    expect(browser.shown.signIn.alternatives).not.toContain('softwareOath')
    await expectRefused(kernel, () => browser.prove('softwareOath', answers.softwareOath))
  })

  test('a password proved for one name is worth nothing for another', async () => {
    await using kernel = await openTestKernel()
    const { user, browser, answers } = await prepared(kernel)
    const victim = await aUser(kernel)
    const app = await anAuthenticatorApp(kernel, victim)
    await aPassword(kernel, victim)
    await browser.identify(user.userPrincipalName)
    await browser.choose('password')
    await browser.prove('password', answers.password)
    await expectRefused(kernel, () => browser.identify(victim.userPrincipalName))
    await browser.restart()
    await browser.identify(victim.userPrincipalName)
    await expectRefused(kernel, () => browser.prove('softwareOath', app.code()))
    await expectRefused(kernel, () => browser.choose('softwareOath'))
  })

  test('a challenge of the first page is worth nothing once a name was given', async () => {
    await using kernel = await openTestKernel()
    const { user, browser, answers } = await prepared(kernel)
    await browser.identify(user.userPrincipalName)
    await browser.choose('fido2')
    await browser.prove('fido2', answers.fido2)
    expect(browser.problem).toBe('passkeyFailed')
    expect(browser.session).toBeUndefined()
  })
})
