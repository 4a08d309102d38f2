import { directoryRead, type Operation } from './operation.ts'

export const applicationsOperations = {
  'applications.read': {
    description: 'Read applications',
    application: ['Application.Read.All', 'Application.ReadWrite.All', ...directoryRead],
    delegated: ['Application.Read.All', 'Application.ReadWrite.All', ...directoryRead],
    action: 'microsoft.directory/applications/standard/read',
    reach: 'tenant',
  },
  'applications.update': {
    description: 'Create, change and delete applications and their secrets',
    application: ['Application.ReadWrite.All'],
    delegated: ['Application.ReadWrite.All'],
    action: 'microsoft.directory/applications/allProperties/allTasks',
    reach: 'tenant',
  },
} as const satisfies Record<string, Operation>
