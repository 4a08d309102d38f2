import type { ModelTypes } from './types.ts'

/** Lifecycle workflows, their tasks, and what became of them. */
export const governanceTypes: ModelTypes = {
  'identityGovernance.workflow': {
    kind: 'entity',
    base: 'identityGovernance.workflowBase',
    properties: {
      deletedDateTime: 'DateTimeOffset?',
      id: 'String',
      nextScheduleRunDateTime: 'DateTimeOffset?',
      version: 'Int32?',
    },
    contains: { userProcessingResults: '[identityGovernance.userProcessingResult]' },
  },
  'identityGovernance.workflowBase': {
    kind: 'entity',
    abstract: true,
    properties: {
      category: 'identityGovernance.lifecycleWorkflowCategory',
      createdDateTime: 'DateTimeOffset?',
      description: 'String?',
      displayName: 'String',
      executionConditions: 'identityGovernance.workflowExecutionConditions?',
      isEnabled: 'Boolean',
      isSchedulingEnabled: 'Boolean',
      lastModifiedDateTime: 'DateTimeOffset?',
    },
    contains: { tasks: '[identityGovernance.task]' },
  },
  'identityGovernance.workflowExecutionConditions': { kind: 'complex', abstract: true },
  'identityGovernance.onDemandExecutionOnly': {
    kind: 'complex',
    base: 'identityGovernance.workflowExecutionConditions',
  },
  'identityGovernance.triggerAndScopeBasedConditions': {
    kind: 'complex',
    base: 'identityGovernance.workflowExecutionConditions',
    properties: {
      scope: 'subjectSet',
      trigger: 'identityGovernance.workflowExecutionTrigger?',
    },
  },
  subjectSet: { kind: 'complex', abstract: true },
  'identityGovernance.ruleBasedSubjectSet': {
    kind: 'complex',
    base: 'subjectSet',
    properties: { rule: 'String' },
  },
  'identityGovernance.workflowExecutionTrigger': { kind: 'complex', abstract: true },
  'identityGovernance.timeBasedAttributeTrigger': {
    kind: 'complex',
    base: 'identityGovernance.workflowExecutionTrigger',
    properties: {
      offsetInDays: 'Int32',
      timeBasedAttribute: 'identityGovernance.workflowTriggerTimeBasedAttribute',
    },
  },
  'identityGovernance.task': {
    kind: 'entity',
    base: 'entity',
    properties: {
      arguments: '[keyValuePair]',
      category: 'identityGovernance.lifecycleTaskCategory',
      continueOnError: 'Boolean',
      description: 'String?',
      displayName: 'String',
      executionSequence: 'Int32',
      isEnabled: 'Boolean',
      taskDefinitionId: 'String',
    },
  },
  keyValuePair: {
    kind: 'complex',
    properties: {
      name: 'String',
      value: 'String?',
    },
  },
  'identityGovernance.taskDefinition': {
    kind: 'entity',
    base: 'entity',
    properties: {
      category: 'identityGovernance.lifecycleTaskCategory',
      continueOnError: 'Boolean',
      description: 'String?',
      displayName: 'String',
      parameters: '[identityGovernance.parameter]',
      version: 'Int32',
    },
  },
  'identityGovernance.parameter': {
    kind: 'complex',
    properties: {
      name: 'String',
      values: '[String]',
      valueType: 'identityGovernance.valueType',
    },
  },
  'identityGovernance.userProcessingResult': {
    kind: 'entity',
    base: 'entity',
    properties: {
      completedDateTime: 'DateTimeOffset?',
      failedTasksCount: 'Int32',
      processingStatus: 'identityGovernance.lifecycleWorkflowProcessingStatus',
      scheduledDateTime: 'DateTimeOffset?',
      startedDateTime: 'DateTimeOffset?',
      totalTasksCount: 'Int32',
      totalUnprocessedTasksCount: 'Int32',
      workflowExecutionType: 'identityGovernance.workflowExecutionType',
      workflowVersion: 'Int32',
    },
    navigation: { subject: 'user' },
    contains: { taskProcessingResults: '[identityGovernance.taskProcessingResult]' },
  },
  'identityGovernance.taskProcessingResult': {
    kind: 'entity',
    base: 'entity',
    properties: {
      completedDateTime: 'DateTimeOffset?',
      failureReason: 'String?',
      processingStatus: 'identityGovernance.lifecycleWorkflowProcessingStatus',
    },
    navigation: { task: 'identityGovernance.task' },
  },
  'identityGovernance.lifecycleWorkflowCategory': {
    kind: 'enum',
    members: ['joiner', 'leaver', 'unknownFutureValue', 'mover'],
  },
  'identityGovernance.lifecycleTaskCategory': {
    kind: 'enum',
    flags: true,
    members: ['joiner', 'leaver', 'unknownFutureValue', 'mover'],
  },
  'identityGovernance.lifecycleWorkflowProcessingStatus': {
    kind: 'enum',
    members: ['queued', 'inProgress', 'completed', 'completedWithErrors', 'canceled', 'failed', 'unknownFutureValue'],
  },
  'identityGovernance.valueType': { kind: 'enum', members: ['enum', 'string', 'int', 'bool', 'unknownFutureValue'] },
  'identityGovernance.workflowExecutionType': {
    kind: 'enum',
    members: ['scheduled', 'onDemand', 'unknownFutureValue'],
  },
  'identityGovernance.workflowTriggerTimeBasedAttribute': {
    kind: 'enum',
    members: ['employeeHireDate', 'employeeLeaveDateTime', 'unknownFutureValue', 'createdDateTime'],
  },
}
