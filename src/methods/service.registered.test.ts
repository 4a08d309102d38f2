import { expect, it } from 'vitest'
import { aUser } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { anAuthenticatorApp, aPass, aPasskey, aPassword } from '../../tests/kit/methods.ts'
import { setPolicy } from '../../tests/kit/proving.ts'
import type { UserId } from '../base/text.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { registeredMethods } from './service.ts'

const kindsOf = async (kernel: Kernel, ids: readonly UserId[]) => {
  const found = await kernel.store.read((r) => registeredMethods(r, ids))
  return ids.map((id) => found.get(id))
}

it('tells of many users at once which kinds of method each of them has', async () => {
  await using kernel = await openTestKernel()
  const [ada, ben, nobody] = [await aUser(kernel), await aUser(kernel), await aUser(kernel)]
  await aPasskey(kernel, ada)
  await aPasskey(kernel, ada, { synced: true })
  await aPassword(kernel, ben)
  await anAuthenticatorApp(kernel, ben)
  await aPass(kernel, ben)
  expect(await kindsOf(kernel, [ada.id, ben.id, nobody.id])).toEqual([
    ['deviceBoundPasskey', 'syncedPasskey'],
    ['password', 'temporaryAccessPass', 'softwareOath'],
    [],
  ])
  expect(await kindsOf(kernel, [])).toEqual([])
})

it('counts a pass only while it could be used', async () => {
  await using kernel = await openTestKernel()
  const user = await aUser(kernel)
  await aPass(kernel, user)
  const { id } = user
  expect(await kindsOf(kernel, [id])).toEqual([['temporaryAccessPass']])
  await setPolicy(kernel, 'TemporaryAccessPass', { state: 'disabled' })
  expect(await kindsOf(kernel, [id])).toEqual([[]])
  await setPolicy(kernel, 'TemporaryAccessPass', { state: 'enabled' })
  kernel.clock.advanceSeconds(3600)
  expect(await kindsOf(kernel, [id])).toEqual([[]])
})
