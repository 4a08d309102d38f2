import { type Instant, toIso } from '../../base/time.ts'
import { onDemandType, ruleType, triggeredType, triggerType } from '../rules/conditions.ts'
import type { ExecutionConditions, Task, TaskDefinition, TaskResult, Workflow, WorkflowRun } from '../rules.ts'

const optionalIso = (at: Instant | null): string | null => (at === null ? null : toIso(at))

const conditionsToGraph = (conditions: ExecutionConditions) =>
  conditions.kind === 'onDemand'
    ? { '@odata.type': onDemandType }
    : {
        '@odata.type': triggeredType,
        scope: { '@odata.type': ruleType, rule: conditions.rule },
        trigger: {
          '@odata.type': triggerType,
          timeBasedAttribute: 'employeeHireDate',
          offsetInDays: conditions.offsetInDays,
        },
      }

const taskToGraph = (task: Task) => ({
  id: task.id,
  category: 'joiner',
  taskDefinitionId: task.taskDefinitionId,
  displayName: task.displayName,
  description: task.description,
  isEnabled: task.isEnabled,
  continueOnError: task.continueOnError,
  executionSequence: task.executionSequence,
  arguments: task.arguments.map(({ name, value }) => ({ name, value })),
})

/** Graph's workflow, its tasks with it. */
export const workflowToGraph = (workflow: Workflow) => ({
  id: workflow.id,
  category: workflow.category,
  displayName: workflow.displayName,
  description: workflow.description,
  isEnabled: workflow.isEnabled,
  isSchedulingEnabled: workflow.isSchedulingEnabled,
  executionConditions: conditionsToGraph(workflow.executionConditions),
  createdDateTime: toIso(workflow.createdAt),
  lastModifiedDateTime: toIso(workflow.modifiedAt),
  deletedDateTime: null,
  nextScheduleRunDateTime: null,
  version: workflow.version,
  tasks: workflow.tasks.map(taskToGraph),
})

/** Graph's taskDefinition. */
export const definitionToGraph = (definition: TaskDefinition) => ({
  id: definition.id,
  category: definition.category,
  continueOnError: false,
  displayName: definition.displayName,
  description: definition.description,
  parameters: definition.parameters.map(({ name, valueType }) => ({ name, values: [], valueType })),
  version: 1,
})

const taskResultToGraph = (result: TaskResult) => ({
  id: result.taskId,
  processingStatus: result.status,
  failureReason: result.failureReason,
  completedDateTime: toIso(result.at),
  task: { id: result.taskId, taskDefinitionId: result.taskDefinitionId, displayName: result.displayName },
})

const countOf = (run: WorkflowRun, status: TaskResult['status']): number =>
  run.results.filter((result) => result.status === status).length

/** Graph's userProcessingResult, what became of each task with it. */
export const runToGraph = (run: WorkflowRun) => ({
  id: run.id,
  processingStatus: run.status,
  workflowExecutionType: run.activation,
  workflowVersion: run.workflowVersion,
  scheduledDateTime: toIso(run.requestedAt),
  startedDateTime: optionalIso(run.startedAt),
  completedDateTime: optionalIso(run.completedAt),
  totalTasksCount: run.results.length,
  totalUnprocessedTasksCount: countOf(run, 'canceled'),
  failedTasksCount: countOf(run, 'failed'),
  subject: { id: run.userId },
  taskProcessingResults: run.results.map(taskResultToGraph),
})
