/** One thing an administrator or an application may be allowed to do. */
export interface Operation {
  /** Graph application permissions, any one of which suffices; the least first. */
  readonly application: readonly string[]
  /** The resource action a role must grant, as in Entra's role definitions; null: no role can do it. */
  readonly action: string | null
  /** `user`: the table of who may act on whom applies, and nobody acts on oneself; `tenant`: it does not. */
  readonly reach: 'tenant' | 'user'
}

const anyMethodRead = ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All']
const anyMethodWrite = ['UserAuthenticationMethod.ReadWrite.All']
const directoryRead = ['Directory.Read.All', 'Directory.ReadWrite.All']

const passRead = ['UserAuthMethod-TAP.Read.All', 'UserAuthMethod-TAP.ReadWrite.All', ...anyMethodRead]
const passWrite = ['UserAuthMethod-TAP.ReadWrite.All', ...anyMethodWrite]

const methodActions = 'microsoft.directory/users/authenticationMethods'

/**
 * Every operation of the administrative face.
 *
 * Source: facts/entra.md §8.2 (actions), §9 (permissions), §8.3 (reach).
 */
export const operations = {
  'organization.read': {
    application: ['Organization.Read.All', 'User.Read.All', 'User.ReadWrite.All', ...directoryRead],
    action: 'microsoft.directory/organization/standard/read',
    reach: 'tenant',
  },
  'users.read': {
    application: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', ...directoryRead],
    action: 'microsoft.directory/users/standard/read',
    reach: 'tenant',
  },
  'users.create': {
    application: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/users/create',
    reach: 'tenant',
  },
  'users.update': {
    application: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/users/basic/update',
    reach: 'user',
  },
  'users.delete': {
    application: ['User.DeleteRestore.All', 'User.ReadWrite.All'],
    action: 'microsoft.directory/users/delete',
    reach: 'user',
  },
  'users.resetPassword': {
    application: ['User-PasswordProfile.ReadWrite.All', 'UserAuthMethod-Password.ReadWrite.All', 'User.ReadWrite.All'],
    action: 'microsoft.directory/users/password/update',
    reach: 'user',
  },
  'users.revokeSessions': {
    application: ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/users/invalidateAllRefreshTokens',
    reach: 'user',
  },
  'groups.read': {
    application: ['GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', ...directoryRead],
    action: 'microsoft.directory/groups/standard/read',
    reach: 'tenant',
  },
  'groups.create': {
    application: ['Group.Create', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/groups/create',
    reach: 'tenant',
  },
  'groups.update': {
    application: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/groups/basic/update',
    reach: 'tenant',
  },
  'groups.delete': {
    application: ['Group.ReadWrite.All'],
    action: 'microsoft.directory/groups/delete',
    reach: 'tenant',
  },
  'groups.updateMembers': {
    application: ['GroupMember.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/groups/members/update',
    reach: 'tenant',
  },
  /** Creating a role-assignable group, or changing its members, hands out roles. */
  'groups.updateRoleAssignable': {
    application: ['RoleManagement.ReadWrite.Directory'],
    action: 'microsoft.directory/groupsAssignableToRoles/allProperties/update',
    reach: 'tenant',
  },
  'roles.read': {
    application: ['RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory', ...directoryRead],
    action: 'microsoft.directory/roleAssignments/standard/read',
    reach: 'tenant',
  },
  'roles.assign': {
    application: ['RoleManagement.ReadWrite.Directory'],
    action: 'microsoft.directory/roleAssignments/allProperties/allTasks',
    reach: 'user',
  },
  'passes.read': { application: passRead, action: `${methodActions}/standard/restrictedRead`, reach: 'user' },
  'passes.create': { application: passWrite, action: `${methodActions}/create`, reach: 'user' },
  'passes.delete': { application: passWrite, action: `${methodActions}/delete`, reach: 'user' },
  'methods.read': { application: anyMethodRead, action: `${methodActions}/standard/restrictedRead`, reach: 'user' },
  'methods.delete': { application: anyMethodWrite, action: `${methodActions}/delete`, reach: 'user' },
  'passkeys.read': {
    application: ['UserAuthMethod-Passkey.Read.All', 'UserAuthMethod-Passkey.ReadWrite.All', ...anyMethodRead],
    action: `${methodActions}/standard/restrictedRead`,
    reach: 'user',
  },
  'passkeys.delete': {
    application: ['UserAuthMethod-Passkey.ReadWrite.All', ...anyMethodWrite],
    action: `${methodActions}/delete`,
    reach: 'user',
  },
  'softwareOath.read': {
    application: [
      'UserAuthMethod-SoftwareOATH.Read.All',
      'UserAuthMethod-SoftwareOATH.ReadWrite.All',
      ...anyMethodRead,
    ],
    action: `${methodActions}/standard/restrictedRead`,
    reach: 'user',
  },
  'softwareOath.delete': {
    application: ['UserAuthMethod-SoftwareOATH.ReadWrite.All', ...anyMethodWrite],
    action: `${methodActions}/delete`,
    reach: 'user',
  },
  'passwords.read': {
    application: ['UserAuthMethod-Password.Read.All', 'UserAuthMethod-Password.ReadWrite.All', ...anyMethodRead],
    action: `${methodActions}/standard/restrictedRead`,
    reach: 'user',
  },
  'passwords.delete': {
    application: ['UserAuthMethod-Password.ReadWrite.All', ...anyMethodWrite],
    action: `${methodActions}/delete`,
    reach: 'user',
  },
  'methodsPolicy.read': {
    application: ['Policy.Read.AuthenticationMethod', 'Policy.Read.All', 'Policy.ReadWrite.AuthenticationMethod'],
    action: 'microsoft.directory/userCredentialPolicies/standard/read',
    reach: 'tenant',
  },
  'methodsPolicy.update': {
    application: ['Policy.ReadWrite.AuthenticationMethod'],
    action: 'microsoft.directory/userCredentialPolicies/basic/update',
    reach: 'tenant',
  },
  'auditLogs.read': {
    application: ['AuditLog.Read.All', 'Directory.Read.All'],
    action: 'microsoft.directory/auditLogs/allProperties/read',
    reach: 'tenant',
  },
  'signIns.read': {
    application: ['AuditLog.Read.All'],
    action: 'microsoft.directory/signInReports/allProperties/read',
    reach: 'tenant',
  },
  'applications.read': {
    application: ['Application.Read.All', 'Application.ReadWrite.All', ...directoryRead],
    action: 'microsoft.directory/applications/standard/read',
    reach: 'tenant',
  },
  'applications.update': {
    application: ['Application.ReadWrite.All'],
    action: 'microsoft.directory/applications/allProperties/allTasks',
    reach: 'tenant',
  },
} as const satisfies Record<string, Operation>

export type OperationName = keyof typeof operations
