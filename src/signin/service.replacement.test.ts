import { expect, test } from 'vitest'
import { aUser } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { aPass, aPassword } from '../../tests/kit/methods.ts'
import { Visitor } from '../../tests/kit/visitor.ts'

const sessions = (kernel: TestKernel) =>
  kernel.store.read((r) => r.db.selectFrom('sessions').select(['ended_at', 'ended_reason']).execute())

/** A browser signed in with a pass of somebody's, and another one that shows what becomes of that session. */
async function signedIn(kernel: TestKernel) {
  const user = await aUser(kernel)
  const code = (await aPass(kernel, user)).code.reveal()
  const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
  await browser.prove('temporaryAccessPass', code)
  return { user, code, browser, before: new Visitor(kernel, { session: browser.session ?? '' }) }
}

test('a sign-in in a browser that has a session ends that session in the same write', async () => {
  await using kernel = await openTestKernel()
  const { user, code, browser, before } = await signedIn(kernel)
  await (await browser.begin(user)).prove('temporaryAccessPass', code)
  expect(browser.session).not.toBe(before.session)
  expect(await browser.signedIn()).toMatchObject({ actor: { userId: user.id } })
  expect(await before.signedIn()).toBeUndefined()
  expect((await sessions(kernel)).toSorted((one) => (one.ended_at === null ? -1 : 1))).toEqual([
    { ended_at: null, ended_reason: null },
    { ended_at: kernel.clock.now(), ended_reason: 'The person signed in again' },
  ])
})

test('so does a sign-in of another person, and one that ends with a new password', async () => {
  await using kernel = await openTestKernel()
  const { user, browser, before } = await signedIn(kernel)
  const other = await aUser(kernel)
  const password = await aPassword(kernel, other, undefined, true)
  await browser.goTo(other.userPrincipalName, 'password')
  await browser.prove('password', password)
  expect(await before.signedIn()).toMatchObject({ actor: { userId: user.id } })
  await browser.changePassword('seven grey herons wade')
  expect(await browser.signedIn()).toMatchObject({ actor: { userId: other.id } })
  expect(await before.signedIn()).toBeUndefined()
})

test('a sign-in that fails leaves the session of the browser alone', async () => {
  await using kernel = await openTestKernel()
  const { user, browser } = await signedIn(kernel)
  await (await browser.begin(user)).prove('temporaryAccessPass', 'AAAAAAAA')
  expect(browser.problem).toBe('wrong')
  expect(await browser.signedIn()).toMatchObject({ actor: { userId: user.id } })
  expect(await sessions(kernel)).toEqual([{ ended_at: null, ended_reason: null }])
})

test('the session of another browser goes on', async () => {
  await using kernel = await openTestKernel()
  const { user, code, browser } = await signedIn(kernel)
  const other = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
  await other.prove('temporaryAccessPass', code)
  expect(await browser.signedIn()).toBeDefined()
  expect(await other.signedIn()).toBeDefined()
})
