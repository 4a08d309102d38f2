import { describe, expect, test } from 'vitest'
import { aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { anAuthenticatorApp, aPass, aPassword } from '../../tests/kit/methods.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import { watchHashes } from '../../tests/kit/watched-hash.ts'
import { plusMinutes } from '../base/time.ts'
import { disableUser, enableUser } from '../directory/service.ts'

const counters = async (kernel: TestKernel) =>
  (
    await kernel.store.read((r) => r.db.selectFrom('throttles').select('failures').where('failures', '>', 0).execute())
  ).map((row) => row.failures)

describe('the count of a try', () => {
  test('stays when the sign-in fails, whatever step it was', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const password = await aPassword(kernel, user)
    await anAuthenticatorApp(kernel, user)
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
    await browser.prove('password', password)
    await browser.prove('softwareOath', '000000')
    expect((await counters(kernel)).toSorted()).toEqual([1, 1, 1])
  })

  test('stays when judging breaks, so that a fault is no way to guess without being counted', async () => {
    await using built = await openTestKernel()
    const { kernel, passHash } = watchHashes(built)
    const user = await aUser(kernel)
    const { code } = await aPass(kernel, user)
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
    passHash.meanwhile = () => Promise.reject(new Error('out of memory'))
    await expect(browser.prove('temporaryAccessPass', 'AAAAAAAA')).rejects.toThrow('out of memory')
    expect(await counters(kernel)).toEqual([1, 1, 1])
    passHash.meanwhile = async () => undefined
    await browser.prove('temporaryAccessPass', code.reveal())
    expect(await browser.signedIn()).toBeDefined()
  })

  test('of a password proved does not forgive the codes guessed after it', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const password = await aPassword(kernel, user)
    await anAuthenticatorApp(kernel, user)
    const thief = new Visitor(kernel)
    for (let tries = 0; tries < 6; tries++) {
      await thief.goTo(user.userPrincipalName, 'password')
      await thief.prove('password', password)
      await thief.prove('softwareOath', '000000')
    }
    expect(thief.problem).toBe('wait')
  })
})

describe('a clock that jumps', () => {
  test('back and forth lets a one-time pass in once', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { code } = await aPass(kernel, user, { isUsableOnce: true })
    const now = kernel.clock.now()
    const problems = []
    for (const minutes of [0, -60, 5, -10_000, 1, 10_000, 30]) {
      kernel.clock.set(plusMinutes(now, minutes))
      const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
      await browser.prove('temporaryAccessPass', code.reveal())
      problems.push(browser.problem)
    }
    expect(problems).toEqual([undefined, ...Array(6).fill('wrong')])
  })

  test('back makes a wait longer and never shorter, and forward ends it', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { code } = await aPass(kernel, user)
    const now = kernel.clock.now()
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
    for (let tries = 0; tries < 5; tries++) await browser.prove('temporaryAccessPass', 'AAAAAAAA')
    kernel.clock.set(plusMinutes(now, -10))
    await browser.goTo(user.userPrincipalName, 'temporaryAccessPass')
    await browser.prove('temporaryAccessPass', code.reveal())
    expect(browser.shown.signIn.problem).toMatchObject({ code: 'wait', retryAfterSeconds: 601 })
    kernel.clock.set(plusMinutes(now, 1))
    await browser.goTo(user.userPrincipalName, 'temporaryAccessPass')
    await browser.prove('temporaryAccessPass', code.reveal())
    expect(await browser.signedIn()).toBeDefined()
  })

  test('while a pass is judged is read once, in the write that spends it', async () => {
    await using built = await openTestKernel()
    const { kernel, passHash } = watchHashes(built)
    const user = await aUser(kernel)
    const { code, pass } = await aPass(kernel, user, { isUsableOnce: true })
    kernel.clock.set(plusMinutes(pass.endAt, -1))
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
    passHash.meanwhile = async () => kernel.clock.set(pass.endAt)
    await browser.prove('temporaryAccessPass', code.reveal())
    expect(browser.problem).toBe('passExpired')
    expect(browser.session).toBeUndefined()
  })

  test('back before a revocation opens no session that would be dead, and spends no pass for it', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { code } = await aPass(kernel, user, { isUsableOnce: true, lifetimeMinutes: 480 })
    kernel.clock.advanceSeconds(2 * 3600)
    await disableUser(kernel, systemActor(), { user: user.id })
    await enableUser(kernel, systemActor(), { user: user.id })
    kernel.clock.advanceSeconds(-3600)
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
    await browser.prove('temporaryAccessPass', code.reveal())
    expect(browser.problem).toBe('expired')
    kernel.clock.advanceSeconds(3600)
    await browser.goTo(user.userPrincipalName, 'temporaryAccessPass')
    await browser.prove('temporaryAccessPass', code.reveal())
    expect(await browser.signedIn()).toBeDefined()
  })
})
