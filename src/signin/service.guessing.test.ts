import { describe, expect, test } from 'vitest'
import { aUser } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { anAuthenticatorApp, aPass, aPassword } from '../../tests/kit/methods.ts'
import { signInsOf } from '../../tests/kit/records.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import { watchHashes } from '../../tests/kit/watched-hash.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { MethodKind } from '../methods/rules.ts'

const guessers = 64

/** Browsers that stand where the method is asked of the name, each from its own address or all from one. */
const lineUp = (kernel: Kernel, name: string, method: MethodKind, addresses: 'one' | 'many') =>
  Promise.all(
    Array.from({ length: guessers }, (_, index) =>
      new Visitor(kernel, { ipAddress: addresses === 'one' ? '198.51.100.1' : `203.0.113.${index}` }).goTo(
        name,
        method,
      ),
    ),
  )

describe('64 wrong answers in one moment', () => {
  test.each([
    ['from one address', 'one', 5],
    ['from as many addresses', 'many', 30],
  ] as const)('%s: only the free tries are compared, and all are remembered', async (_name, addresses, free) => {
    await using built = await openTestKernel()
    const { kernel, passHash } = watchHashes(built)
    const user = await aUser(kernel)
    await aPass(kernel, user)
    const browsers = await lineUp(kernel, user.userPrincipalName, 'temporaryAccessPass', addresses)
    const records = await signInsOf(kernel, () =>
      Promise.all(browsers.map((browser) => browser.prove('temporaryAccessPass', 'AAAAAAAA'))),
    )
    expect(passHash.verified).toBe(free)
    expect(records).toHaveLength(guessers)
    expect(browsers.filter(({ problem }) => problem === 'wait')).toHaveLength(guessers - free)
  })

  test('of a password, and under a name nobody has, are limited alike', async () => {
    await using built = await openTestKernel()
    const { kernel, passHash, passwordHash } = watchHashes(built)
    const user = await aUser(kernel)
    await aPassword(kernel, user)
    for (const name of [user.userPrincipalName, 'nobody@example.com']) {
      const before = passwordHash.verified + passHash.verified
      const ipAddress = name.startsWith('nobody') ? '198.51.100.2' : '198.51.100.3'
      const browsers = await Promise.all(
        Array.from({ length: guessers }, () => new Visitor(kernel, { ipAddress }).goTo(name, 'password')),
      )
      await Promise.all(browsers.map((browser) => browser.prove('password', 'not this one')))
      expect(passwordHash.verified + passHash.verified - before).toBe(5)
    }
  })

  test('of a code after the password are limited too', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const password = await aPassword(kernel, user)
    const app = await anAuthenticatorApp(kernel, user)
    const browsers = await lineUp(kernel, user.userPrincipalName, 'password', 'many')
    for (const browser of browsers) await browser.prove('password', password)
    await Promise.all(browsers.map((browser) => browser.prove('softwareOath', '000000')))
    const problems = browsers.map(({ problem }) => problem)
    expect(problems.filter((problem) => problem === 'wrong')).toHaveLength(30)
    const late = await new Visitor(kernel, { ipAddress: '192.0.2.200' }).goTo(user.userPrincipalName, 'password')
    await late.prove('password', password)
    await late.prove('softwareOath', app.code())
    expect(late.problem).toBe('wait')
  })

  test('keep out neither the owner at a familiar address nor, for long, one at a new address', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const code = (await aPass(kernel, user)).code.reveal()
    const owner = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
    await owner.prove('temporaryAccessPass', code)
    const browsers = await lineUp(kernel, user.userPrincipalName, 'temporaryAccessPass', 'many')
    await Promise.all(browsers.map((browser) => browser.prove('temporaryAccessPass', 'AAAAAAAA')))
    const elsewhere = await new Visitor(kernel, { ipAddress: '192.0.2.201' }).goTo(
      user.userPrincipalName,
      'temporaryAccessPass',
    )
    await elsewhere.prove('temporaryAccessPass', code)
    expect(elsewhere.shown.signIn.problem).toMatchObject({ code: 'wait', retryAfterSeconds: 1 })
    expect(await owner.signedIn()).toBeDefined()
    await owner.goTo(user.userPrincipalName, 'temporaryAccessPass')
    await owner.prove('temporaryAccessPass', code)
    expect(owner.problem).toBeUndefined()
    expect(await owner.signedIn()).toBeDefined()
    kernel.clock.advanceSeconds(1)
    await elsewhere.prove('temporaryAccessPass', code)
    expect(await elsewhere.signedIn()).toBeDefined()
  })
})

test('a right answer forgives the mistakes before it', async () => {
  await using kernel = await openTestKernel()
  const user = await aUser(kernel)
  const code = (await aPass(kernel, user)).code.reveal()
  for (let round = 0; round < 6; round++) {
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
    for (let tries = 0; tries < 4; tries++) await browser.prove('temporaryAccessPass', 'AAAAAAAA')
    await browser.prove('temporaryAccessPass', code)
    expect(browser.session).toBeDefined()
  }
})
