import { describe, expect, test } from 'vitest'
import { aGroup, anAdministrator, applicationActor, aUser, systemActor, userActor } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { recordsOf, refusalOf } from '../../tests/kit/records.ts'
import type { UserId } from '../base/text.ts'
import { addMember, deleteGroup, deleteUser, disableUser } from '../directory/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { roleIds } from './rules.ts'
import { assignRole, holdersOf, removeRoleAssignment, roleConsequences, rolesOf } from './service.ts'

const system = systemActor()
const { globalAdministrator, authenticationAdministrator, privilegedRoleAdministrator, reportsReader } = roleIds

const rolesNow = (kernel: Kernel, id: UserId) => kernel.store.read((r) => rolesOf(r, id))
const administrators = (kernel: Kernel) => kernel.store.read((r) => holdersOf(r, globalAdministrator))

const followed = {
  consequences: {
    userDeleted: [roleConsequences.userDeleted],
    userDisabled: [roleConsequences.userDisabled],
    groupDeleted: [roleConsequences.groupDeleted],
  },
}

describe('assigning', () => {
  test('gives the role at once and records the person, the role and the change', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const records = await recordsOf(kernel, () =>
      assignRole(kernel, system, {
        principalId: user.userPrincipalName,
        roleDefinitionId: reportsReader.toUpperCase(),
      }),
    )
    expect(await rolesNow(kernel, user.id)).toEqual([reportsReader])
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Add member to role',
        category: 'RoleManagement',
        result: 'success',
        targetResources: [
          {
            type: 'User',
            id: user.id,
            userPrincipalName: user.userPrincipalName,
            modifiedProperties: [
              { displayName: 'Role.ObjectID', oldValue: null, newValue: `"${reportsReader}"` },
              { displayName: 'Role.DisplayName', oldValue: null, newValue: '"Reports Reader"' },
              { displayName: 'Role.TemplateId', oldValue: null, newValue: `"${reportsReader}"` },
            ],
          },
          { type: 'Role', id: reportsReader, displayName: 'Reports Reader' },
        ],
      },
    ])
  })

  test('happens once, however many ask together', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const input = { principalId: user.id, roleDefinitionId: reportsReader }
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => assignRole(kernel, system, input)))
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    expect(await refusalOf(assignRole(kernel, system, input))).toBe('roleAlreadyAssigned')
  })

  test('refuses what is no role, no principal, no role-assignable group and no unit', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const group = await aGroup(kernel)
    const nobody = '00000000-0000-4000-8000-00000000dead'
    const refusals = [
      [{ principalId: user.id, roleDefinitionId: nobody }, 'roleNotFound'],
      [{ principalId: nobody, roleDefinitionId: reportsReader }, 'objectNotFound'],
      [{ principalId: group.id, roleDefinitionId: reportsReader }, 'groupNotRoleAssignable'],
      [
        { principalId: user.id, roleDefinitionId: reportsReader, directoryScopeId: `/administrativeUnits/${nobody}` },
        'administrativeUnitNotFound',
      ],
    ] as const
    for (const [input, code] of refusals) expect(await refusalOf(assignRole(kernel, system, input))).toBe(code)
    expect(await rolesNow(kernel, user.id)).toEqual([])
  })

  test('nobody gives a role to themself, and the attempt is recorded', async () => {
    await using kernel = await openTestKernel()
    for (const role of [globalAdministrator, privilegedRoleAdministrator]) {
      const { user, actor } = await anAdministrator(kernel, role)
      const input = { principalId: user.id, roleDefinitionId: reportsReader }
      const records = await recordsOf(kernel, async () => {
        expect(await refusalOf(assignRole(kernel, actor, input))).toBe('notOnYourself')
      })
      expect(records).toMatchObject([
        { activityDisplayName: 'Add member to role', result: 'failure', initiatedBy: { user: { id: user.id } } },
      ])
      expect(await rolesNow(kernel, user.id)).toEqual([role])
    }
  })

  test('nobody gives a role to themself through a group, neither to the group nor by joining it', async () => {
    await using kernel = await openTestKernel()
    const { user, actor } = await anAdministrator(kernel, privilegedRoleAdministrator)
    const own = await aGroup(kernel, { isAssignableToRole: true, members: [user] })
    const other = await aGroup(kernel, { isAssignableToRole: true })
    const toOwn = { principalId: own.id, roleDefinitionId: globalAdministrator }
    expect(await refusalOf(assignRole(kernel, actor, toOwn))).toBe('notOnYourself')
    await assignRole(kernel, actor, { principalId: other.id, roleDefinitionId: globalAdministrator })
    expect(await refusalOf(addMember(kernel, actor, { group: other.id, member: user.id }))).toBe('notOnYourself')
    expect(await rolesNow(kernel, user.id)).toEqual([privilegedRoleAdministrator])
  })

  test('a role-assignable group gives its roles to its members, an ordinary one in it to nobody', async () => {
    await using kernel = await openTestKernel()
    const member = await aUser(kernel)
    const stranger = await aUser(kernel)
    const group = await aGroup(kernel, { isAssignableToRole: true, members: [member] })
    await assignRole(kernel, system, { principalId: group.id, roleDefinitionId: authenticationAdministrator })
    expect(await rolesNow(kernel, member.id)).toEqual([authenticationAdministrator])
    const ordinary = await aGroup(kernel, { members: [stranger] })
    await kernel.store.write(system, async (w) => {
      w.unrecorded('the directory itself refuses this nesting')
      await w.db
        .insertInto('group_members')
        .values({ group_id: group.id, member_id: ordinary.id, member_kind: 'group', added_at: w.now })
        .execute()
    })
    expect(await rolesNow(kernel, stranger.id)).toEqual([])
  })
})

describe('removing', () => {
  test('takes the role away at once and records it', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { id } = await assignRole(kernel, system, { principalId: user.id, roleDefinitionId: reportsReader })
    const records = await recordsOf(kernel, () => removeRoleAssignment(kernel, system, { id }))
    expect(await rolesNow(kernel, user.id)).toEqual([])
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Remove member from role',
        operationType: 'Unassign',
        targetResources: [{ id: user.id }, { id: reportsReader }],
      },
    ])
    expect(await refusalOf(removeRoleAssignment(kernel, system, { id }))).toBe('roleAssignmentNotFound')
  })

  test('nobody takes a role from themself', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { id } = await assignRole(kernel, system, { principalId: user.id, roleDefinitionId: globalAdministrator })
    await anAdministrator(kernel, globalAdministrator)
    expect(await refusalOf(removeRoleAssignment(kernel, userActor(user, [globalAdministrator]), { id }))).toBe(
      'notOnYourself',
    )
  })
})

describe('the last administrator', () => {
  const giveGlobal = (kernel: Kernel, principalId: string) =>
    assignRole(kernel, system, { principalId, roleDefinitionId: globalAdministrator })

  test('keeps the role, whoever asks, and the refusal is recorded', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const { id } = await giveGlobal(kernel, user.id)
    const application = applicationActor(['RoleManagement.ReadWrite.Directory'])
    const records = await recordsOf(kernel, async () => {
      expect(await refusalOf(removeRoleAssignment(kernel, system, { id }))).toBe('lastAdministrator')
      expect(await refusalOf(removeRoleAssignment(kernel, application, { id }))).toBe('lastAdministrator')
    })
    expect(records.map((record) => record.result)).toEqual(['failure', 'failure'])
    expect(await administrators(kernel)).toEqual([user.id])
  })

  test('a disabled administrator, one through a group, and holders of other roles do not count', async () => {
    await using kernel = await openTestKernel()
    const last = await aUser(kernel)
    const { id } = await giveGlobal(kernel, last.id)
    await giveGlobal(kernel, (await aUser(kernel, { accountEnabled: false })).id)
    await giveGlobal(kernel, (await aGroup(kernel, { isAssignableToRole: true, members: [await aUser(kernel)] })).id)
    await anAdministrator(kernel, privilegedRoleAdministrator)
    expect(await refusalOf(removeRoleAssignment(kernel, system, { id }))).toBe('lastAdministrator')
    await giveGlobal(kernel, (await aUser(kernel)).id)
    await removeRoleAssignment(kernel, system, { id })
  })

  test('is neither deleted nor disabled', async () => {
    await using kernel = await openTestKernel(followed)
    const user = await aUser(kernel)
    await giveGlobal(kernel, user.id)
    expect(await refusalOf(deleteUser(kernel, system, { user: user.id }))).toBe('lastAdministrator')
    expect(await refusalOf(disableUser(kernel, system, { user: user.id }))).toBe('lastAdministrator')
    await giveGlobal(kernel, (await aUser(kernel)).id)
    await disableUser(kernel, system, { user: user.id })
    await deleteUser(kernel, system, { user: user.id })
  })

  test.each(Array.from({ length: 5 }, (_, round) => [round]))(
    'is left over by removals, deletions and disablings that run together, round %i',
    async () => {
      await using kernel = await openTestKernel(followed)
      const users = await Promise.all(Array.from({ length: 6 }, () => aUser(kernel)))
      const assignments = []
      for (const user of users) assignments.push(await giveGlobal(kernel, user.id))
      const outcomes = await Promise.allSettled([
        ...assignments.slice(0, 2).map(({ id }) => removeRoleAssignment(kernel, system, { id })),
        ...users.slice(2, 4).map(({ id }) => deleteUser(kernel, system, { user: id })),
        ...users.slice(4).map(({ id }) => disableUser(kernel, system, { user: id })),
      ])
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
      expect(refused.map((outcome) => outcome.reason.code)).toEqual(['lastAdministrator'])
    },
  )
})

describe('what goes', () => {
  test('a deleted user takes along the roles, a deleted group its own, each recorded', async () => {
    await using kernel = await openTestKernel(followed)
    const user = await aUser(kernel)
    const group = await aGroup(kernel, { isAssignableToRole: true, members: [user] })
    await assignRole(kernel, system, { principalId: user.id, roleDefinitionId: reportsReader })
    await assignRole(kernel, system, { principalId: group.id, roleDefinitionId: authenticationAdministrator })
    const deletions = [
      () => deleteGroup(kernel, system, { group: group.id }),
      () => deleteUser(kernel, system, { user: user.id }),
    ]
    for (const remove of deletions) {
      const records = await recordsOf(kernel, remove)
      expect(records.map((record) => record.activityDisplayName)).toContain('Remove member from role')
    }
    expect(await kernel.store.read((r) => r.db.selectFrom('role_assignments').selectAll().execute())).toEqual([])
  })
})
