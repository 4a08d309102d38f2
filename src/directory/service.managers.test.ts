import { expect, test } from 'vitest'
import { applicationActor, aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { recordsOf, refusalOf } from '../../tests/kit/records.ts'
import { deleteUser, readManager, readUser, removeManager, setManager } from './service.ts'

const system = systemActor()

test('a manager is set, replaced and removed, each with its record', async () => {
  await using kernel = await openTestKernel()
  const [user, first, second] = [await aUser(kernel), await aUser(kernel), await aUser(kernel)]
  const set = (manager: string) => recordsOf(kernel, () => setManager(kernel, system, { user: user.id, manager }))
  expect(await set(first.userPrincipalName)).toMatchObject([{ activityDisplayName: 'Set user manager' }])
  expect(await set(first.id)).toEqual([])
  const replaced = await set(second.id)
  expect(replaced[0]?.targetResources).toMatchObject([
    {
      id: user.id,
      modifiedProperties: [{ displayName: 'Manager', oldValue: `["${first.id}"]`, newValue: `["${second.id}"]` }],
    },
    { id: second.id },
  ])
  expect(await readManager(kernel, system, user.id)).toEqual({ manager: second, sight: 'whole' })
  await removeManager(kernel, system, { user: user.id })
  expect(await refusalOf(removeManager(kernel, system, { user: user.id }))).toBe('managerNotFound')
  expect(await refusalOf(readManager(kernel, system, user.id))).toBe('managerNotFound')
})

test('nobody manages themself, however long the way', async () => {
  await using kernel = await openTestKernel()
  const first = await aUser(kernel)
  const second = await aUser(kernel, { manager: first.id })
  const third = await aUser(kernel, { manager: second.id })
  for (const manager of [first, second, third]) {
    const refused = setManager(kernel, system, { user: first.id, manager: manager.id })
    expect(await refusalOf(refused)).toBe('managerCycle')
  }
  expect(await refusalOf(readManager(kernel, system, first.id))).toBe('managerNotFound')
})

test('managers set at once never close a cycle', async () => {
  await using kernel = await openTestKernel()
  for (let round = 0; round < 5; round++) {
    const users = await Promise.all(Array.from({ length: 4 }, () => aUser(kernel)))
    const outcomes = await Promise.allSettled(
      users.map((user, index) =>
        setManager(kernel, system, { user: user.id, manager: users[(index + 1) % 4]?.id ?? '' }),
      ),
    )
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(3)
  }
})

test('a deleted manager is no manager', async () => {
  await using kernel = await openTestKernel()
  const manager = await aUser(kernel)
  const user = await aUser(kernel, { manager: manager.id })
  await deleteUser(kernel, system, { user: manager.id })
  expect(await refusalOf(readManager(kernel, system, user.id))).toBe('managerNotFound')
  expect(await refusalOf(setManager(kernel, system, { user: user.id, manager: manager.id }))).toBe('userNotFound')
})

test('who may not read users is not told whether there is one', async () => {
  await using kernel = await openTestKernel()
  const user = await aUser(kernel)
  for (const key of [user.id, 'nobody@example.com']) {
    expect(await refusalOf(readUser(kernel, applicationActor([]), key))).toBe('insufficientPrivileges')
  }
})
