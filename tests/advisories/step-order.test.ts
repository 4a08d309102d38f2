import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../../src/base/refusal.ts'
import { plusMinutes } from '../../src/base/time.ts'
import type { User } from '../../src/directory/rules.ts'
import type { MethodKind, Proof } from '../../src/methods/rules.ts'
import { isMultifactor } from '../../src/sessions/rules.ts'
import { aUser } from '../kit/builders.ts'
import { openTestKernel, type TestKernel } from '../kit/kernel.ts'
import { anAuthenticatorApp, aPass, aPasskey, aPassword } from '../kit/methods.ts'
import { unrecorded } from '../kit/proving.ts'
import { Visitor } from '../kit/visitor.ts'

const kinds = ['temporaryAccessPass', 'fido2', 'softwareOath', 'password'] as const

/** Two people who have everything; the second has to change the password. */
async function aPerson(kernel: TestKernel, mustChange: boolean) {
  const user = await aUser(kernel)
  const app = await anAuthenticatorApp(kernel, user)
  const { authenticator } = await aPasskey(kernel, user)
  const password = mustChange ? 'correct horse battery' : 'fjord quilt banjo'
  return { user, app, authenticator, password, state: { code: '' }, mustChange }
}
type Person = Awaited<ReturnType<typeof aPerson>>

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('identify' as const), who: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('choose' as const), kind: fc.constantFrom(...kinds) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('prove' as const),
      kind: fc.constantFrom('asked', 'asked', ...kinds),
      whose: fc.nat(1),
      isRight: fc.constantFrom(true, true, false),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('changePassword' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('goBack' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** What an onlooker knows: who was named, and what was answered rightly since. */
interface Known {
  named: User | undefined
  right: Set<string>
  changed: boolean
}

function answerOf(browser: Visitor, person: Person, kind: MethodKind, isRight: boolean): unknown {
  switch (kind) {
    case 'password':
      return isRight ? person.password : 'not this one'
    case 'softwareOath':
      return isRight ? person.app.code() : '000000'
    case 'temporaryAccessPass':
      return isRight ? person.state.code : 'AAAAAAAA'
    case 'fido2': {
      const options = browser.shown.signIn.passkeyOptions as Parameters<typeof person.authenticator.get>[0] | null
      const { allowCredentials: _, ...anybody } = options ?? { challenge: 'bm9uZQ', rpId: 'localhost' }
      return person.authenticator.get(anybody, { breakSignature: !isRight })
    }
  }
}

/** Takes one step; what is refused changes nothing the onlooker knows. */
async function take(given: Step, browser: Visitor, people: readonly Person[], known: Known): Promise<void> {
  switch (given.do) {
    case 'identify': {
      const user = people[given.who]?.user
      await browser.identify(user?.userPrincipalName ?? 'nobody@example.com')
      Object.assign(known, { named: user, right: new Set(), changed: false })
      return
    }
    case 'choose':
      await browser.choose(given.kind)
      return
    case 'prove': {
      const kind = given.kind === 'asked' ? (browser.shown.signIn.asked ?? 'fido2') : given.kind
      const person = people[given.whose]
      if (!person) return
      await browser.prove(kind, answerOf(browser, person, kind, given.isRight))
      if (given.isRight) known.right.add(`${kind} of ${person.user.id}`)
      return
    }
    case 'changePassword':
      await browser.changePassword('seven grey herons wade')
      known.changed = true
      return
    case 'restart':
      await browser.restart()
      Object.assign(known, { named: undefined, right: new Set(), changed: false })
      return
    case 'goBack':
      await browser.restart(browser.version - 1)
  }
}

/** A session belongs to who was named or whose passkey it was, and every proof in it was given for this name. */
function expectEarned(opened: { userId: string; proofs: readonly Proof[] }, people: readonly Person[], known: Known) {
  const person = people.find(({ user }) => user.id === opened.userId)
  if (known.named) expect(opened.userId).toBe(known.named.id)
  else expect(opened.proofs.map(({ kind }) => kind)).toEqual(['fido2'])
  for (const { kind } of opened.proofs) expect(known.right).toContain(`${kind} of ${opened.userId}`)
  expect(isMultifactor(opened.proofs)).toBe(true)
  const byPassword = opened.proofs.some(({ kind }) => kind === 'password')
  if (byPassword && person?.mustChange) expect(known.changed).toBe(true)
}

async function walk(kernel: TestKernel, people: readonly Person[], steps: readonly Step[]): Promise<boolean> {
  await unrecorded(kernel, (w) => w.db.deleteFrom('throttles').execute())
  for (const person of people) {
    await aPassword(kernel, person.user, person.password, person.mustChange)
    person.state.code = (await aPass(kernel, person.user, { isUsableOnce: true })).code.reveal()
  }
  kernel.clock.set(plusMinutes(kernel.clock.now(), 1))
  const browser = await new Visitor(kernel).begin()
  const known: Known = { named: undefined, right: new Set(), changed: false }
  for (const given of steps) {
    kernel.clock.advanceSeconds(30)
    try {
      await take(given, browser, people, known)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      expect(['stepChanged', 'signInExpired']).toContain(error.code)
    }
    const { opened } = browser.shown
    if (opened) {
      expectEarned(opened.session, people, known)
      return true
    }
  }
  expect(browser.session).toBeUndefined()
  return false
}

test('no order of steps, right and wrong, of one’s own and of somebody else’s, opens a session that was not earned', {
  timeout: 120_000,
}, async () => {
  await using kernel = await openTestKernel()
  const people = [await aPerson(kernel, false), await aPerson(kernel, true)]
  const ways = { opened: 0, closed: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
      ways[(await walk(kernel, people, steps)) ? 'opened' : 'closed']++
    }),
    { numRuns: 150 },
  )
  expect(ways.opened).toBeGreaterThan(10)
  expect(ways.closed).toBeGreaterThan(10)
})
