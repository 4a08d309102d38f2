import type { ModelTypes } from './types.ts'

/** Lifecycle workflows. */
export const governanceTypes: ModelTypes = {
  'identityGovernance.workflow': {
    kind: 'entity',
    base: 'identityGovernance.workflowBase',
    properties: {
      deletedDateTime: 'DateTimeOffset?',
      id: 'String',
      nextScheduleRunDateTime: 'DateTimeOffset?',
      quarantineDetails: 'identityGovernance.quarantineDetails',
      settings: 'identityGovernance.workflowSetting',
      version: 'Int32?',
    },
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
  },
  'identityGovernance.workflowExecutionConditions': {
    kind: 'complex',
    abstract: true,
  },
  'identityGovernance.quarantineDetails': {
    kind: 'complex',
    properties: {
      quarantinedDateTime: 'DateTimeOffset?',
      quarantineReason: 'String?',
      quarantineType: 'identityGovernance.quarantineType',
    },
  },
  'identityGovernance.workflowSetting': {
    kind: 'complex',
    properties: {
      quarantineConfiguration: 'identityGovernance.quarantineConfiguration?',
    },
  },
  'identityGovernance.quarantineConfiguration': {
    kind: 'complex',
    properties: {
      conditions: '[identityGovernance.quarantineCondition]',
      matchMode: 'identityGovernance.matchMode',
    },
  },
  'identityGovernance.quarantineCondition': {
    kind: 'complex',
    abstract: true,
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
  'identityGovernance.lifecycleWorkflowCategory': {
    kind: 'enum',
    members: ['joiner', 'leaver', 'unknownFutureValue', 'mover'],
  },
  'identityGovernance.quarantineType': {
    kind: 'enum',
    members: [
      'notQuarantined',
      'countBasedThresholdExceeded',
      'percentageBasedThresholdExceeded',
      'multipleConditionsExceeded',
      'unknownFutureValue',
    ],
  },
  'identityGovernance.matchMode': { kind: 'enum', members: ['any', 'all', 'unknownFutureValue'] },
  'identityGovernance.lifecycleTaskCategory': {
    kind: 'enum',
    flags: true,
    members: ['joiner', 'leaver', 'unknownFutureValue', 'mover'],
  },
  'identityGovernance.valueType': { kind: 'enum', members: ['enum', 'string', 'int', 'bool', 'unknownFutureValue'] },
}
