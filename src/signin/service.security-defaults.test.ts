import { describe, expect, test } from 'vitest'
import { aUser, holding } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { aPassword } from '../../tests/kit/methods.ts'
import { setPolicy } from '../../tests/kit/proving.ts'
import { signInsOf } from '../../tests/kit/records.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import { roleIds } from '../roles/rules.ts'

/** Somebody with a password and nothing else, where nobody may add anything. */
async function withPassword(kernel: TestKernel) {
  const user = await aUser(kernel)
  const password = await aPassword(kernel, user)
  await setPolicy(kernel, 'Fido2', { state: 'disabled' })
  await setPolicy(kernel, 'SoftwareOath', { state: 'disabled' })
  const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'password')
  return { user, password, browser, becomeAdministrator: () => holding(kernel, user, roleIds.helpdeskAdministrator) }
}

const stopped = {
  status: { errorCode: 530035 },
  appliedConditionalAccessPolicies: [{ displayName: 'Security defaults', result: 'failure' }],
}

describe('where security defaults ask for what an administrator neither has nor may add', () => {
  test('the sign-in ends with the number of security defaults', async () => {
    await using kernel = await openTestKernel()
    const { password, browser, becomeAdministrator } = await withPassword(kernel)
    await becomeAdministrator()
    const [record] = await signInsOf(kernel, () => browser.prove('password', password))
    expect([browser.shown.signIn.stage, browser.problem]).toEqual(['blocked', 'accessBlocked'])
    expect(record).toMatchObject(stopped)
  })

  test('a session from before the role is stopped with it at its next request', async () => {
    await using kernel = await openTestKernel()
    const { password, browser, becomeAdministrator } = await withPassword(kernel)
    await browser.prove('password', password)
    const session = await browser.signedIn()
    if (!session) throw new Error('Nobody is signed in')
    await becomeAdministrator()
    const [record] = await signInsOf(kernel, () => browser.beginFor({ returnTo: '/security-info', stepUp: session }))
    expect([browser.shown.signIn.stage, browser.problem]).toEqual(['blocked', 'accessBlocked'])
    expect(record).toMatchObject(stopped)
  })
})
