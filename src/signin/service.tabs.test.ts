import { describe, expect, test } from 'vitest'
import { aUser } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { aPass, aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { refusalOf, signInsOf } from '../../tests/kit/records.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import { watchHashes } from '../../tests/kit/watched-hash.ts'
import { plusMinutes } from '../base/time.ts'
import { purgeSignIns } from './service.ts'

const sessionsOpened = async (kernel: TestKernel) =>
  (await kernel.store.read((r) => r.db.selectFrom('sessions').select('id').execute())).length

async function atPass(kernel: TestKernel, isUsableOnce: boolean) {
  const user = await aUser(kernel)
  const code = (await aPass(kernel, user, { isUsableOnce })).code.reveal()
  return { user, code, browser: await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass') }
}

describe('two tabs of one browser', () => {
  test('go on from one step, and the one that comes second is told and spends nothing', async () => {
    await using kernel = await openTestKernel()
    const { code, browser } = await atPass(kernel, true)
    const tab = await browser.secondTab()
    await browser.choose('password')
    const records = await signInsOf(kernel, async () => {
      expect(await refusalOf(tab.prove('temporaryAccessPass', code))).toBe('stepChanged')
      expect(await refusalOf(tab.choose('fido2'))).toBe('stepChanged')
      expect(await refusalOf(tab.restart())).toBe('stepChanged')
    })
    expect(records).toEqual([])
    await browser.choose('temporaryAccessPass')
    await browser.prove('temporaryAccessPass', code)
    expect(await browser.signedIn()).toBeDefined()
  })

  test('answering with a multi-use pass in the same moment open one session', async () => {
    await using kernel = await openTestKernel()
    const { code, browser } = await atPass(kernel, false)
    const tabs = [browser, await browser.secondTab(), await browser.secondTab(), await browser.secondTab()]
    const outcomes = await Promise.allSettled(tabs.map((tab) => tab.prove('temporaryAccessPass', code)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await sessionsOpened(kernel)).toBe(1)
  })

  test('of which one answers right and the other wrong open one session or none, and never lose a one-time pass', async () => {
    await using kernel = await openTestKernel()
    const { user, code, browser } = await atPass(kernel, true)
    const tab = await browser.secondTab()
    await Promise.allSettled([tab.prove('temporaryAccessPass', 'AAAAAAAA'), browser.prove('temporaryAccessPass', code)])
    const opened = await sessionsOpened(kernel)
    const again = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
    await again.prove('temporaryAccessPass', code)
    expect(opened + (again.session === undefined ? 0 : 1)).toBe(1)
  })

  test('choosing a new password in the same moment set one of the two', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const password = await aPassword(kernel, user, undefined, true)
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    await browser.prove('password', password)
    const wished = ['seven grey herons wade', 'four blue whales sing']
    const tabs = [browser, await browser.secondTab()]
    const outcomes = await Promise.allSettled(tabs.map((tab, index) => tab.changePassword(wished[index] ?? '')))
    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled')
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await sessionsOpened(kernel)).toBe(1)
    const again = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    await again.prove('password', wished[winner])
    expect(await again.signedIn()).toBeDefined()
  })

  test('with one passkey answer each of the same challenge open one session', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { authenticator } = await aPasskey(kernel, user)
    const browser = await new Visitor(kernel).begin()
    const tab = await browser.secondTab()
    const assertion = authenticator.get(browser.passkeyOptions())
    await Promise.allSettled([browser.prove('fido2', assertion), tab.prove('fido2', assertion)])
    expect(await sessionsOpened(kernel)).toBe(1)
  })
})

describe('an attempt', () => {
  test('lasts half an hour from its beginning, by the clock and not by a job', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const begunAt = kernel.clock.now()
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    kernel.clock.set(plusMinutes(begunAt, 29))
    await browser.prove('password', 'not this one')
    kernel.clock.set(plusMinutes(begunAt, 30))
    const records = await signInsOf(kernel, async () => {
      expect(await refusalOf(browser.prove('password', 'not this one'))).toBe('signInExpired')
      expect(await refusalOf(browser.choose('temporaryAccessPass'))).toBe('signInExpired')
      expect(await refusalOf(browser.restart())).toBe('signInExpired')
    })
    expect(records).toEqual([])
    expect(await browser.current()).toBeUndefined()
    expect(await kernel.store.write({ kind: 'anonymous', origin: browser.origin }, purgeSignIns)).toBe(1)
  })

  test('that runs out while an answer is judged opens nothing and spends nothing', async () => {
    await using kernel = await openTestKernel()
    const watched = watchHashes(kernel)
    const { user, code, browser } = await atPass(watched.kernel, true)
    const begunAt = kernel.clock.now()
    kernel.clock.set(plusMinutes(begunAt, 29))
    watched.passHash.meanwhile = async () => kernel.clock.set(plusMinutes(begunAt, 31))
    expect(await refusalOf(browser.prove('temporaryAccessPass', code))).toBe('stepChanged')
    expect(await sessionsOpened(kernel)).toBe(0)
    await browser.goTo(user.userPrincipalName, 'temporaryAccessPass')
    await browser.prove('temporaryAccessPass', code)
    expect(await browser.signedIn()).toBeDefined()
  })

  test('belongs to the browser that has its token, and to no other', async () => {
    await using kernel = await openTestKernel()
    const { code, browser } = await atPass(kernel, true)
    const stranger = await new Visitor(kernel).begin()
    expect(stranger.token).not.toBe(browser.token)
    expect(await refusalOf(stranger.prove('temporaryAccessPass', code, browser.version))).toBe('stepChanged')
    const rows = await kernel.store.read((r) => r.db.selectFrom('sign_in_attempts').selectAll().execute())
    for (const { token } of [browser, stranger]) expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('of somebody who confirms being there is theirs, and signs in nobody else', async () => {
    await using kernel = await openTestKernel()
    const { user, code } = await atPass(kernel, false)
    const { code: others } = await atPass(kernel, true)
    const browser = await new Visitor(kernel).begin(user)
    expect(browser.shown.signIn).toMatchObject({ stage: 'prove', userId: user.id, asked: 'temporaryAccessPass' })
    await browser.prove('temporaryAccessPass', others)
    expect(browser.problem).toBe('wrong')
    await browser.prove('temporaryAccessPass', code)
    expect(await browser.signedIn()).toMatchObject({ actor: { userId: user.id } })
  })
})
