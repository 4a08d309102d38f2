import type { Operation } from './operation.ts'

const workflowRead = [
  'LifecycleWorkflows-Workflow.ReadBasic.All',
  'LifecycleWorkflows-Workflow.Read.All',
  'LifecycleWorkflows-Workflow.ReadWrite.All',
  'LifecycleWorkflows.Read.All',
  'LifecycleWorkflows.ReadWrite.All',
]
const workflowWrite = ['LifecycleWorkflows-Workflow.ReadWrite.All', 'LifecycleWorkflows.ReadWrite.All']
const activate = ['LifecycleWorkflows-Workflow.Activate', ...workflowWrite]
const definitionsRead = ['LifecycleWorkflows.Read.All', 'LifecycleWorkflows.ReadWrite.All']
const resultsRead = [
  'LifecycleWorkflows-Workflow.Read.All',
  'LifecycleWorkflows-Workflow.ReadWrite.All',
  ...definitionsRead,
]

const read = 'microsoft.directory/lifecycleWorkflows/allProperties/read'
const allTasks = 'microsoft.directory/lifecycleWorkflows/allProperties/allTasks'

export const workflowsOperations = {
  'workflows.read': {
    description: 'Read lifecycle workflows',
    application: workflowRead,
    delegated: workflowRead,
    action: read,
    reach: 'tenant',
  },
  'workflows.readResults': {
    description: 'Read what lifecycle workflows did',
    application: resultsRead,
    delegated: resultsRead,
    action: read,
    reach: 'tenant',
  },
  'workflows.write': {
    description: 'Create, change and delete lifecycle workflows',
    application: workflowWrite,
    delegated: workflowWrite,
    action: allTasks,
    reach: 'tenant',
  },
  /** A workflow issues passes to people for whom it is the first way in, so whoever runs one needs no reach. */
  'workflows.activate': {
    description: 'Run lifecycle workflows on chosen people',
    application: activate,
    delegated: activate,
    action: allTasks,
    reach: 'tenant',
  },
  'taskDefinitions.read': {
    description: 'Read which tasks lifecycle workflows can have',
    application: definitionsRead,
    delegated: definitionsRead,
    action: read,
    reach: 'tenant',
  },
} as const satisfies Record<string, Operation>
