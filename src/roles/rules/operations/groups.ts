import { directoryRead, type Operation } from './operation.ts'

export const groupsOperations = {
  'groups.read': {
    description: 'Read groups, their members and owners',
    application: ['GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', ...directoryRead],
    delegated: ['GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', ...directoryRead],
    action: 'microsoft.directory/groups/standard/read',
    reach: 'tenant',
  },
  'groups.create': {
    description: 'Create groups',
    application: ['Group.Create', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    delegated: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/groups/create',
    reach: 'tenant',
  },
  'groups.update': {
    description: 'Edit groups',
    application: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    delegated: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/groups/basic/update',
    reach: 'group',
  },
  'groups.delete': {
    description: 'Delete groups',
    application: ['Group.ReadWrite.All'],
    delegated: ['Group.ReadWrite.All'],
    action: 'microsoft.directory/groups/delete',
    reach: 'group',
  },
  /** Restoring a deleted group, and erasing it. */
  'groups.restore': {
    description: 'Restore deleted groups, and erase them',
    application: ['Group.ReadWrite.All'],
    delegated: ['Group.ReadWrite.All'],
    action: 'microsoft.directory/deletedItems.groups/restore',
    reach: 'tenant',
  },
  'groups.updateOwners': {
    description: 'Add and remove owners of groups',
    application: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    delegated: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/groups/owners/update',
    reach: 'group',
  },
  'groups.updateMembers': {
    description: 'Add and remove members of groups',
    application: ['GroupMember.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    delegated: ['GroupMember.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    action: 'microsoft.directory/groups/members/update',
    reach: 'group',
  },
  /** Creating a role-assignable group, or changing its members, hands out roles. */
  'groups.updateRoleAssignable': {
    description: 'Create and change groups that roles can be assigned to',
    application: ['RoleManagement.ReadWrite.Directory'],
    delegated: ['RoleManagement.ReadWrite.Directory'],
    action: 'microsoft.directory/groupsAssignableToRoles/allProperties/update',
    reach: 'tenant',
  },
} as const satisfies Record<string, Operation>
