import { directoryRead, type Operation } from './operation.ts'

export const groupsOperations = {
  'groups.read': {
    application: ['GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', ...directoryRead],
    delegated: ['GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', ...directoryRead],
    action: 'microsoft.directory/groups/standard/read',
    reach: 'tenant',
  },
  'groups.create': {
    application: ['Group.Create', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    delegated: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/groups/create',
    reach: 'tenant',
  },
  'groups.update': {
    application: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    delegated: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/groups/basic/update',
    reach: 'group',
  },
  'groups.delete': {
    application: ['Group.ReadWrite.All'],
    delegated: ['Group.ReadWrite.All'],
    action: 'microsoft.directory/groups/delete',
    reach: 'group',
  },
  /** Restoring a deleted group, and erasing it. */
  'groups.restore': {
    application: ['Group.ReadWrite.All'],
    delegated: ['Group.ReadWrite.All'],
    action: 'microsoft.directory/deletedItems.groups/restore',
    reach: 'tenant',
  },
  'groups.updateOwners': {
    application: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    delegated: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/groups/owners/update',
    reach: 'group',
  },
  'groups.updateMembers': {
    application: ['GroupMember.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    delegated: ['GroupMember.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/groups/members/update',
    reach: 'group',
  },
  /** Creating a role-assignable group, or changing its members, hands out roles. */
  'groups.updateRoleAssignable': {
    application: ['RoleManagement.ReadWrite.Directory'],
    delegated: ['RoleManagement.ReadWrite.Directory'],
    action: 'microsoft.directory/groupsAssignableToRoles/allProperties/update',
    reach: 'tenant',
  },
} as const satisfies Record<string, Operation>
