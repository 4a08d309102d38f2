import { describe, expect, test } from 'vitest'
import { aGroup, anExternalGuest, applicationActor, aUser, systemActor, userActor } from '../../tests/kit/builders.ts'
import { openTestKernel } from '../../tests/kit/kernel.ts'
import { recordsOf, refusalOf } from '../../tests/kit/records.ts'
import { uuid } from '../base/random.ts'
import type { Kernel } from '../kernel/kernel.ts'
import {
  addMember,
  createUser,
  deleteUser,
  disableUser,
  enableUser,
  findUser,
  listMembers,
  updateUser,
} from './service.ts'

const system = systemActor()
const find = (kernel: Kernel, key: string) => kernel.store.read((r) => findUser(r, key))
const name = 'ada@example.com'
const ada = { displayName: 'Ada', userPrincipalName: name }

describe('creating a user', () => {
  test('keeps every property and records it once', async () => {
    await using kernel = await openTestKernel()
    const boss = await aUser(kernel)
    const records = await recordsOf(kernel, () =>
      createUser(kernel, system, { ...ada, jobTitle: 'Analyst', employeeHireAt: kernel.clock.now(), manager: boss.id }),
    )
    expect(await find(kernel, 'ADA@EXAMPLE.COM')).toMatchObject({
      ...ada,
      jobTitle: 'Analyst',
      employeeHireAt: kernel.clock.now(),
      managerId: boss.id,
      mailNickname: 'ada',
      userType: 'Member',
      accountEnabled: true,
      createdAt: kernel.clock.now(),
    })
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Add user',
        category: 'UserManagement',
        loggedByService: 'Core Directory',
        operationType: 'Add',
        result: 'success',
        targetResources: [{ type: 'User', userPrincipalName: name, displayName: 'Ada' }],
      },
      { activityDisplayName: 'Set user manager', targetResources: [{ userPrincipalName: name }, { id: boss.id }] },
    ])
    expect(records[0]?.targetResources[0]?.['modifiedProperties']).toContainEqual({
      displayName: 'UserPrincipalName',
      oldValue: null,
      newValue: '["ada@example.com"]',
    })
  })

  test('is refused, and the refusal recorded, when somebody has the name in any spelling', async () => {
    await using kernel = await openTestKernel()
    await createUser(kernel, system, ada)
    const records = await recordsOf(kernel, async () => {
      const again = createUser(kernel, system, { ...ada, userPrincipalName: 'ADA@Example.com' })
      expect(await refusalOf(again)).toBe('userPrincipalNameTaken')
    })
    expect(records).toMatchObject([{ activityDisplayName: 'Add user', result: 'failure' }])
    expect(records[0]?.additionalDetails).toEqual([{ key: 'code', value: 'userPrincipalNameTaken' }])
  })

  test('at once with the same name succeeds for one', async () => {
    await using kernel = await openTestKernel()
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => createUser(kernel, system, ada)))
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
  })

  test('leaves nothing behind when the manager does not exist or the credential fails', async () => {
    await using kernel = await openTestKernel()
    const unknown = createUser(kernel, system, { ...ada, manager: 'nobody@example.com' })
    expect(await refusalOf(unknown)).toBe('userNotFound')
    const credential = async () => async () => {
      throw new Error('the disk is full')
    }
    await expect(createUser(kernel, system, { ...ada, credential })).rejects.toThrow('the disk is full')
    expect(await find(kernel, name)).toBeUndefined()
  })

  test('makes the credential only for whom it is allowed and whose names are right', async () => {
    await using kernel = await openTestKernel()
    const seen: string[] = []
    const credential = async () => {
      seen.push('made')
      return async (_w: unknown, owner: string) => void seen.push(owner)
    }
    const stranger = applicationActor(['User.Read.All'])
    expect(await refusalOf(createUser(kernel, stranger, { ...ada, credential }))).toBe('insufficientPrivileges')
    const nameless = createUser(kernel, system, { ...ada, displayName: '\u200b', credential })
    expect(await refusalOf(nameless)).toBe('nameInvalid')
    expect(seen).toEqual([])
    const user = await createUser(kernel, system, { ...ada, credential })
    expect(seen).toEqual(['made', user.id])
  })
})

describe('changing a user', () => {
  test('records old and new values, and nothing when nothing changes', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel, { surname: 'Old', businessPhones: ['1'] })
    const change = { surname: 'New', businessPhones: [], department: 'Desk' }
    const records = await recordsOf(kernel, () => updateUser(kernel, system, { user: user.id, change }))
    expect(records).toMatchObject([{ activityDisplayName: 'Update user', targetResources: [{ id: user.id }] }])
    expect(records[0]?.targetResources[0]?.['modifiedProperties']).toEqual([
      { displayName: 'Surname', oldValue: '["Old"]', newValue: '["New"]' },
      { displayName: 'Department', oldValue: null, newValue: '["Desk"]' },
      { displayName: 'TelephoneNumber', oldValue: '["1"]', newValue: null },
    ])
    expect(await recordsOf(kernel, () => updateUser(kernel, system, { user: user.id, change }))).toEqual([])
    expect(await find(kernel, user.id)).toEqual({ ...user, ...change })
  })

  test('of the name frees the old one and is refused where the new one is taken', async () => {
    await using kernel = await openTestKernel()
    const [first, second] = [await aUser(kernel, { userPrincipalName: name }), await aUser(kernel)]
    const rename = (user: string, userPrincipalName: string) =>
      updateUser(kernel, system, { user, change: { userPrincipalName } })
    expect(await refusalOf(rename(second.id, 'ADA@example.com'))).toBe('userPrincipalNameTaken')
    expect(await refusalOf(rename(second.id, 'ada@other.example'))).toBe('domainNotVerified')
    expect(await find(kernel, second.id)).toEqual(second)
    await rename(first.id, 'ada.new@example.com')
    await rename(second.id, name)
    expect((await find(kernel, name))?.id).toBe(second.id)
  })

  test('of an external guest leaves the name alone when it is given as it stands', async () => {
    await using kernel = await openTestKernel()
    const guest = await anExternalGuest(kernel)
    const { userPrincipalName } = guest
    await updateUser(kernel, system, { user: userPrincipalName, change: { userPrincipalName, surname: 'Hopper' } })
    expect(await find(kernel, userPrincipalName)).toMatchObject({ id: guest.id, surname: 'Hopper' })
  })

  test('goes to the user the permission was given for, even if the name moved on meanwhile', async () => {
    const renamed: string[] = []
    await using kernel = await openTestKernel({
      authorize: async (_read, actor, operation) => {
        if (actor.kind !== 'application' || operation !== 'users.update' || renamed.length > 0) return
        renamed.push('once')
        await updateUser(kernel, system, { user: name, change: { userPrincipalName: 'moved@example.com' } })
        await aUser(kernel, { userPrincipalName: name })
      },
    })
    const user = await aUser(kernel, { userPrincipalName: name })
    await updateUser(kernel, applicationActor([]), { user: name, change: { surname: 'Meant' } })
    expect(await find(kernel, user.id)).toMatchObject({ userPrincipalName: 'moved@example.com', surname: 'Meant' })
    expect(await find(kernel, name)).toMatchObject({ surname: null })
  })
})

describe('disabling and enabling', () => {
  test('are recorded under names of their own, and disabling ends what was opened', async () => {
    const told: string[] = []
    await using kernel = await openTestKernel({
      consequences: { userDisabled: [async (_w, id) => void told.push(id)] },
    })
    const user = await aUser(kernel)
    kernel.clock.advanceSeconds(60)
    const disabled = await recordsOf(kernel, () => disableUser(kernel, system, { user: user.id }))
    expect(disabled).toMatchObject([
      {
        activityDisplayName: 'Disable account',
        targetResources: [
          { modifiedProperties: [{ displayName: 'AccountEnabled', oldValue: '[true]', newValue: '[false]' }] },
        ],
      },
    ])
    expect(await find(kernel, user.id)).toMatchObject({ accountEnabled: false, sessionsValidFrom: kernel.clock.now() })
    expect(await recordsOf(kernel, () => disableUser(kernel, system, { user: user.id }))).toEqual([])
    const enabled = await recordsOf(kernel, () => enableUser(kernel, system, { user: user.id }))
    expect(enabled).toMatchObject([{ activityDisplayName: 'Enable account' }])
    expect(told).toEqual([user.id])
  })

  test('together with another property make two records', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const change = { accountEnabled: false, surname: 'Gone' }
    const records = await recordsOf(kernel, () => updateUser(kernel, system, { user: user.id, change }))
    expect(records.map((record) => record.activityDisplayName)).toEqual(['Disable account', 'Update user'])
  })

  test('change nothing when what follows refuses', async () => {
    await using kernel = await openTestKernel({
      consequences: {
        userDisabled: [
          async () => {
            throw new Error('no')
          },
        ],
      },
    })
    const user = await aUser(kernel)
    await expect(disableUser(kernel, system, { user: user.id })).rejects.toThrow('no')
    expect(await find(kernel, user.id)).toEqual(user)
  })
})

describe('deleting a user', () => {
  test('frees the name, leaves no membership, and records it', async () => {
    const told: string[] = []
    await using kernel = await openTestKernel({
      consequences: { userDeleted: [async (_w, id) => void told.push(id)] },
    })
    const user = await aUser(kernel, { userPrincipalName: name })
    const group = await aGroup(kernel, { members: [user] })
    const records = await recordsOf(kernel, () => deleteUser(kernel, system, { user: name }))
    expect(records).toMatchObject([
      {
        activityDisplayName: 'Delete user',
        targetResources: [{ id: user.id, modifiedProperties: [{ displayName: 'MemberOf' }] }],
      },
    ])
    expect(told).toEqual([user.id])
    expect(await find(kernel, name)).toBeUndefined()
    expect(await find(kernel, user.id)).toBeUndefined()
    expect(await refusalOf(deleteUser(kernel, system, { user: user.id }))).toBe('userNotFound')
    const again = await aUser(kernel, { userPrincipalName: name })
    expect(again.id).not.toBe(user.id)
    const members = await listMembers(kernel, system, group.id, 'direct', { top: 9, after: undefined, count: true })
    expect(members).toEqual({ items: [], next: undefined, count: 0 })
    await deleteUser(kernel, system, { user: name })
  })

  test('is nothing anybody does to the own account, and the attempt is recorded', async () => {
    await using kernel = await openTestKernel()
    const user = await aUser(kernel)
    const actor = userActor(user, ['62e90394-69f5-4237-9190-012177145e10'])
    const records = await recordsOf(kernel, async () => {
      expect(await refusalOf(deleteUser(kernel, actor, { user: user.id }))).toBe('notOnYourself')
    })
    expect(records).toMatchObject([{ activityDisplayName: 'Delete user', result: 'failure' }])
    expect(await find(kernel, user.id)).toEqual(user)
  })

  test('and adding the same user to a group at once leaves no membership', async () => {
    await using kernel = await openTestKernel()
    const group = await aGroup(kernel)
    for (let round = 0; round < 8; round++) {
      const user = await aUser(kernel)
      await Promise.allSettled([
        addMember(kernel, system, { group: group.id, member: user.id }),
        deleteUser(kernel, system, { user: user.id }),
      ])
    }
    const left = await kernel.store.read((r) => r.db.selectFrom('group_members').selectAll().execute())
    expect(left).toEqual([])
  })
})

test('a name that is no name finds nobody', async () => {
  await using kernel = await openTestKernel()
  for (const key of ['', ' ', "' or 1=1 --", '\u0000', 'x'.repeat(10_000), uuid(kernel.random), '%']) {
    expect(await find(kernel, key)).toBeUndefined()
  }
})
