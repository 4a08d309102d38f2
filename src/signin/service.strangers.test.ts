import { describe, expect, test } from 'vitest'
import { aUser } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { aPass, aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { refusalOf, signInsOf } from '../../tests/kit/records.ts'
import { SoftAuthenticator } from '../../tests/kit/soft-authenticator.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import { watchHashes } from '../../tests/kit/watched-hash.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { MethodKind } from '../methods/rules.ts'

/** What a step looks like from outside: every value that is not the name's own replaced by its kind. */
function outside({ shown }: Visitor): unknown {
  const { stage, asked, alternatives, problem, passkeyOptions } = shown.signIn
  const seen = { stage, asked, alternatives, problem, passkeyOptions, factors: shown.signIn.proofs.length }
  return JSON.parse(JSON.stringify(seen), (key, value: unknown) => {
    if (key === 'allowCredentials') return 'credentials'
    return key === 'challenge' ? String(value).length : value
  })
}

/** A name nobody has, of which the method is asked first. */
async function nobodyAskedFor(kernel: Kernel, asked: MethodKind): Promise<string> {
  for (let index = 0; index < 40; index++) {
    const name = `nobody${index}@example.com`
    const browser = await new Visitor(kernel, { ipAddress: '192.0.2.99' }).begin()
    if ((await browser.identify(name)).signIn.asked === asked) return name
  }
  throw new Error(`Of no unknown name ${asked} is asked`)
}

function wrongAnswer(browser: Visitor, kind: MethodKind): unknown {
  if (kind !== 'fido2') return kind === 'password' ? 'not this one' : 'AAAAAAAA'
  const stranger = new SoftAuthenticator()
  stranger.create({ challenge: 'x', rp: { id: 'localhost' }, user: { id: 'bm9ib2R5' } })
  return stranger.get({ ...browser.passkeyOptions(), allowCredentials: stranger.credentialIds.map((id) => ({ id })) })
}

const knownUsers: readonly (readonly [string, MethodKind, (kernel: Kernel, name: string) => Promise<unknown>])[] = [
  [
    'with a password',
    'password',
    async (kernel, userPrincipalName) => aPassword(kernel, await aUser(kernel, { userPrincipalName })),
  ],
  [
    'with a passkey',
    'fido2',
    async (kernel, userPrincipalName) => aPasskey(kernel, await aUser(kernel, { userPrincipalName })),
  ],
]

describe.each(knownUsers)('a name nobody has, beside that of somebody %s', (_who, kind, make) => {
  test('is shown the same steps, the same ways, the same words, for the same hashes', async () => {
    await using built = await openTestKernel()
    const { kernel, counts } = watchHashes(built)
    const known = 'ada@example.com'
    await make(kernel, known)
    const unknown = await nobodyAskedFor(kernel, kind)
    await (await new Visitor(kernel).goTo('warm-up@example.com', 'password')).prove('password', 'x')

    const walk = async (name: string) => {
      const before = counts()
      const browser = await new Visitor(kernel, { ipAddress: '192.0.2.50' }).begin()
      const seen: unknown[] = [outside(browser)]
      const see = async (answer: Promise<unknown>) => {
        seen.push(await answer.then(() => outside(browser)))
      }
      await see(browser.identify(name))
      await see(browser.prove(kind, wrongAnswer(browser, kind)))
      for (const other of browser.shown.signIn.alternatives) {
        await see(browser.choose(other))
        await see(browser.prove(other, wrongAnswer(browser, other)))
      }
      seen.push(await refusalOf(browser.choose('softwareOath')), await refusalOf(browser.prove('softwareOath', '1')))
      const after = counts()
      return { seen, hashes: after.map((count, index) => count - (before[index] ?? 0)) }
    }
    const [ofKnown, ofUnknown] = [await walk(known), await walk(unknown)]
    expect(ofUnknown).toEqual(ofKnown)
    expect(ofKnown.hashes).toEqual([0, 1, 0, 1])
  })

  test('waits as long and as early, and the log alone tells them apart', async () => {
    await using kernel = await openTestKernel()
    await make(kernel, 'ada@example.com')
    const unknown = await nobodyAskedFor(kernel, kind)
    const walk = async (name: string, ipAddress: string) => {
      const browser = await new Visitor(kernel, { ipAddress }).goTo(name, 'temporaryAccessPass')
      const problems: unknown[] = []
      const records = await signInsOf(kernel, async () => {
        for (let tries = 0; tries < 8; tries++) {
          await browser.prove('temporaryAccessPass', 'AAAAAAAA')
          problems.push(browser.shown.signIn.problem)
        }
      })
      return { problems, codes: records.map(({ status }) => (status as { readonly errorCode: number }).errorCode) }
    }
    const ofKnown = await walk('ada@example.com', '192.0.2.51')
    const ofUnknown = await walk(unknown, '192.0.2.52')
    expect(ofUnknown.problems).toEqual(ofKnown.problems)
    expect(ofKnown.problems.at(-1)).toMatchObject({ code: 'wait' })
    expect(ofKnown.codes).toEqual([...Array(5).fill(130507), ...Array(3).fill(50053)])
    expect(ofUnknown.codes).toEqual(Array(8).fill(50034))
  })
})

test('a name nobody has gets the same prompt every time, in any spelling, and another one another', async () => {
  await using kernel = await openTestKernel()
  const promptOf = async (name: string) => {
    const { signIn } = await (await new Visitor(kernel).begin()).identify(name)
    const { allowCredentials } = (signIn.passkeyOptions ?? {}) as { readonly allowCredentials?: unknown }
    return { asked: signIn.asked, allowCredentials }
  }
  const name = await nobodyAskedFor(kernel, 'fido2')
  expect(await promptOf(name)).toEqual(await promptOf(` ${name.toUpperCase()} `))
  const prompts = await Promise.all(Array.from({ length: 16 }, (_, index) => promptOf(`other${index}@example.com`)))
  expect(new Set(prompts.map((prompt) => JSON.stringify(prompt))).size).toBeGreaterThan(4)
})

describe('a setting hides who has a pass', () => {
  test('so that its holder is asked like a name nobody has, and can still ask for it', async () => {
    await using kernel = await openTestKernel({ settings: { passPrompt: 'onRequest' } })
    const user = await aUser(kernel)
    const { code } = await aPass(kernel, user)
    const browser = await new Visitor(kernel).begin()
    const { asked } = (await browser.identify(user.userPrincipalName)).signIn
    expect(['fido2', 'password']).toContain(asked)
    const stranger = await new Visitor(kernel).begin()
    await stranger.identify(await nobodyAskedFor(kernel, asked ?? 'password'))
    expect(outside(browser)).toEqual(outside(stranger))
    await browser.choose('temporaryAccessPass')
    await browser.prove('temporaryAccessPass', code.reveal())
    expect(await browser.signedIn()).toMatchObject({ actor: { userId: user.id } })
  })

  test('and the prompt is the same before the pass, while there is one and after it', async () => {
    await using kernel = await openTestKernel({ settings: { passPrompt: 'onRequest' } })
    const user = await aUser(kernel)
    const asked = async () => {
      const browser = await new Visitor(kernel).begin()
      await browser.identify(user.userPrincipalName)
      return outside(browser)
    }
    const before = await asked()
    const { pass } = await aPass(kernel, user)
    expect(await asked()).toEqual(before)
    kernel.clock.set(pass.endAt)
    expect(await asked()).toEqual(before)
  })
})

test('by default the prompt for a pass is the one thing told, and only while the pass works', async () => {
  await using kernel = await openTestKernel()
  const user = await aUser(kernel)
  const asked = async () => (await (await new Visitor(kernel).begin()).identify(user.userPrincipalName)).signIn.asked
  expect(await asked()).not.toBe('temporaryAccessPass')
  const { pass } = await aPass(kernel, user)
  expect(await asked()).toBe('temporaryAccessPass')
  kernel.clock.set(pass.endAt)
  expect(await asked()).not.toBe('temporaryAccessPass')
})
