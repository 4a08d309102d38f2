import { directoryRead, type Operation } from './operation.ts'

const membershipsRead = [
  ...['User.Read.All', 'User.ReadWrite.All', 'GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All'],
  ...directoryRead,
]

export const directoryOperations = {
  'organization.read': {
    application: ['Organization.Read.All', 'Organization.ReadWrite.All', 'User.Read.All', ...directoryRead],
    delegated: ['User.Read', 'Organization.Read.All', 'Organization.ReadWrite.All', 'User.Read.All', ...directoryRead],
    action: 'microsoft.directory/organization/standard/read',
    reach: 'tenant',
  },
  'users.read': {
    application: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', ...directoryRead],
    delegated: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', ...directoryRead],
    own: ['User.Read', 'User.ReadWrite'],
    action: 'microsoft.directory/users/standard/read',
    reach: 'tenant',
  },
  /** What is behind the basic profile: deleted users, and every change of users. */
  'users.readAll': {
    application: ['User.Read.All', 'User.ReadWrite.All', ...directoryRead],
    delegated: ['User.Read.All', 'User.ReadWrite.All', ...directoryRead],
    action: 'microsoft.directory/users/standard/read',
    reach: 'tenant',
  },
  /** The groups, roles and administrative units that a user is in. */
  'users.readMemberships': {
    application: membershipsRead,
    delegated: membershipsRead,
    own: ['User.Read', 'User.ReadWrite'],
    action: 'microsoft.directory/users/standard/read',
    reach: 'tenant',
  },
  'directoryObjects.read': {
    application: [...directoryRead],
    delegated: [...directoryRead],
    action: 'microsoft.directory/users/standard/read',
    reach: 'tenant',
  },
  'users.create': {
    application: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
    delegated: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/users/create',
    reach: 'tenant',
  },
  'users.update': {
    application: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
    delegated: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/users/basic/update',
    reach: 'user',
  },
  'users.delete': {
    application: ['User.DeleteRestore.All', 'User.ReadWrite.All'],
    delegated: ['User.DeleteRestore.All', 'User.ReadWrite.All'],
    action: 'microsoft.directory/users/delete',
    reach: 'user',
  },
  'users.restore': {
    application: ['User.DeleteRestore.All', 'User.ReadWrite.All'],
    delegated: ['User.DeleteRestore.All', 'User.ReadWrite.All'],
    action: 'microsoft.directory/deletedItems.users/restore',
    reach: 'user',
  },
  /** What is erased is not restored, so it takes more than deleting. */
  'users.erase': {
    application: ['User.DeleteRestore.All', 'User.ReadWrite.All'],
    delegated: ['User.DeleteRestore.All', 'User.ReadWrite.All'],
    action: 'microsoft.directory/deletedItems.users/delete',
    reach: 'user',
  },
  'users.resetPassword': {
    application: ['User-PasswordProfile.ReadWrite.All', 'UserAuthMethod-Password.ReadWrite.All', 'User.ReadWrite.All'],
    delegated: [
      'User-PasswordProfile.ReadWrite.All',
      'UserAuthMethod-Password.ReadWrite.All',
      'UserAuthenticationMethod.ReadWrite.All',
      'User.ReadWrite.All',
    ],
    action: 'microsoft.directory/users/password/update',
    reach: 'user',
  },
  'users.revokeSessions': {
    application: ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
    delegated: ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/users/invalidateAllRefreshTokens',
    reach: 'user',
  },
} as const satisfies Record<string, Operation>
