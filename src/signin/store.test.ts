import { expect, test } from 'vitest'
import { aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { aPass } from '../../tests/kit/methods.ts'
import { refusalOf } from '../../tests/kit/records.ts'
import { Visitor } from '../../tests/kit/visitor.ts'
import { currentSignIn } from './service.ts'

/** What an attempt looked like before it knew applications, policies and what may be added. */
async function asBefore(kernel: TestKernel, names: readonly string[]): Promise<void> {
  await kernel.store.write(systemActor(), async (w) => {
    w.unrecorded('set up by a test')
    const { id, state } = await w.db.selectFrom('sign_in_attempts').selectAll().executeTakeFirstOrThrow()
    const kept = Object.entries(JSON.parse(state)).filter(([name]) => !names.includes(name))
    await w.db
      .updateTable('sign_in_attempts')
      .set({ state: JSON.stringify(Object.fromEntries(kept)) })
      .where('id', '=', id)
      .execute()
  })
}

const newNames = ['app', 'userAction', 'stepUp', 'why', 'wantsModel', 'mayPutOff']

test.each([...newNames.map((name) => ({ names: [name] })), { names: newNames }])(
  'an attempt that an earlier version began, without $names, is over, and another one begins',
  async ({ names }) => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { code } = await aPass(kernel, user)
    const browser = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
    await asBefore(kernel, names)
    const context = { kernel, methods: [], origin: browser.origin }
    expect(await currentSignIn(context, browser.token)).toBeUndefined()
    expect(await refusalOf(browser.prove('temporaryAccessPass', code.reveal()))).toBe('signInExpired')
    const again = await new Visitor(kernel).goTo(user.userPrincipalName, 'temporaryAccessPass')
    await again.prove('temporaryAccessPass', code.reveal())
    expect(await again.signedIn()).toBeDefined()
  },
)
