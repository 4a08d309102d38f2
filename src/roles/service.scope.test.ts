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
} from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { recordsOf, refusalOf } from '../../tests/kit/records.ts'
import { addUnitMember, removeUnitMember } from '../administrative-units/service.ts'
import { addMember, createUser, deleteGroup, updateGroup, updateUser } from '../directory/service.ts'
import { roleIds } from './rules.ts'
import { assignRole, removeRoleAssignment, roleGrantsOf, rolesOf } from './service.ts'

const assigner = applicationActor(['RoleManagement.ReadWrite.Directory'])
const unknown = '00000000-0000-4000-8000-00000000dead'
const jobTitle = { jobTitle: 'Changed' }

test('a role for one unit is given and taken with records of their own', async () => {
  await using kernel = await openTestKernel()
  const [user, unit] = [await aUser(kernel), await aUnit(kernel)]
  const scope = `/administrativeUnits/${unit.id}`
  const given = { principalId: user.id, roleDefinitionId: roleIds.helpdeskAdministrator }
  const records = await recordsOf(kernel, async () => {
    const directoryScopeId = `/AdministrativeUnits/${unit.id.toUpperCase()}`
    const made = await assignRole(kernel, assigner, { ...given, directoryScopeId })
    expect(made.directoryScopeId).toBe(scope)
    expect(await refusalOf(assignRole(kernel, assigner, { ...given, directoryScopeId: scope }))).toBe(
      'roleAlreadyAssigned',
    )
    expect(await kernel.store.read((read) => roleGrantsOf(read, user.id))).toEqual([
      { roleId: roleIds.helpdeskAdministrator, scope },
    ])
    expect(await kernel.store.read((read) => rolesOf(read, user.id))).toEqual([])
    await assignRole(kernel, assigner, given)
    await removeRoleAssignment(kernel, assigner, { id: made.id })
  })
  expect(await kernel.store.read((read) => rolesOf(read, user.id))).toEqual([roleIds.helpdeskAdministrator])
  expect(records.map(({ activityDisplayName, result }) => `${activityDisplayName}: ${result}`)).toEqual(
    [
      'Add member to role: failure',
      'Add member to role: success',
      'Add scoped member to role: success',
      'Remove scoped member from role: success',
    ].toSorted((left, right) => left.localeCompare(right)),
  )
})

test('only some roles can be given for a unit', async () => {
  await using kernel = await openTestKernel()
  const [user, unit] = [await aUser(kernel), await aUnit(kernel)]
  const directoryScopeId = `/administrativeUnits/${unit.id}`
  const give = (roleDefinitionId: string) =>
    assignRole(kernel, assigner, { principalId: user.id, roleDefinitionId, directoryScopeId })
  const scopable: readonly string[] = [
    roleIds.authenticationAdministrator,
    roleIds.helpdeskAdministrator,
    roleIds.userAdministrator,
    roleIds.passwordAdministrator,
    roleIds.groupsAdministrator,
  ]
  for (const id of Object.values(roleIds)) {
    if (scopable.includes(id)) await give(id)
    else expect(await refusalOf(give(id)), id).toBe('roleNotScopable')
  }
  const reading = await aRole(kernel, ['auditLogs/allProperties/read', 'users/create', 'groups/standard/read'])
  expect(await refusalOf(give(reading.id))).toBe('roleNotScopable')
  await give((await aRole(kernel, ['users/authenticationMethods/standard/restrictedRead'])).id)
  await give((await aRole(kernel, ['groups/members/update'])).id)
})

test('a scope that is none is refused', async () => {
  await using kernel = await openTestKernel()
  const [user, unit] = [await aUser(kernel), await aUnit(kernel)]
  const give = (directoryScopeId: string) =>
    refusalOf(
      assignRole(kernel, assigner, {
        principalId: user.id,
        roleDefinitionId: roleIds.helpdeskAdministrator,
        directoryScopeId,
      }),
    )
  expect(await give(`/administrativeUnits/${unknown}`)).toBe('administrativeUnitNotFound')
  for (const scope of ['', '//', `/${unit.id}`, `administrativeUnits/${unit.id}`, `/administrativeUnits/${unit.id}/`]) {
    expect(await give(scope)).toBe('malformedRequest')
  }
  expect(await kernel.store.read((read) => roleGrantsOf(read, user.id))).toEqual([])
})

describe('a role for one unit', () => {
  test('reaches its direct members who are no administrators, while they are members', async () => {
    await using kernel = await openTestKernel()
    const [inside, outside, nested] = [await aUser(kernel), await aUser(kernel), await aUser(kernel)]
    const group = await aGroup(kernel, { members: [nested] })
    const { user: reader } = await anAdministrator(kernel, roleIds.directoryReaders)
    const scoped = await aUser(kernel)
    const special = await aUser(kernel)
    await aGroup(kernel, { isAssignableToRole: true, members: [special] })
    const unit = await aUnit(kernel, { members: [inside, group, reader, scoped, special] })
    await holding(kernel, scoped, roleIds.helpdeskAdministrator, await aUnit(kernel))
    const actor = await holding(kernel, await aUser(kernel), roleIds.userAdministrator, unit)
    const change = (user: { readonly id: string }) =>
      updateUser(kernel, actor, { user: user.id, change: { jobTitle: `${Math.PI}${user.id}` } })
    await change(inside)
    for (const user of [outside, nested, reader, scoped, special]) {
      expect(await refusalOf(change(user))).toBe('targetOutOfReach')
    }
    expect(await refusalOf(change({ id: unknown }))).toBe('targetOutOfReach')
    expect(await refusalOf(change({ id: actor.userId }))).toBe('notOnYourself')
    await removeUnitMember(kernel, systemActor(), { unit: unit.id, member: inside.id })
    expect(await refusalOf(change(inside))).toBe('targetOutOfReach')
    await addUnitMember(kernel, systemActor(), { unit: unit.id, member: outside.id })
    await change(outside)
  })

  test('reaches the groups in it, and no group that carries roles', async () => {
    await using kernel = await openTestKernel()
    const [inside, outside] = [await aGroup(kernel), await aGroup(kernel)]
    const inner = await aGroup(kernel)
    await addMember(kernel, systemActor(), { group: inside.id, member: inner.id })
    const special = await aGroup(kernel, { isAssignableToRole: true })
    const unit = await aUnit(kernel, { members: [inside, special] })
    const actor = await holding(kernel, await aUser(kernel), roleIds.groupsAdministrator, unit)
    const user = await aUser(kernel)
    await addMember(kernel, actor, { group: inside.id, member: user.id })
    await updateGroup(kernel, actor, { group: inside.id, change: { description: 'Ours' } })
    for (const [group, code] of [
      [outside, 'targetOutOfReach'],
      [inner, 'targetOutOfReach'],
      [special, 'insufficientPrivileges'],
    ] as const) {
      expect(await refusalOf(addMember(kernel, actor, { group: group.id, member: user.id }))).toBe(code)
      expect(await refusalOf(deleteGroup(kernel, actor, { group: group.id }))).toBe(code)
    }
    await deleteGroup(kernel, actor, { group: inside.id })
  })

  test('gives nothing in the whole tenant', async () => {
    await using kernel = await openTestKernel()
    const unit = await aUnit(kernel)
    const actor = await holding(kernel, await aUser(kernel), roleIds.userAdministrator, unit)
    const made = createUser(kernel, actor, { displayName: 'New', userPrincipalName: 'new@example.com' })
    expect(await refusalOf(made)).toBe('insufficientPrivileges')
  })

  test('may be given to a group, whose members then have it', async () => {
    await using kernel = await openTestKernel()
    const [desk, member] = [await aUser(kernel), await aUser(kernel)]
    const group = await aGroup(kernel, { isAssignableToRole: true, members: [desk] })
    const unit = await aUnit(kernel, { members: [member] })
    const scope = `/administrativeUnits/${unit.id}`
    const given = { principalId: group.id, roleDefinitionId: roleIds.userAdministrator, directoryScopeId: scope }
    await assignRole(kernel, assigner, given)
    expect(await kernel.store.read((read) => roleGrantsOf(read, desk.id))).toEqual([
      { roleId: roleIds.userAdministrator, scope },
    ])
  })
})

describe('a unit with restricted management', () => {
  test('shuts out administrators of the tenant and of other units', async () => {
    await using kernel = await openTestKernel()
    const member = await aUser(kernel)
    const group = await aGroup(kernel)
    const [unit, other] = [
      await aUnit(kernel, { isMemberManagementRestricted: true, members: [member, group] }),
      await aUnit(kernel, { members: [member, group] }),
    ]
    const elsewhere = await holding(kernel, await aUser(kernel), roleIds.userAdministrator, other)
    const shutOut = [
      elsewhere,
      (await anAdministrator(kernel, roleIds.globalAdministrator)).actor,
      (await anAdministrator(kernel, roleIds.userAdministrator)).actor,
    ]
    for (const actor of shutOut) {
      expect(await refusalOf(updateUser(kernel, actor, { user: member.id, change: jobTitle }))).toBe('targetOutOfReach')
      expect(await refusalOf(deleteGroup(kernel, actor, { group: group.id }))).toBe('targetOutOfReach')
    }
    const inCharge = await holding(kernel, await aUser(kernel), roleIds.userAdministrator, unit)
    await updateUser(kernel, inCharge, { user: member.id, change: { jobTitle: 'By the unit' } })
    await deleteGroup(kernel, inCharge, { group: group.id })
  })
})
