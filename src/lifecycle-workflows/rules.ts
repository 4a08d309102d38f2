import type { Instant } from '../base/time.ts'
import type { ExecutionConditions } from './rules/conditions.ts'
import type { Task } from './rules/tasks.ts'

export { type ExecutionConditions, hireDateWindow, parseConditions } from './rules/conditions.ts'
export { type TaskProblem, whyNoPass } from './rules/eligibility.ts'
export { type Message, type MessageFacts, messageOf, withoutCode } from './rules/message.ts'
export { definitionShape, resultShape, workflowShape } from './rules/shapes.ts'
export { findTaskDefinition, parseTasks, type Task, type TaskDefinition, taskDefinitions } from './rules/tasks.ts'

export type WorkflowCategory = 'joiner' | 'mover' | 'leaver'

/** Tasks carried out one after another for people who join, move or leave. */
export interface Workflow {
  readonly id: string
  readonly category: WorkflowCategory
  readonly displayName: string
  readonly description: string | null
  readonly isEnabled: boolean
  readonly isSchedulingEnabled: boolean
  readonly executionConditions: ExecutionConditions
  readonly tasks: readonly Task[]
  /** Counts its changes, from 1. */
  readonly version: number
  readonly createdAt: Instant
  readonly modifiedAt: Instant
}

export type RunStatus = 'queued' | 'inProgress' | 'completed' | 'completedWithErrors' | 'failed' | 'canceled'

/** What became of one task for one user. */
export interface TaskResult {
  readonly taskId: string
  readonly taskDefinitionId: string
  readonly displayName: string
  readonly status: 'completed' | 'failed' | 'canceled'
  /** Why it failed, in words for an administrator; null where it did not. */
  readonly failureReason: string | null
  readonly at: Instant
}

/** One workflow carried out for one user. */
export interface WorkflowRun {
  readonly id: string
  readonly workflowId: string
  readonly workflowVersion: number
  readonly userId: string
  readonly activation: 'onDemand' | 'scheduled'
  readonly status: RunStatus
  readonly results: readonly TaskResult[]
  readonly attempts: number
  readonly requestedAt: Instant
  readonly startedAt: Instant | null
  readonly completedAt: Instant | null
}

/** How a run ended, from what became of its tasks. */
export function statusOf(results: readonly TaskResult[]): RunStatus {
  if (results.every((result) => result.status === 'completed')) return 'completed'
  return results.some((result) => result.status === 'completed') ? 'completedWithErrors' : 'failed'
}

/** How many workflows a tenant may have, and users one activation may name. */
export const mostWorkflows = 100
export const mostSubjects = 10
