import { describe, expect, test } from 'vitest'
import {
  aGroup,
  anAdministrator,
  applicationActor,
  aRole,
  aUnit,
  aUser,
  holding,
  systemActor,
  userActor,
} from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { recordsOf, refusalOf } from '../../tests/kit/records.ts'
import { removeUnit } from '../administrative-units/service.ts'
import { deleteUser, disableUser, updateUser } from '../directory/service.ts'
import { customActions } from './rules/custom-role.ts'
import { everyAction } from './rules/definitions.ts'
import { roleIds } from './rules.ts'
import {
  assignRole,
  defineRole,
  grantsOf,
  listRoles,
  readRole,
  removeRoleAssignment,
  roleGrantsOf,
  undefineRole,
  updateRole,
} from './service.ts'

const directory = 'microsoft.directory'
const issue = `${directory}/users/authenticationMethods/temporaryAccessPass/create`
const reset = `${directory}/users/password/update`
const definer = applicationActor(['RoleManagement.ReadWrite.Directory'])
const unknown = '00000000-0000-4000-8000-00000000dead'
const tierOne = { displayName: 'Tier 1 desk', allowedResourceActions: [issue] }

const customRoles = async (kernel: TestKernel) =>
  (await listRoles(kernel, systemActor())).filter(({ isBuiltIn }) => !isBuiltIn)

test('a role is defined, changed and deleted, each with its record', async () => {
  await using kernel = await openTestKernel()
  const records = await recordsOf(kernel, async () => {
    const role = await defineRole(kernel, definer, { ...tierOne, description: 'Issues passes' })
    expect(role).toEqual({
      id: expect.any(String),
      templateId: role.id,
      displayName: 'Tier 1 desk',
      description: 'Issues passes',
      isBuiltIn: false,
      isEnabled: true,
      version: null,
      allowedResourceActions: [issue],
    })
    await updateRole(kernel, definer, {
      role: role.id,
      change: { allowedResourceActions: [reset, issue.toUpperCase()] },
    })
    expect((await readRole(kernel, systemActor(), role.id.toUpperCase())).allowedResourceActions.toSorted()).toEqual(
      [issue, reset].toSorted(),
    )
    await undefineRole(kernel, definer, { role: role.id })
  })
  expect(records.map(({ activityDisplayName, category }) => [activityDisplayName, category])).toEqual([
    ['Add role definition', 'RoleManagement'],
    ['Delete role definition', 'RoleManagement'],
    ['Update role definition', 'RoleManagement'],
  ])
  expect(await customRoles(kernel)).toEqual([])
})

describe('what a custom role may not be', () => {
  test('the name of another role, built in or not', async () => {
    await using kernel = await openTestKernel()
    const role = await defineRole(kernel, definer, tierOne)
    const other = await aRole(kernel, [issue])
    for (const displayName of ['TIER 1 DESK', 'global administrator']) {
      expect(await refusalOf(defineRole(kernel, definer, { ...tierOne, displayName }))).toBe('roleNameTaken')
      const change = { displayName, isEnabled: false }
      expect(await refusalOf(updateRole(kernel, definer, { role: other.id, change }))).toBe('roleNameTaken')
    }
    expect(await customRoles(kernel)).toEqual(expect.arrayContaining([role, other]))
  })

  test('an action nobody knows, and none at all', async () => {
    await using kernel = await openTestKernel()
    for (const action of ['', '*', `${directory}/*`, `${directory}/users/everything`, 'passes.create', `${issue}/`]) {
      const given = { ...tierOne, allowedResourceActions: [issue, action] }
      expect(await refusalOf(defineRole(kernel, definer, given))).toBe('resourceActionUnknown')
    }
    expect(await refusalOf(defineRole(kernel, definer, { ...tierOne, allowedResourceActions: [] }))).toBe(
      'propertyInvalid',
    )
    expect(await customRoles(kernel)).toEqual([])
  })

  test('an action that gives out rights', async () => {
    await using kernel = await openTestKernel()
    const forbidden = everyAction.filter((action) => !customActions.includes(action))
    expect(forbidden).toEqual(
      expect.arrayContaining([
        `${directory}/roleAssignments/allProperties/allTasks`,
        `${directory}/roleDefinitions/allProperties/allTasks`,
        `${directory}/groupsAssignableToRoles/allProperties/update`,
        `${directory}/administrativeUnits/allProperties/allTasks`,
        `${directory}/applications/allProperties/allTasks`,
        `${directory}/userCredentialPolicies/basic/update`,
      ]),
    )
    for (const action of forbidden) {
      const given = { ...tierOne, allowedResourceActions: [issue, action] }
      expect(await refusalOf(defineRole(kernel, definer, given)), action).toBe('resourceActionNotAllowed')
    }
    expect(await customRoles(kernel)).toEqual([])
  })

  test('a built-in role', async () => {
    await using kernel = await openTestKernel()
    const role = roleIds.helpdeskAdministrator
    const change = { allowedResourceActions: [issue] }
    expect(await refusalOf(updateRole(kernel, definer, { role, change }))).toBe('roleNotCustom')
    expect(await refusalOf(undefineRole(kernel, definer, { role }))).toBe('roleNotCustom')
    expect(await refusalOf(updateRole(kernel, definer, { role: unknown, change }))).toBe('roleNotFound')
  })
})

test('only Global and Privileged Role Administrators and applications with the permission define roles', async () => {
  await using kernel = await openTestKernel()
  const role = await aRole(kernel, [issue])
  const attempts = (actor: Parameters<typeof defineRole>[1]) => [
    () => defineRole(kernel, actor, { ...tierOne, displayName: 'Mine' }),
    () => updateRole(kernel, actor, { role: role.id, change: { description: 'Mine' } }),
    () => undefineRole(kernel, actor, { role: role.id }),
  ]
  for (const roleId of Object.values(roleIds)) {
    const { actor } = await anAdministrator(kernel, roleId)
    const may = roleId === roleIds.globalAdministrator || roleId === roleIds.privilegedRoleAdministrator
    if (may) await updateRole(kernel, actor, { role: role.id, change: { description: roleId } })
    else for (const attempt of attempts(actor)) expect(await refusalOf(attempt())).toBe('insufficientPrivileges')
  }
  const reader = applicationActor(['RoleManagement.Read.Directory'])
  for (const attempt of attempts(reader)) expect(await refusalOf(attempt())).toBe('insufficientPrivileges')
})

test('nobody changes a role they hold, not even through a group', async () => {
  await using kernel = await openTestKernel()
  const role = await aRole(kernel, [issue])
  const [direct, member] = [await aUser(kernel), await aUser(kernel)]
  const group = await aGroup(kernel, { isAssignableToRole: true, members: [member] })
  await assignRole(kernel, systemActor(), { principalId: direct.id, roleDefinitionId: role.id })
  await assignRole(kernel, systemActor(), { principalId: group.id, roleDefinitionId: role.id })
  const change = { allowedResourceActions: [issue, reset] }
  for (const user of [direct, member]) {
    const actor = userActor(user, [roleIds.privilegedRoleAdministrator])
    expect(await refusalOf(updateRole(kernel, actor, { role: role.id, change }))).toBe('notOnYourself')
  }
  expect((await readRole(kernel, systemActor(), role.id)).allowedResourceActions).toEqual([issue])
})

test('a role that somebody holds stays until nobody does', async () => {
  await using kernel = await openTestKernel()
  const [role, user] = [await aRole(kernel, [issue]), await aUser(kernel)]
  const unit = await aUnit(kernel)
  const directoryScopeId = `/administrativeUnits/${unit.id}`
  const made = await assignRole(kernel, definer, { principalId: user.id, roleDefinitionId: role.id, directoryScopeId })
  expect(await refusalOf(undefineRole(kernel, definer, { role: role.id }))).toBe('roleInUse')
  await removeRoleAssignment(kernel, definer, { id: made.id })
  await undefineRole(kernel, definer, { role: role.id })
  expect(await refusalOf(assignRole(kernel, definer, { principalId: user.id, roleDefinitionId: role.id }))).toBe(
    'roleNotFound',
  )
})

test('of a role that goes and somebody who gets it at once, one wins', async () => {
  await using kernel = await openTestKernel()
  for (let round = 0; round < 8; round++) {
    const [role, user] = [await aRole(kernel, [issue]), await aUser(kernel)]
    const given = { principalId: user.id, roleDefinitionId: role.id }
    const both = [() => undefineRole(kernel, definer, { role: role.id }), () => assignRole(kernel, definer, given)]
    const outcomes = await Promise.allSettled((round % 2 ? both : both.toReversed()).map((start) => start()))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const held = (await kernel.store.read((read) => roleGrantsOf(read, user.id))).map(({ roleId }) => roleId)
    const isThere = (await customRoles(kernel)).some(({ id }) => id === role.id)
    expect(held).toEqual(isThere ? [role.id] : [])
  }
})

test('of a unit that goes and a role given for it at once, nothing is left without the other', async () => {
  await using kernel = await openTestKernel()
  const role = await aRole(kernel, [issue])
  for (let round = 0; round < 8; round++) {
    const [unit, user] = [await aUnit(kernel), await aUser(kernel)]
    const directoryScopeId = `/administrativeUnits/${unit.id}`
    const given = { principalId: user.id, roleDefinitionId: role.id, directoryScopeId }
    const both = [() => removeUnit(kernel, systemActor(), { unit: unit.id }), () => assignRole(kernel, definer, given)]
    await Promise.allSettled((round % 2 ? both : both.toReversed()).map((start) => start()))
    expect(await kernel.store.read((read) => roleGrantsOf(read, user.id))).toEqual([])
  }
})

test('a change is felt at once by everybody who holds the role', async () => {
  await using kernel = await openTestKernel()
  const [role, desk, member] = [await aRole(kernel, ['users/basic/update']), await aUser(kernel), await aUser(kernel)]
  const rename = async (jobTitle: string) => {
    const actor = userActor(desk, await kernel.store.read((read) => roleGrantsOf(read, desk.id)))
    return updateUser(kernel, actor, { user: member.id, change: { jobTitle } })
  }
  await holding(kernel, desk, role.id)
  await rename('One')
  await updateRole(kernel, definer, { role: role.id, change: { isEnabled: false } })
  expect(await refusalOf(rename('Two'))).toBe('insufficientPrivileges')
  await updateRole(kernel, definer, { role: role.id, change: { isEnabled: true } })
  await rename('Three')
  await updateRole(kernel, definer, { role: role.id, change: { allowedResourceActions: [issue] } })
  expect(await refusalOf(rename('Four'))).toBe('insufficientPrivileges')
})

test('a custom role reaches nobody who holds a role, not even one like it or one that is switched off', async () => {
  await using kernel = await openTestKernel()
  const role = await aRole(kernel, ['users/basic/update', 'users/delete'])
  const actor = await holding(kernel, await aUser(kernel), role.id)
  const likeMe = await aUser(kernel)
  await holding(kernel, likeMe, role.id)
  const reader = (await anAdministrator(kernel, roleIds.directoryReaders)).user
  const inGroup = await aUser(kernel)
  await aGroup(kernel, { isAssignableToRole: true, members: [inGroup] })
  await disableUser(kernel, actor, { user: (await aUser(kernel)).id })
  for (const switchedOff of [false, true]) {
    if (switchedOff) {
      await updateRole(kernel, definer, { role: role.id, change: { isEnabled: false } })
      await updateRole(kernel, definer, { role: role.id, change: { isEnabled: true } })
    }
    for (const user of [likeMe, reader, inGroup]) {
      expect(await refusalOf(deleteUser(kernel, actor, { user: user.id }))).toBe('targetOutOfReach')
    }
  }
})

test('what somebody can do is told role by role, scope by scope', async () => {
  await using kernel = await openTestKernel()
  const user = await aUser(kernel)
  const [role, unit] = [await aRole(kernel, [issue]), await aUnit(kernel, { displayName: 'Berlin' })]
  const group = await aGroup(kernel, { isAssignableToRole: true, members: [user] })
  await holding(kernel, user, role.id, unit)
  await assignRole(kernel, systemActor(), { principalId: group.id, roleDefinitionId: roleIds.reportsReader })
  const told = await grantsOf(kernel, systemActor(), user.userPrincipalName)
  expect(told).toHaveLength(2)
  expect(told).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        role,
        scopeName: 'Berlin',
        throughGroupId: null,
        operations: expect.arrayContaining(['users.read', 'groups.read', 'passes.create']),
      }),
      expect.objectContaining({
        scope: '/',
        throughGroupId: group.id,
        operations: expect.arrayContaining(['auditLogs.read', 'signIns.read']),
      }),
    ]),
  )
  const [tierOneGrants] = told.filter((grant) => grant.role.id === role.id)
  expect(tierOneGrants?.operations).not.toContain('passes.delete')
  expect(await refusalOf(grantsOf(kernel, userActor(user), user.id))).toBe('insufficientPrivileges')
})
