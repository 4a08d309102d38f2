import { describe, expect, test } from 'vitest'
import type { ApplicationActor, UserActor } from '../src/base/actor.ts'
import { userId } from '../src/base/text.ts'
import { commandCatalogue } from '../src/kernel/command.ts'
import '../src/main/compose.ts'
import '../src/applications/service.ts'
import '../src/faces/graph/routes.ts'
import { createUser, deleteUser, updateGroup } from '../src/directory/service.ts'
import { issuePass } from '../src/methods/temporary-access-pass/service.ts'
import { updateConfigurations } from '../src/policies/authentication-methods/service.ts'
import { may, type OperationName, operations, type Target } from '../src/roles/rules.ts'
import { aGroup, anAdministrator, applicationActor, aUser, systemActor } from './kit/builders.ts'
import { openTestKernel } from './kit/kernel.ts'
import { recordsOf, refusalOf } from './kit/records.ts'
import { commands } from './kit/what-commands-ask.ts'
import { everyRole, grants, onUsers, type Role, reach, roles } from './kit/who-may-what.ts'

type TargetUser = Extract<Target, { readonly kind: 'user' }>

const origin = { ipAddress: '', userAgent: '', correlationId: '' }
const me = userId('00000000-0000-4000-8000-000000000001')
const somebody: TargetUser = {
  kind: 'user',
  userId: userId('00000000-0000-4000-8000-000000000002'),
  roles: [],
  inRoleAssignableGroup: false,
  administersRestrictedUnit: false,
  units: [],
}
const myself: TargetUser = { ...somebody, userId: me }

const person = (held: readonly string[], multifactor = true): UserActor => ({
  kind: 'user',
  userId: me,
  userPrincipalName: 'me@example.com',
  displayName: 'Me',
  sessionId: '',
  roles: held.map((roleId) => ({ roleId, scope: '/' })),
  multifactor,
  origin,
})

const application = (permissions: readonly string[]): ApplicationActor => ({
  kind: 'application',
  appId: '',
  servicePrincipalId: '',
  displayName: 'Application',
  permissions,
  origin,
})

const anyMethod = 'UserAuthenticationMethod.ReadWrite.All'

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '')
const everyOperation = Object.keys(grants) as OperationName[]
const everyPermission = [...new Set(everyOperation.flatMap((name) => words(grants[name].permissions)))]
const isAllowed = (...asked: Parameters<typeof may>): boolean => may(...asked).ok

test('the tables here name every operation and every use-case there is', () => {
  expect(everyOperation.toSorted()).toEqual(Object.keys(operations).toSorted())
  const declared = commandCatalogue().map(({ commandName, operation }) => [commandName, operation])
  expect(Object.fromEntries(declared)).toEqual(commands)
  expect(declared).toHaveLength(Object.keys(commands).length)
})

describe.each(Object.entries(commands))('%s', (_, operation) => {
  test.each(everyRole)('by a person who is %s', (role) => {
    const expected = grants[operation].roles.includes(role)
    expect(isAllowed(person([roles[role]]), operation, somebody)).toBe(expected)
  })

  test('by an application, permission by permission', () => {
    const sufficient = everyPermission.filter((permission) => isAllowed(application([permission]), operation, somebody))
    expect(sufficient.toSorted()).toEqual(words(grants[operation].permissions).toSorted())
  })
})

test.each(everyOperation)('%s is granted by the roles and permissions written down here, and by no others', (name) => {
  const granting = everyRole.filter((role) => isAllowed(person([roles[role]]), name, somebody))
  const alwaysAllowed: readonly OperationName[] = ['organization.read']
  expect(granting.toSorted()).toEqual(
    alwaysAllowed.includes(name) ? everyRole.toSorted() : grants[name].roles.toSorted(),
  )
  const sufficient = everyPermission.filter((permission) => isAllowed(application([permission]), name, somebody))
  expect(sufficient.toSorted()).toEqual(words(grants[name].permissions).toSorted())
})

test.each(everyOperation)('%s is refused without role, factors, permission or name', (name) => {
  const readable = name === 'organization.read'
  expect(isAllowed(person([]), name, somebody)).toBe(readable)
  expect(isAllowed(person([roles.GlobalAdmin], false), name, somebody)).toBe(readable)
  expect(isAllowed(person(['00000000-0000-4000-8000-00000000dead']), name, somebody)).toBe(readable)
  expect(isAllowed(application([]), name, somebody)).toBe(false)
  expect(isAllowed(application(['*', 'Everything.All', name]), name, somebody)).toBe(false)
  expect(isAllowed({ kind: 'anonymous', origin }, name, somebody)).toBe(false)
  expect(isAllowed({ kind: 'system', displayName: 'Latchkey', origin }, name, somebody)).toBe(true)
})

test.each(onUsers)('%s is never done to oneself, whatever the roles', (name) => {
  for (const held of [...everyRole.map((role) => [roles[role]]), Object.values(roles), []]) {
    expect(may(person(held), name, { ...myself, roles: held })).toMatchObject({ ok: false, why: 'notOnYourself' })
  }
})

test('what does not act on one user is not refused on oneself', () => {
  for (const name of everyOperation.filter((operation) => !onUsers.includes(operation))) {
    expect(may(person([roles.GlobalAdmin]), name, myself)).toEqual({ ok: true })
  }
})

test('everybody reads the organization and the own entry, and nobody else without a role', () => {
  expect(isAllowed(person([], false), 'organization.read')).toBe(true)
  expect(isAllowed(person([], false), 'users.read', myself)).toBe(true)
  expect(isAllowed(person([], false), 'users.read', somebody)).toBe(false)
  expect(isAllowed(person([], false), 'users.read')).toBe(false)
})

describe('who may act on whom', () => {
  const [head = '', ...rows] = reach.trim().split('\n')
  const columns = head.trim().split(/\s+/) as Role[]
  const readRow = (row: string) => {
    const marks = row.trim().split(/\s+/).slice(-columns.length)
    return { held: row.slice(0, 33).trim(), reaching: columns.filter((_, index) => marks[index] === 'x') }
  }
  const standing = (held: string): TargetUser => {
    if (held === 'nothing') return somebody
    if (held === 'a role-assignable group') return { ...somebody, inRoleAssignableGroup: true }
    const unknown = '00000000-0000-4000-8000-00000000dead'
    return { ...somebody, roles: [held in roles ? roles[held as Role] : unknown] }
  }

  test('the table has a row for every role', () => {
    const held = rows.map((row) => readRow(row).held)
    expect(held.filter((name) => name in roles).toSorted()).toEqual(everyRole.toSorted())
  })

  test.each(rows.map(readRow))('a user who holds $held', ({ held, reaching }) => {
    const target = standing(held)
    for (const name of onUsers.filter((operation) => operation !== 'roles.assign')) {
      for (const role of columns.filter((column) => grants[name].roles.includes(column))) {
        const expected = reaching.includes(role) ? { ok: true } : { ok: false, why: 'targetOutOfReach' }
        expect(may(person([roles[role]]), name, target), `${role} ${name}`).toMatchObject(expected)
      }
      if (grants[name].roles.includes('GlobalReader')) {
        expect(isAllowed(person([roles.GlobalReader]), name, target)).toBe(true)
      }
    }
    expect(isAllowed(person([roles.RoleAdmin]), 'roles.assign', target)).toBe(true)
  })

  test('a user with several roles is reached only by who reaches every one of them', () => {
    const target = { ...somebody, roles: [roles.ReportsReader, roles.GroupsAdmin] }
    expect(isAllowed(person([roles.UserAdmin]), 'users.resetPassword', target)).toBe(true)
    expect(isAllowed(person([roles.Helpdesk]), 'users.resetPassword', target)).toBe(false)
    const both = { ...somebody, roles: [roles.Helpdesk, roles.AuthAdmin] }
    expect(isAllowed(person([roles.Helpdesk, roles.AuthAdmin]), 'users.resetPassword', both)).toBe(false)
  })

  test('one role that grants and another that reaches do not add up', () => {
    const target = { ...somebody, roles: [roles.GroupsAdmin] }
    expect(isAllowed(person([roles.AuthAdmin, roles.UserAdmin]), 'passes.create', target)).toBe(false)
    expect(isAllowed(person([roles.AuthAdmin, roles.GlobalReader]), 'passes.create', target)).toBe(false)
    expect(isAllowed(person([roles.AuthAdmin, roles.RoleAdmin]), 'passes.create', target)).toBe(false)
    expect(isAllowed(person([roles.AuthAdmin, roles.PrivAuthAdmin]), 'passes.create', target)).toBe(true)
  })

  test('without a single target only those who reach everybody may act', () => {
    const allowed = everyRole.filter((role) => isAllowed(person([roles[role]]), 'passes.create'))
    expect(allowed.toSorted()).toEqual(['GlobalAdmin', 'PrivAuthAdmin'])
  })

  test('applications reach everybody', () => {
    const target = { ...somebody, roles: [roles.GlobalAdmin], inRoleAssignableGroup: true }
    expect(isAllowed(application([anyMethod]), 'passes.create', target)).toBe(true)
  })
})

test('a refusal says what would be needed', () => {
  const refusals = [
    may(application([]), 'passes.create', somebody),
    may(person([roles.Helpdesk]), 'passes.create', somebody),
    may(person([], false), 'methodsPolicy.update'),
    may(person([roles.AuthAdmin]), 'passes.create', { ...somebody, roles: [roles.GlobalAdmin] }),
  ]
  expect(refusals.map((refusal) => (refusal.ok ? '' : refusal.message))).toEqual([
    'Insufficient privileges to complete the operation. It needs one of the permissions UserAuthMethod-TAP.ReadWrite.All or UserAuthenticationMethod.ReadWrite.All.',
    'Insufficient privileges to complete the operation. It needs one of the roles Global Administrator, Privileged Authentication Administrator or Authentication Administrator.',
    'Insufficient privileges to complete the operation. It needs one of the roles Global Administrator or Authentication Policy Administrator, and a sign-in with more than one factor.',
    'Insufficient privileges to complete the operation. The user holds Global Administrator, which your role may not act on. Ask a Privileged Authentication Administrator or a Global Administrator.',
  ])
})

describe('in the database', () => {
  test('roles count from the moment they are given, and every refused attempt is recorded', async () => {
    await using kernel = await openTestKernel()
    await updateConfigurations(kernel, systemActor(), [{ id: 'TemporaryAccessPass', change: { state: 'enabled' } }])
    const { user: desk, actor } = await anAdministrator(kernel, roles.AuthAdmin)
    const { user: chief } = await anAdministrator(kernel, roles.GlobalAdmin)
    const member = await aUser(kernel)
    const special = await aUser(kernel)
    await aGroup(kernel, { isAssignableToRole: true, members: [special] })
    await issuePass(kernel, actor, { user: member.id })
    for (const [target, code] of [
      [chief, 'targetOutOfReach'],
      [special, 'targetOutOfReach'],
      [desk, 'notOnYourself'],
    ] as const) {
      const records = await recordsOf(kernel, async () => {
        expect(await refusalOf(issuePass(kernel, actor, { user: target.id }))).toBe(code)
      })
      expect(records).toMatchObject([
        {
          activityDisplayName: 'Admin registered security info',
          result: 'failure',
          initiatedBy: { user: { id: desk.id } },
          targetResources: [{ id: target.id }],
          additionalDetails: [{ key: 'code', value: code }],
        },
      ])
    }
    const passes = await kernel.store.read((r) =>
      r.db.selectFrom('temporary_access_passes').select('user_id').execute(),
    )
    expect(passes).toEqual([{ user_id: member.id }])
  })

  test('without role or permission nothing happens but a record', async () => {
    await using kernel = await openTestKernel()
    const member = await aUser(kernel)
    const group = await aGroup(kernel, { isAssignableToRole: true })
    const { actor: groupsAdmin } = await anAdministrator(kernel, roles.GroupsAdmin)
    const attempts = [
      () => deleteUser(kernel, applicationActor(['Group.ReadWrite.All']), { user: member.id }),
      () => deleteUser(kernel, groupsAdmin, { user: member.id }),
      () => createUser(kernel, groupsAdmin, { displayName: 'New', userPrincipalName: 'new@example.com' }),
      () => updateGroup(kernel, groupsAdmin, { group: group.id, change: { displayName: 'Taken over' } }),
    ]
    for (const attempt of attempts) {
      const records = await recordsOf(kernel, async () => {
        expect(await refusalOf(attempt())).toBe('insufficientPrivileges')
      })
      expect(records).toMatchObject([{ result: 'failure' }])
    }
    const names = await kernel.store.read((r) => r.db.selectFrom('groups').select('display_name').execute())
    expect(names).toEqual([{ display_name: group.displayName }])
  })
})
