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

/**
 * Who may do what, written down a second time: nothing here is derived from what is tested.
 *
 * Source: facts/entra.md §8.1-8.4, §9.
 */
const roles = {
  GlobalAdmin: '62e90394-69f5-4237-9190-012177145e10',
  GlobalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  RoleAdmin: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  PrivAuthAdmin: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  AuthAdmin: 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  AuthPolicyAdmin: '0526716b-113d-4c15-b2c8-68e3c22b9f80',
  Helpdesk: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  UserAdmin: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  PasswordAdmin: '966707d0-3269-4727-9be2-8c3a10f19b9d',
  GroupsAdmin: 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
  SecurityAdmin: '194ae4cb-b126-40b2-bd5b-6091b380977d',
  SecurityOperator: '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f',
  SecurityReader: '5d6b6bb7-de71-4623-b4af-96380a352509',
  ReportsReader: '4a5d8f65-41da-4de4-8968-e035b65339cf',
  ConditionalAccessAdmin: 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
  WorkflowsAdmin: '59d46f88-662b-457b-bceb-5c3809e5908f',
  GovernanceAdmin: '45d8d3c5-c802-45c6-b32a-1d70b5e1e86e',
  DirectoryReaders: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  GuestInviter: '95e79109-95c0-4d8e-aee3-d01accf2d47b',
  MessageReader: '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b',
  UsageReader: '75934031-6c7e-415a-99d7-48dbd49e875e',
  SuccessManager: '27460883-1df1-4691-b032-3b79643e5e63',
} as const
type Role = keyof typeof roles
const everyRole = Object.keys(roles) as Role[]

interface Grant {
  readonly roles: readonly Role[]
  /** Words of the Graph permissions that suffice for an application. */
  readonly permissions: string
}

const managesMethods: readonly Role[] = ['GlobalAdmin', 'PrivAuthAdmin', 'AuthAdmin']
const readsMethods: readonly Role[] = [...managesMethods, 'GlobalReader']
const managesGroups: readonly Role[] = ['GlobalAdmin', 'UserAdmin', 'GroupsAdmin']
const updatesUsers: readonly Role[] = [...managesMethods, 'UserAdmin']
const resetsPasswords: readonly Role[] = [...updatesUsers, 'Helpdesk', 'PasswordAdmin']
const assignsRoles: readonly Role[] = ['GlobalAdmin', 'RoleAdmin']
const readsLogs: readonly Role[] = [
  'GlobalAdmin',
  'GlobalReader',
  'SecurityAdmin',
  'SecurityOperator',
  'SecurityReader',
  'ReportsReader',
]

const anyMethod = 'UserAuthenticationMethod.ReadWrite.All'
const readAnyMethod = `UserAuthenticationMethod.Read.All ${anyMethod}`
const directory = 'Directory.Read.All Directory.ReadWrite.All'
const updateUsers = 'User.ReadWrite.All Directory.ReadWrite.All'
const updateGroups = 'Group.ReadWrite.All Directory.ReadWrite.All'

const grants: Readonly<Record<OperationName, Grant>> = {
  'organization.read': {
    roles: everyRole,
    permissions: `Organization.Read.All User.Read.All User.ReadWrite.All ${directory}`,
  },
  'users.read': { roles: everyRole, permissions: `User.ReadBasic.All User.Read.All User.ReadWrite.All ${directory}` },
  'users.create': { roles: ['GlobalAdmin', 'UserAdmin'], permissions: updateUsers },
  'users.update': { roles: updatesUsers, permissions: updateUsers },
  'users.delete': { roles: updatesUsers, permissions: 'User.DeleteRestore.All User.ReadWrite.All' },
  'users.resetPassword': {
    roles: resetsPasswords,
    permissions: 'User-PasswordProfile.ReadWrite.All UserAuthMethod-Password.ReadWrite.All User.ReadWrite.All',
  },
  'users.revokeSessions': { roles: resetsPasswords, permissions: `User.RevokeSessions.All ${updateUsers}` },
  'groups.read': {
    roles: everyRole,
    permissions: `GroupMember.Read.All Group.Read.All Group.ReadWrite.All ${directory}`,
  },
  'groups.create': { roles: managesGroups, permissions: `Group.Create ${updateGroups}` },
  'groups.update': { roles: managesGroups, permissions: updateGroups },
  'groups.delete': { roles: managesGroups, permissions: 'Group.ReadWrite.All' },
  'groups.updateMembers': {
    roles: [...managesGroups, 'GovernanceAdmin'],
    permissions: `GroupMember.ReadWrite.All ${updateGroups}`,
  },
  'groups.updateRoleAssignable': { roles: assignsRoles, permissions: 'RoleManagement.ReadWrite.Directory' },
  'roles.read': {
    roles: [...assignsRoles, 'GlobalReader', 'DirectoryReaders'],
    permissions: `RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory ${directory}`,
  },
  'roles.assign': { roles: assignsRoles, permissions: 'RoleManagement.ReadWrite.Directory' },
  'passes.read': {
    roles: readsMethods,
    permissions: `UserAuthMethod-TAP.Read.All UserAuthMethod-TAP.ReadWrite.All ${readAnyMethod}`,
  },
  'passes.create': { roles: managesMethods, permissions: `UserAuthMethod-TAP.ReadWrite.All ${anyMethod}` },
  'passes.delete': { roles: managesMethods, permissions: `UserAuthMethod-TAP.ReadWrite.All ${anyMethod}` },
  'methods.read': { roles: readsMethods, permissions: readAnyMethod },
  'methods.delete': { roles: managesMethods, permissions: anyMethod },
  'passkeys.read': {
    roles: readsMethods,
    permissions: `UserAuthMethod-Passkey.Read.All UserAuthMethod-Passkey.ReadWrite.All ${readAnyMethod}`,
  },
  'passkeys.delete': { roles: managesMethods, permissions: `UserAuthMethod-Passkey.ReadWrite.All ${anyMethod}` },
  'softwareOath.read': {
    roles: readsMethods,
    permissions: `UserAuthMethod-SoftwareOATH.Read.All UserAuthMethod-SoftwareOATH.ReadWrite.All ${readAnyMethod}`,
  },
  'softwareOath.delete': {
    roles: managesMethods,
    permissions: `UserAuthMethod-SoftwareOATH.ReadWrite.All ${anyMethod}`,
  },
  'passwords.read': {
    roles: readsMethods,
    permissions: `UserAuthMethod-Password.Read.All UserAuthMethod-Password.ReadWrite.All ${readAnyMethod}`,
  },
  'passwords.delete': { roles: managesMethods, permissions: `UserAuthMethod-Password.ReadWrite.All ${anyMethod}` },
  'methodsPolicy.read': {
    roles: ['GlobalAdmin', 'GlobalReader', 'AuthPolicyAdmin'],
    permissions: 'Policy.Read.AuthenticationMethod Policy.Read.All Policy.ReadWrite.AuthenticationMethod',
  },
  'methodsPolicy.update': {
    roles: ['GlobalAdmin', 'AuthPolicyAdmin'],
    permissions: 'Policy.ReadWrite.AuthenticationMethod',
  },
  'auditLogs.read': { roles: readsLogs, permissions: 'AuditLog.Read.All Directory.Read.All' },
  'signIns.read': { roles: readsLogs, permissions: 'AuditLog.Read.All' },
  'applications.read': {
    roles: ['GlobalAdmin', 'GlobalReader', 'DirectoryReaders'],
    permissions: `Application.Read.All Application.ReadWrite.All ${directory}`,
  },
  'applications.update': { roles: ['GlobalAdmin'], permissions: 'Application.ReadWrite.All' },
}

/** What each use-case asks for; a new one belongs here before it is merged. */
const commands: Readonly<Record<string, OperationName>> = {
  createUser: 'users.create',
  updateUser: 'users.update',
  enableUser: 'users.update',
  disableUser: 'users.update',
  deleteUser: 'users.delete',
  setManager: 'users.update',
  removeManager: 'users.update',
  resetPassword: 'users.resetPassword',
  createGroup: 'groups.create',
  updateGroup: 'groups.update',
  deleteGroup: 'groups.delete',
  addMember: 'groups.updateMembers',
  removeMember: 'groups.updateMembers',
  createGroupRoleAssignable: 'groups.updateRoleAssignable',
  updateGroupRoleAssignable: 'groups.updateRoleAssignable',
  deleteGroupRoleAssignable: 'groups.updateRoleAssignable',
  addMemberRoleAssignable: 'groups.updateRoleAssignable',
  removeMemberRoleAssignable: 'groups.updateRoleAssignable',
  assignRole: 'roles.assign',
  removeRoleAssignment: 'roles.assign',
  issuePass: 'passes.create',
  revokePass: 'passes.delete',
  deletePasskey: 'passkeys.delete',
  deleteOathToken: 'softwareOath.delete',
  updateConfigurations: 'methodsPolicy.update',
  resetConfiguration: 'methodsPolicy.update',
  createApplication: 'applications.update',
  updateApplication: 'applications.update',
  deleteApplication: 'applications.update',
  addApplicationSecret: 'applications.update',
  removeApplicationSecret: 'applications.update',
}

/** What acts on one user: the table of reach applies, and nobody does it to themself. */
const onUsers: readonly OperationName[] = [
  'users.update',
  'users.delete',
  'users.resetPassword',
  'users.revokeSessions',
  'roles.assign',
  'passes.read',
  'passes.create',
  'passes.delete',
  'methods.read',
  'methods.delete',
  'passkeys.read',
  'passkeys.delete',
  'softwareOath.read',
  'softwareOath.delete',
  'passwords.read',
  'passwords.delete',
]

/** Rows: what the target holds. Marks: who reaches them, as in facts/entra.md §8.3. */
const reach = `
                                 PasswordAdmin Helpdesk AuthAdmin UserAdmin PrivAuthAdmin GlobalAdmin
nothing                          x             x        x         x         x             x
a role-assignable group          -             -        -         -         x             x
AuthAdmin                        -             -        x         -         x             x
DirectoryReaders                 x             x        x         x         x             x
GuestInviter                     x             x        x         x         x             x
PasswordAdmin                    x             x        x         x         x             x
MessageReader                    -             x        x         x         x             x
ReportsReader                    -             x        x         x         x             x
SuccessManager                   -             x        x         x         x             x
UsageReader                      -             x        x         x         x             x
Helpdesk                         -             x        -         x         x             x
GroupsAdmin                      -             -        -         x         x             x
UserAdmin                        -             -        -         x         x             x
PrivAuthAdmin                    -             -        -         -         x             x
RoleAdmin                        -             -        -         -         x             x
GlobalAdmin                      -             -        -         -         x             x
GlobalReader                     -             -        -         -         x             x
AuthPolicyAdmin                  -             -        -         -         x             x
SecurityAdmin                    -             -        -         -         x             x
SecurityOperator                 -             -        -         -         x             x
SecurityReader                   -             -        -         -         x             x
ConditionalAccessAdmin           -             -        -         -         x             x
WorkflowsAdmin                   -             -        -         -         x             x
GovernanceAdmin                  -             -        -         -         x             x
a role unknown here              -             -        -         -         x             x
`

const origin = { ipAddress: '', userAgent: '', correlationId: '' }
const me = userId('00000000-0000-4000-8000-000000000001')
const somebody: Target = {
  userId: userId('00000000-0000-4000-8000-000000000002'),
  roles: [],
  inRoleAssignableGroup: false,
}
const myself: Target = { ...somebody, userId: me }

const person = (held: readonly string[], multifactor = true): UserActor => ({
  kind: 'user',
  userId: me,
  userPrincipalName: 'me@example.com',
  displayName: 'Me',
  sessionId: '',
  roles: held,
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

const words = (text: string): readonly string[] => text.split(' ')
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
  const standing = (held: string): Target => {
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
