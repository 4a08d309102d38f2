import { directoryRead, type Operation } from './operation.ts'

const membershipsRead = [
  ...['User.Read.All', 'User.ReadWrite.All', 'GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All'],
  ...directoryRead,
]

export const directoryOperations = {
  'organization.read': {
    description: 'Read the organization',
    application: ['Organization.Read.All', 'Organization.ReadWrite.All', 'User.Read.All', ...directoryRead],
    delegated: ['User.Read', 'Organization.Read.All', 'Organization.ReadWrite.All', 'User.Read.All', ...directoryRead],
    action: 'microsoft.directory/organization/standard/read',
    reach: 'tenant',
  },
  'organization.update': {
    description: 'Rename the organization',
    application: ['Organization.ReadWrite.All'],
    delegated: ['Organization.ReadWrite.All'],
    action: 'microsoft.directory/organization/basic/update',
    reach: 'tenant',
  },
  /** Everybody sees it before signing in. */
  'branding.read': {
    description: 'Read how the sign-in pages look',
    application: [
      'OrganizationalBranding.Read.All',
      'OrganizationalBranding.ReadWrite.All',
      'Organization.Read.All',
      'Organization.ReadWrite.All',
      'User.Read.All',
    ],
    delegated: [
      'User.Read',
      'OrganizationalBranding.Read.All',
      'OrganizationalBranding.ReadWrite.All',
      'Organization.Read.All',
      'Organization.ReadWrite.All',
      'User.Read.All',
    ],
    action: 'microsoft.directory/organization/standard/read',
    reach: 'tenant',
  },
  'branding.update': {
    description: 'Change how the sign-in pages look: colour, logos and texts',
    application: ['OrganizationalBranding.ReadWrite.All', 'Organization.ReadWrite.All'],
    delegated: ['OrganizationalBranding.ReadWrite.All', 'Organization.ReadWrite.All'],
    action: 'microsoft.directory/loginOrganizationBranding/allProperties/allTasks',
    reach: 'tenant',
  },
  'users.read': {
    description: 'Read the basic profile of users',
    application: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', ...directoryRead],
    delegated: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', ...directoryRead],
    own: ['User.Read', 'User.ReadWrite'],
    action: 'microsoft.directory/users/standard/read',
    reach: 'tenant',
  },
  /** What is behind the basic profile: deleted users, and every change of users. */
  'users.readAll': {
    description: 'Read everything about users, deleted ones and changes included',
    application: ['User.Read.All', 'User.ReadWrite.All', ...directoryRead],
    delegated: ['User.Read.All', 'User.ReadWrite.All', ...directoryRead],
    action: 'microsoft.directory/users/standard/read',
    reach: 'tenant',
  },
  /** The groups, roles and administrative units that a user is in. */
  'users.readMemberships': {
    description: 'Read which groups, roles and administrative units a user is in',
    application: membershipsRead,
    delegated: membershipsRead,
    own: ['User.Read', 'User.ReadWrite'],
    action: 'microsoft.directory/users/standard/read',
    reach: 'tenant',
  },
  'directoryObjects.read': {
    description: 'Look up users and groups by id',
    application: [...directoryRead],
    delegated: [...directoryRead],
    action: 'microsoft.directory/users/standard/read',
    reach: 'tenant',
  },
  'users.create': {
    description: 'Create users and invite guests',
    application: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
    delegated: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/users/create',
    reach: 'tenant',
  },
  'users.update': {
    description: 'Edit users, switch accounts on and off, and set their manager',
    application: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
    delegated: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/users/basic/update',
    reach: 'user',
  },
  'users.delete': {
    description: 'Delete users',
    application: ['User.DeleteRestore.All', 'User.ReadWrite.All'],
    delegated: ['User.DeleteRestore.All', 'User.ReadWrite.All'],
    action: 'microsoft.directory/users/delete',
    reach: 'user',
  },
  'users.restore': {
    description: 'Restore deleted users',
    application: ['User.DeleteRestore.All', 'User.ReadWrite.All'],
    delegated: ['User.DeleteRestore.All', 'User.ReadWrite.All'],
    action: 'microsoft.directory/deletedItems.users/restore',
    reach: 'user',
  },
  /** What is erased is not restored, so it takes more than deleting. */
  'users.erase': {
    description: 'Erase deleted users for good',
    application: ['User.DeleteRestore.All', 'User.ReadWrite.All'],
    delegated: ['User.DeleteRestore.All', 'User.ReadWrite.All'],
    action: 'microsoft.directory/deletedItems.users/delete',
    reach: 'user',
  },
  'users.resetPassword': {
    description: 'Set a new password for a user',
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
    description: 'End sessions of a user',
    application: ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
    delegated: ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/users/invalidateAllRefreshTokens',
    reach: 'user',
  },
} as const satisfies Record<string, Operation>
