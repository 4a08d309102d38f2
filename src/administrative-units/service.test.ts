import { describe, expect, test } from 'vitest'
import {
  aGroup,
  anAdministrator,
  applicationActor,
  aUnit,
  aUser,
  holding,
  systemActor,
  userActor,
} from '../../tests/kit/builders.ts'
import { openTestKernel, type TestKernel } from '../../tests/kit/kernel.ts'
import { recordsOf, refusalOf } from '../../tests/kit/records.ts'
import { deleteGroup, deleteUser } from '../directory/service.ts'
import { roleIds } from '../roles/rules.ts'
import { roleGrantsOf } from '../roles/service.ts'
import {
  addUnitMember,
  createUnit,
  listUnitMembers,
  readUnit,
  removeUnit,
  removeUnitMember,
  unitsOf,
  updateUnit,
} from './service.ts'

const writer = applicationActor(['AdministrativeUnit.ReadWrite.All'])
const reader = applicationActor(['AdministrativeUnit.Read.All'])
const unknown = '00000000-0000-4000-8000-00000000dead'
const firstPage = { top: 100, after: undefined, count: true }

const memberIds = async (kernel: TestKernel, unit: string) =>
  (await listUnitMembers(kernel, systemActor(), unit, firstPage)).items.map(({ id }) => id).toSorted()

test('a unit is created, changed and deleted, each with its record', async () => {
  await using kernel = await openTestKernel()
  const records = await recordsOf(kernel, async () => {
    const unit = await createUnit(kernel, writer, { displayName: 'Berlin', isMemberManagementRestricted: true })
    expect(unit).toMatchObject({ displayName: 'Berlin', visibility: null, isMemberManagementRestricted: true })
    const change = { description: 'The house in Berlin', visibility: 'HiddenMembership' }
    await updateUnit(kernel, writer, { unit: unit.id.toUpperCase(), change })
    expect(await readUnit(kernel, reader, unit.id)).toMatchObject(change)
    await removeUnit(kernel, writer, { unit: unit.id })
    expect(await refusalOf(readUnit(kernel, reader, unit.id))).toBe('administrativeUnitNotFound')
  })
  expect(records.map(({ activityDisplayName, category }) => [activityDisplayName, category])).toEqual([
    ['Add administrative unit', 'AdministrativeUnit'],
    ['Delete administrative unit', 'AdministrativeUnit'],
    ['Update administrative unit', 'AdministrativeUnit'],
  ])
})

test('a change that changes nothing leaves no record', async () => {
  await using kernel = await openTestKernel()
  const unit = await aUnit(kernel, { displayName: 'Berlin' })
  const again = { displayName: ' Berlin ', visibility: 'public' }
  expect(await recordsOf(kernel, () => updateUnit(kernel, writer, { unit: unit.id, change: again }))).toEqual([])
})

test('a name that is none, and a visibility that is none, are refused', async () => {
  await using kernel = await openTestKernel()
  const unit = await aUnit(kernel)
  expect(await refusalOf(createUnit(kernel, writer, { displayName: ' ' }))).toBe('nameInvalid')
  const change = { displayName: 'Other', visibility: 'Secret' }
  expect(await refusalOf(updateUnit(kernel, writer, { unit: unit.id, change }))).toBe('propertyInvalid')
  expect(await readUnit(kernel, reader, unit.id)).toEqual(unit)
})

describe('members', () => {
  test('are users and groups, added and taken out, each with its record', async () => {
    await using kernel = await openTestKernel()
    const unit = await aUnit(kernel)
    const [user, group] = [await aUser(kernel), await aGroup(kernel)]
    const records = await recordsOf(kernel, async () => {
      await addUnitMember(kernel, writer, { unit: unit.id, member: user.id })
      await addUnitMember(kernel, writer, { unit: unit.id, member: group.id })
      expect(await memberIds(kernel, unit.id)).toEqual([user.id, group.id].toSorted())
      await removeUnitMember(kernel, writer, { unit: unit.id, member: user.id.toUpperCase() })
    })
    expect(await memberIds(kernel, unit.id)).toEqual([group.id])
    expect(
      records.map(({ activityDisplayName, targetResources }) => [activityDisplayName, targetResources[0]?.['id']]),
    ).toEqual(
      expect.arrayContaining([
        ['Add member to administrative unit', user.id],
        ['Add member to administrative unit', group.id],
        ['Remove member from administrative unit', user.id],
      ]),
    )
    expect(records).toHaveLength(3)
  })

  test('are never units, nobody unknown, and nobody twice', async () => {
    await using kernel = await openTestKernel()
    const [unit, other, user] = [await aUnit(kernel), await aUnit(kernel), await aUser(kernel)]
    const add = (to: string, member: string) => refusalOf(addUnitMember(kernel, writer, { unit: to, member }))
    expect(await add(unit.id, other.id)).toBe('objectNotFound')
    expect(await add(unit.id, unknown)).toBe('objectNotFound')
    expect(await add(unit.id, user.userPrincipalName)).toBe('objectNotFound')
    expect(await add(unknown, user.id)).toBe('administrativeUnitNotFound')
    await addUnitMember(kernel, writer, { unit: unit.id, member: user.id })
    expect(await add(unit.id, user.id)).toBe('unitMemberAlreadyThere')
    const out = { unit: other.id, member: user.id }
    expect(await refusalOf(removeUnitMember(kernel, writer, out))).toBe('unitMemberNotThere')
    expect(await memberIds(kernel, unit.id)).toEqual([user.id])
  })

  test('go with the user or group that is deleted', async () => {
    await using kernel = await openTestKernel()
    const [user, group] = [await aUser(kernel), await aGroup(kernel)]
    const unit = await aUnit(kernel, { members: [user, group] })
    await deleteUser(kernel, systemActor(), { user: user.id })
    await deleteGroup(kernel, systemActor(), { group: group.id })
    expect(await memberIds(kernel, unit.id)).toEqual([])
    expect(await kernel.store.read((read) => unitsOf(read, user.id))).toEqual([])
  })

  test('are hidden, where they shall be, from whoever has nothing to do with the unit', async () => {
    await using kernel = await openTestKernel()
    const [member, desk] = [await aUser(kernel), await aUser(kernel)]
    const unit = await aUnit(kernel, { members: [member], visibility: 'HiddenMembership' })
    const other = await aUnit(kernel)
    const { actor: directoryReader } = await anAdministrator(kernel, roleIds.directoryReaders)
    const { actor: chief } = await anAdministrator(kernel, roleIds.privilegedRoleAdministrator)
    const list = (actor: Parameters<typeof listUnitMembers>[1]) => listUnitMembers(kernel, actor, unit.id, firstPage)
    expect(await refusalOf(list(directoryReader))).toBe('insufficientPrivileges')
    expect(await refusalOf(list(reader))).toBe('insufficientPrivileges')
    const elsewhere = await holding(kernel, desk, roleIds.helpdeskAdministrator, other)
    expect(await refusalOf(list(elsewhere))).toBe('insufficientPrivileges')
    const allowed = [
      chief,
      await holding(kernel, desk, roleIds.helpdeskAdministrator, unit),
      userActor(member, [roleIds.reportsReader]),
      applicationActor(['Directory.Read.All', 'Member.Read.Hidden']),
    ]
    for (const actor of allowed) expect((await list(actor)).count).toBe(1)
  })
})

test('a unit that goes takes the roles given for it along, and nothing else', async () => {
  await using kernel = await openTestKernel()
  const [user, member] = [await aUser(kernel), await aUser(kernel)]
  const [unit, other] = [await aUnit(kernel, { members: [member] }), await aUnit(kernel)]
  await holding(kernel, user, roleIds.helpdeskAdministrator, unit)
  await holding(kernel, user, roleIds.helpdeskAdministrator, other)
  const records = await recordsOf(kernel, () => removeUnit(kernel, writer, { unit: unit.id }))
  expect(records.map((record) => record.activityDisplayName)).toEqual([
    'Delete administrative unit',
    'Remove scoped member from role',
  ])
  expect(await kernel.store.read((read) => roleGrantsOf(read, user.id))).toEqual([
    { roleId: roleIds.helpdeskAdministrator, scope: `/administrativeUnits/${other.id}` },
  ])
})

test('nobody changes units without the role or the permission, and every attempt is recorded', async () => {
  await using kernel = await openTestKernel()
  const [user, unit] = [await aUser(kernel), await aUnit(kernel)]
  const { actor: userAdministrator } = await anAdministrator(kernel, roleIds.userAdministrator)
  for (const actor of [reader, userAdministrator, await holding(kernel, user, roleIds.userAdministrator, unit)]) {
    const attempts = [
      () => createUnit(kernel, actor, { displayName: 'Mine' }),
      () => updateUnit(kernel, actor, { unit: unit.id, change: { displayName: 'Mine' } }),
      () => addUnitMember(kernel, actor, { unit: unit.id, member: user.id }),
      () => removeUnit(kernel, actor, { unit: unit.id }),
    ]
    for (const attempt of attempts) {
      const records = await recordsOf(kernel, async () => {
        expect(await refusalOf(attempt())).toBe('insufficientPrivileges')
      })
      expect(records).toMatchObject([{ result: 'failure', category: 'AdministrativeUnit' }])
    }
  }
  expect(await readUnit(kernel, reader, unit.id)).toEqual(unit)
})
