import { describe, expect, test } from 'vitest'
import { aGroup, applicationActor, aUser, systemActor } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { recordsOf, refusalOf } from '../../tests/kit/records.ts'
import type { Kernel } from '../kernel/kernel.ts'
import {
  addMember,
  createGroup,
  deleteGroup,
  findGroup,
  groupNames,
  listMembers,
  removeMember,
  roleAssignableGroupIds,
  transitiveGroupIds,
  updateGroup,
} from './service.ts'

const system = systemActor()
const find = (kernel: Kernel, id: string) => kernel.store.read((r) => findGroup(r, id))
const nobody = '0000ffff-0000-4000-8000-000000000000'

async function memberIds(kernel: Kernel, group: string, reach: 'direct' | 'transitive' = 'direct') {
  const page = await listMembers(kernel, system, group, reach, { top: 99, after: undefined, count: false })
  return page.items.map((item) => item.id)
}

describe('a group', () => {
  test('is created, changed and deleted, each with its record', async () => {
    const told: string[] = []
    await using kernel = await openTestKernel({
      consequences: { groupDeleted: [async (_w, id) => void told.push(id)] },
    })
    const made: string[] = []
    const created = await recordsOf(kernel, async () => {
      made.push((await createGroup(kernel, system, { displayName: 'Desk', description: 'Tier 1' })).id)
    })
    const [group = ''] = made
    expect(created).toMatchObject([{ activityDisplayName: 'Add group', category: 'GroupManagement' }])
    const change = { displayName: 'Desk (new)', description: null }
    const changed = await recordsOf(kernel, () => updateGroup(kernel, system, { group, change }))
    expect(changed[0]?.targetResources).toMatchObject([
      {
        id: group,
        type: 'Group',
        modifiedProperties: [
          { displayName: 'DisplayName', oldValue: '["Desk"]', newValue: '["Desk (new)"]' },
          { displayName: 'Description', oldValue: '["Tier 1"]', newValue: null },
        ],
      },
    ])
    expect(await recordsOf(kernel, () => updateGroup(kernel, system, { group, change }))).toEqual([])
    expect(await find(kernel, group)).toMatchObject({ ...change, mailNickname: 'Desk', isAssignableToRole: false })
    const deleted = await recordsOf(kernel, () => deleteGroup(kernel, system, { group }))
    expect(deleted).toMatchObject([{ activityDisplayName: 'Delete group' }])
    expect(told).toEqual([group])
    expect(await find(kernel, group)).toBeUndefined()
    for (const again of [deleteGroup(kernel, system, { group }), updateGroup(kernel, system, { group, change })]) {
      expect(await refusalOf(again)).toBe('groupNotFound')
    }
  })

  test('that is deleted holds nobody and stands in no other', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const inner = await aGroup(kernel, { members: [user] })
    const outer = await aGroup(kernel, { members: [inner] })
    await deleteGroup(kernel, system, { group: inner.id })
    expect(await memberIds(kernel, outer.id, 'transitive')).toEqual([])
    expect(await kernel.store.read((r) => transitiveGroupIds(r, user.id))).toEqual(new Set())
  })

  test('may share its name with another', async () => {
    await using kernel = await openTestKernel()
    const [first, second] = [
      await aGroup(kernel, { displayName: 'Desk' }),
      await aGroup(kernel, { displayName: 'Desk' }),
    ]
    const names = await kernel.store.read((r) => groupNames(r, [first.id, second.id, nobody, 'no id', '\u0000']))
    expect(names).toEqual(
      new Map([
        [first.id, 'Desk'],
        [second.id, 'Desk'],
      ]),
    )
  })
})

describe('membership', () => {
  test('is added and removed once, each with its record', async () => {
    await using kernel = await openTestKernel()
    const [user, group] = [await aUser(kernel), await aGroup(kernel, { displayName: 'Desk' })]
    const input = { group: group.id, member: user.id.toUpperCase() }
    const added = await recordsOf(kernel, () => addMember(kernel, system, input))
    expect(added).toMatchObject([
      {
        activityDisplayName: 'Add member to group',
        operationType: 'Assign',
        targetResources: [
          {
            type: 'User',
            id: user.id,
            modifiedProperties: [
              { displayName: 'Group.ObjectID', oldValue: null, newValue: JSON.stringify(group.id) },
              { displayName: 'Group.DisplayName', oldValue: null, newValue: '"Desk"' },
            ],
          },
          { type: 'Group', id: group.id },
        ],
      },
    ])
    expect(await refusalOf(addMember(kernel, system, input))).toBe('memberAlreadyThere')
    expect(await memberIds(kernel, group.id)).toEqual([user.id])
    const removed = await recordsOf(kernel, () => removeMember(kernel, system, input))
    expect(removed).toMatchObject([{ activityDisplayName: 'Remove member from group' }])
    expect(await refusalOf(removeMember(kernel, system, input))).toBe('memberNotThere')
    expect(await memberIds(kernel, group.id)).toEqual([])
  })

  test.each(['', 'no id', nobody, '\u0000', "'; drop table users; --"])('of %j is refused', async (member) => {
    await using kernel = await openTestKernel()
    const { id: group } = await aGroup(kernel)
    expect(await refusalOf(addMember(kernel, system, { group, member }))).toBe('objectNotFound')
    expect(await refusalOf(removeMember(kernel, system, { group, member }))).toBe('memberNotThere')
    expect(await refusalOf(addMember(kernel, system, { group: member, member: group }))).toBe('groupNotFound')
  })

  test('reaches through groups in groups, and a user in two of them counts once', async () => {
    await using kernel = await openTestKernel()
    const [ada, grace] = [await aUser(kernel), await aUser(kernel)]
    const inner = await aGroup(kernel, { members: [ada, grace] })
    const middle = await aGroup(kernel, { members: [inner, ada] })
    const outer = await aGroup(kernel, { members: [middle] })
    expect(await memberIds(kernel, outer.id)).toEqual([middle.id])
    expect(await memberIds(kernel, outer.id, 'transitive')).toEqual([ada.id, grace.id, inner.id, middle.id].toSorted())
    const groups = await kernel.store.read((r) => transitiveGroupIds(r, grace.id))
    expect(groups).toEqual(new Set([inner.id, middle.id, outer.id]))
  })

  test('is paged by id and counted', async () => {
    await using kernel = await openTestKernel()
    const users = await Promise.all(Array.from({ length: 5 }, () => aUser(kernel)))
    const group = await aGroup(kernel, { members: users })
    const seen: string[] = []
    for (let after: { value: string | number | null; id: string } | undefined; ; ) {
      const page = await listMembers(kernel, system, group.id, 'direct', { top: 2, after, count: true })
      expect(page.count).toBe(5)
      seen.push(...page.items.map((item) => item.id))
      after = page.next
      if (!after) break
    }
    expect(seen).toEqual(users.map((user) => user.id).toSorted())
  })

  test('of a group in itself is refused, however long the way', async () => {
    await using kernel = await openTestKernel()
    const first = await aGroup(kernel)
    const second = await aGroup(kernel, { members: [first] })
    const third = await aGroup(kernel, { members: [second] })
    for (const member of [first, second, third]) {
      const refused = addMember(kernel, system, { group: first.id, member: member.id })
      expect(await refusalOf(refused)).toBe('membershipCycle')
    }
    expect(await memberIds(kernel, first.id)).toEqual([])
  })

  test('of groups added at once never closes a cycle', async () => {
    await using kernel = await openTestKernel()
    for (let round = 0; round < 5; round++) {
      const groups = await Promise.all(Array.from({ length: 4 }, () => aGroup(kernel)))
      const outcomes = await Promise.allSettled(
        groups.map((group, index) =>
          addMember(kernel, system, { group: group.id, member: groups[(index + 1) % 4]?.id ?? '' }),
        ),
      )
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(3)
      for (const group of groups) expect(await memberIds(kernel, group.id, 'transitive')).not.toContain(group.id)
    }
  })

  test('of one user added sixteen times at once is added once', async () => {
    await using kernel = await openTestKernel()
    const input = { group: (await aGroup(kernel)).id, member: (await aUser(kernel)).id }
    const outcomes = await Promise.allSettled(Array.from({ length: 16 }, () => addMember(kernel, system, input)))
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
  })
})

describe('a role-assignable group', () => {
  const groupAdministrator = applicationActor(['Group.ReadWrite.All'])
  const roleAdministrator = applicationActor(['RoleManagement.ReadWrite.Directory'])

  test('is made, changed and filled only by who may hand out roles', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const given = { displayName: 'Administrators', isAssignableToRole: true }
    expect(await refusalOf(createGroup(kernel, groupAdministrator, given))).toBe('insufficientPrivileges')
    const { id: group } = await createGroup(kernel, roleAdministrator, given)
    const asks = (actor: typeof groupAdministrator) => [
      () => updateGroup(kernel, actor, { group, change: { displayName: 'Mine' } }),
      () => addMember(kernel, actor, { group, member: user.id }),
      () => removeMember(kernel, actor, { group, member: user.id }),
      () => deleteGroup(kernel, actor, { group }),
    ]
    for (const ask of asks(groupAdministrator)) expect(await refusalOf(ask())).toBe('insufficientPrivileges')
    expect(await find(kernel, group)).toMatchObject({ displayName: 'Administrators', isAssignableToRole: true })
    for (const ask of asks(roleAdministrator)) await ask()
    expect(await find(kernel, group)).toBeUndefined()
  })

  test('takes users and no groups', async () => {
    await using kernel = await openTestKernel()
    const [user, ordinary] = [await aUser(kernel), await aGroup(kernel)]
    const special = await aGroup(kernel, { isAssignableToRole: true, members: [user] })
    const refused = addMember(kernel, system, { group: special.id, member: ordinary.id })
    expect(await refusalOf(refused)).toBe('membershipNotAllowed')
    await addMember(kernel, system, { group: ordinary.id, member: special.id })
    expect(await kernel.store.read((r) => roleAssignableGroupIds(r, user.id))).toEqual(new Set([special.id]))
  })
})
