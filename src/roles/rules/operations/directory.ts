import { directoryRead, type Operation } from './operation.ts'

export const directoryOperations = {
  'organization.read': {
    application: ['Organization.Read.All', 'User.Read.All', 'User.ReadWrite.All', ...directoryRead],
    delegated: ['Organization.Read.All', 'User.Read.All', 'User.ReadWrite.All', ...directoryRead],
    action: 'microsoft.directory/organization/standard/read',
    reach: 'tenant',
  },
  'users.read': {
    application: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', ...directoryRead],
    delegated: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', ...directoryRead],
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
  'users.resetPassword': {
    application: ['User-PasswordProfile.ReadWrite.All', 'UserAuthMethod-Password.ReadWrite.All', 'User.ReadWrite.All'],
    delegated: ['User-PasswordProfile.ReadWrite.All', 'UserAuthMethod-Password.ReadWrite.All', 'User.ReadWrite.All'],
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
