import { expect, test } from 'vitest'
import { anAdministrator, aRole, aUnit, aUser, holding, systemActor } from '../../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../../tests/kit/kernel.ts'
import type { UserId } from '../../base/text.ts'
import { roleIds } from '../../roles/rules.ts'
import { updateRole } from '../../roles/service.ts'
import { updateSecurityDefaults } from '../tenant/service.ts'
import { decide, isAnyPolicyInForce, whatIf } from './service.ts'

const outcomeOf = async (kernel: TestKernel, userId: UserId) => {
  const held = { proofs: [{ mode: 'password' }], passwordChanged: false } as const
  const question = {
    userId,
    target: { applications: ['mail'] },
    clientAppType: 'browser',
    platform: null,
    ipAddress: '192.0.2.1',
    country: null,
    transferMethod: null,
    held,
  } as const
  return (await kernel.store.read((read) => decide(kernel, read, question))).outcome
}

const inForce = (kernel: TestKernel) =>
  kernel.store.read((read) => isAnyPolicyInForce(kernel, read, { applications: ['mail'] }))

test('in a fresh tenant administrators need more than a password, and others do not', async () => {
  await using kernel = await openTestKernel()
  const { user } = await anAdministrator(kernel, roleIds.helpdeskAdministrator)
  expect(await inForce(kernel)).toBe(true)
  expect(await outcomeOf(kernel, user.id)).toBe('required')
  expect(await outcomeOf(kernel, (await aUser(kernel)).id)).toBe('granted')
})

test('security defaults end and begin with the switch', async () => {
  await using kernel = await openTestKernel()
  const { user } = await anAdministrator(kernel, roleIds.globalReader)
  for (const isEnabled of [false, true]) {
    await updateSecurityDefaults(kernel, systemActor(), { isEnabled })
    expect(await inForce(kernel)).toBe(isEnabled)
    expect(await outcomeOf(kernel, user.id)).toBe(isEnabled ? 'required' : 'granted')
  }
})

test('whoever holds a role of the tenant’s own, for one unit only, is an administrator until it is switched off', async () => {
  await using kernel = await openTestKernel()
  const [user, unit] = [await aUser(kernel), await aUnit(kernel)]
  const role = await aRole(kernel, ['users/password/update'])
  await holding(kernel, user, role.id, unit)
  expect(await outcomeOf(kernel, user.id)).toBe('required')
  await updateRole(kernel, systemActor(), { role: role.id, change: { isEnabled: false } })
  expect(await outcomeOf(kernel, user.id)).toBe('granted')
})

test('What If tells of security defaults beside the policies, while they are on', async () => {
  await using kernel = await openTestKernel()
  const { user } = await anAdministrator(kernel, roleIds.globalAdministrator)
  const ask = async () => {
    const identity = { kind: 'user', userId: user.id } as const
    const { results } = await whatIf(kernel, systemActor(), { identity, target: { applications: ['mail'] } })
    return results.map(({ policy, applies }) => [policy.id, policy.displayName, applies])
  }
  expect(await ask()).toEqual([['00000000-0000-0000-0000-000000000005', 'Security defaults', true]])
  await updateSecurityDefaults(kernel, systemActor(), { isEnabled: false })
  expect(await ask()).toEqual([])
})
