import type { ResourceShape } from '../../base/odata/shape.ts'

const pageSize = { standard: 100, greatest: 999 }

/** What query options may ask of lifecycle workflows. */
export const workflowShape: ResourceShape = {
  name: 'identityGovernance/lifecycleWorkflows/workflows',
  properties: {
    id: { kind: 'guid', column: 'id', filter: 'equality' },
    category: { kind: 'string', column: 'category', filter: 'equality' },
    displayName: { kind: 'string', column: 'display_name_key', fold: true, filter: 'prefix', sort: true },
    description: { kind: 'string', nullable: true },
    isEnabled: { kind: 'boolean', column: 'is_enabled', filter: 'equality' },
    isSchedulingEnabled: { kind: 'boolean', column: 'is_scheduling_enabled', filter: 'equality' },
    executionConditions: { kind: 'complex' },
    tasks: { kind: 'complex' },
    createdDateTime: { kind: 'dateTime', column: 'created_at', filter: 'range', sort: true },
    lastModifiedDateTime: { kind: 'dateTime', column: 'modified_at', filter: 'range', sort: true },
    deletedDateTime: { kind: 'dateTime', nullable: true },
    nextScheduleRunDateTime: { kind: 'dateTime', nullable: true },
    version: { kind: 'integer' },
  },
  order: { property: 'displayName', descending: false },
  pageSize,
}

/** What query options may ask of task definitions. */
export const definitionShape: ResourceShape = {
  name: 'identityGovernance/lifecycleWorkflows/taskDefinitions',
  properties: {
    id: { kind: 'guid', filter: 'equality', sort: true },
    category: { kind: 'string', filter: 'equality' },
    continueOnError: { kind: 'boolean' },
    description: { kind: 'string' },
    displayName: { kind: 'string', fold: true, filter: 'prefix', sort: true },
    parameters: { kind: 'complex' },
    version: { kind: 'integer' },
  },
  order: { property: 'displayName', descending: false },
  pageSize,
}

/** What query options may ask of what became of workflows. */
export const resultShape: ResourceShape = {
  name: 'userProcessingResults',
  properties: {
    id: { kind: 'guid', column: 'id', filter: 'equality' },
    processingStatus: { kind: 'string', column: 'status', filter: 'equality' },
    workflowExecutionType: { kind: 'string', column: 'activation', filter: 'equality' },
    scheduledDateTime: { kind: 'dateTime', column: 'requested_at', filter: 'range', sort: true },
    startedDateTime: { kind: 'dateTime', nullable: true },
    completedDateTime: { kind: 'dateTime', nullable: true },
    totalTasksCount: { kind: 'integer' },
    totalUnprocessedTasksCount: { kind: 'integer' },
    failedTasksCount: { kind: 'integer' },
    workflowVersion: { kind: 'integer' },
    subject: { kind: 'complex' },
    taskProcessingResults: { kind: 'complex' },
  },
  order: { property: 'scheduledDateTime', descending: true },
  pageSize,
}
