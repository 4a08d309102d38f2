import { directoryRead, type Operation } from './operation.ts'

export const rolesOperations = {
  'roles.read': {
    application: ['RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory', ...directoryRead],
    delegated: ['RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory', ...directoryRead],
    action: 'microsoft.directory/roleAssignments/standard/read',
    reach: 'tenant',
  },
  'roles.assign': {
    application: ['RoleManagement.ReadWrite.Directory'],
    delegated: ['RoleManagement.ReadWrite.Directory'],
    action: 'microsoft.directory/roleAssignments/allProperties/allTasks',
    reach: 'user',
  },
} as const satisfies Record<string, Operation>
