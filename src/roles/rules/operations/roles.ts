import { directoryRead, type Operation } from './operation.ts'

const reading = ['RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory', ...directoryRead]
const defining = ['RoleManagement.ReadWrite.Directory', 'Directory.ReadWrite.All']

export const rolesOperations = {
  'roles.read': {
    description: 'Read roles, and who holds them',
    application: reading,
    delegated: reading,
    action: 'microsoft.directory/roleAssignments/standard/read',
    reach: 'tenant',
  },
  'roles.assign': {
    description: 'Give roles and take them away',
    application: ['RoleManagement.ReadWrite.Directory'],
    delegated: ['RoleManagement.ReadWrite.Directory'],
    action: 'microsoft.directory/roleAssignments/allProperties/allTasks',
    reach: 'user',
    leavesTargetAlone: true,
  },
  'roles.define': {
    description: 'Define, change and delete custom roles',
    application: defining,
    delegated: defining,
    action: 'microsoft.directory/roleDefinitions/allProperties/allTasks',
    reach: 'tenant',
  },
} as const satisfies Record<string, Operation>
