import type { Kysely } from 'kysely'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { comparisonKey } from '../base/text.ts'
import { type Instant, instant, plusMinutes } from '../base/time.ts'
import { flag } from '../kernel/columns.ts'
import { selectPage } from '../kernel/odata.ts'
import type { Schema } from '../kernel/tables.ts'
import {
  type ExecutionConditions,
  type RunStatus,
  resultShape,
  type Task,
  type TaskResult,
  type Workflow,
  type WorkflowRun,
  workflowShape,
} from './rules.ts'
import type { WorkflowRow, WorkflowRunRow } from './tables.ts'

const workflowFrom = (row: WorkflowRow): Workflow => ({
  id: row.id,
  category: row.category,
  displayName: row.display_name,
  description: row.description,
  isEnabled: row.is_enabled === 1,
  isSchedulingEnabled: row.is_scheduling_enabled === 1,
  executionConditions:
    row.execution_conditions === null
      ? { kind: 'onDemand' }
      : (JSON.parse(row.execution_conditions) as ExecutionConditions),
  tasks: JSON.parse(row.tasks) as readonly Task[],
  version: row.version,
  createdAt: instant(row.created_at),
  modifiedAt: instant(row.modified_at),
})

const rowFrom = (workflow: Workflow): WorkflowRow => ({
  id: workflow.id,
  category: workflow.category,
  display_name: workflow.displayName,
  display_name_key: comparisonKey(workflow.displayName),
  description: workflow.description,
  is_enabled: flag(workflow.isEnabled),
  is_scheduling_enabled: flag(workflow.isSchedulingEnabled),
  execution_conditions:
    workflow.executionConditions.kind === 'onDemand' ? null : JSON.stringify(workflow.executionConditions),
  tasks: JSON.stringify(workflow.tasks),
  version: workflow.version,
  created_at: workflow.createdAt,
  modified_at: workflow.modifiedAt,
  deleted_at: null,
})

const optionalInstant = (at: number | null): Instant | null => (at === null ? null : instant(at))

const runFrom = (row: WorkflowRunRow): WorkflowRun => ({
  id: row.id,
  workflowId: row.workflow_id,
  workflowVersion: row.workflow_version,
  userId: row.user_id,
  activation: row.activation,
  status: row.status,
  results: JSON.parse(row.results) as readonly TaskResult[],
  attempts: row.attempts,
  requestedAt: instant(row.requested_at),
  startedAt: optionalInstant(row.started_at),
  completedAt: optionalInstant(row.completed_at),
})

const standing = (db: Kysely<Schema>) =>
  db.selectFrom('lifecycle_workflows').selectAll().where('deleted_at', 'is', null)

export async function findWorkflowRow(db: Kysely<Schema>, id: string): Promise<Workflow | undefined> {
  const row = await standing(db).where('id', '=', id).executeTakeFirst()
  return row && workflowFrom(row)
}

export async function countWorkflows(db: Kysely<Schema>): Promise<number> {
  const { count } = await standing(db)
    .clearSelect()
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function listWorkflowPage(db: Kysely<Schema>, query: ListQuery): Promise<Page<Workflow>> {
  const page = await selectPage(standing(db), query, workflowShape)
  return { ...page, items: page.items.map(workflowFrom) }
}

/** The workflows that run by themselves. */
export async function listScheduled(db: Kysely<Schema>): Promise<readonly Workflow[]> {
  const rows = await standing(db).where('is_enabled', '=', 1).where('is_scheduling_enabled', '=', 1).execute()
  return rows.map(workflowFrom)
}

export async function insertWorkflow(db: Kysely<Schema>, workflow: Workflow): Promise<void> {
  await db.insertInto('lifecycle_workflows').values(rowFrom(workflow)).execute()
}

/** Puts a workflow in the place of the version before it; says whether that one still stood. */
export async function replaceWorkflow(db: Kysely<Schema>, workflow: Workflow): Promise<boolean> {
  const { id, created_at: _, ...changes } = rowFrom(workflow)
  const replaced = await db
    .updateTable('lifecycle_workflows')
    .set(changes)
    .where('id', '=', id)
    .where('version', '=', workflow.version - 1)
    .where('deleted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return replaced !== undefined
}

/** Marks a workflow as deleted, its runs that wait as canceled; what it did stays readable in the audit. */
export async function markWorkflowDeleted(db: Kysely<Schema>, id: string, now: Instant): Promise<boolean> {
  const marked = await db
    .updateTable('lifecycle_workflows')
    .set({ deleted_at: now })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  await db
    .updateTable('lifecycle_workflow_runs')
    .set({ status: 'canceled', completed_at: now })
    .where('workflow_id', '=', id)
    .where('status', '=', 'queued')
    .execute()
  return marked !== undefined
}

/** Inserts a run; returns nothing where the workflow has run for the user, and runs but once. */
export async function insertRun(db: Kysely<Schema>, row: WorkflowRunRow): Promise<boolean> {
  const inserted = await db
    .insertInto('lifecycle_workflow_runs')
    .values(row)
    .onConflict((conflict) => conflict.column('once_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Those of the keys under which a workflow has run. */
export async function knownOnceKeys(db: Kysely<Schema>, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await db.selectFrom('lifecycle_workflow_runs').select('once_key').where('once_key', 'in', keys).execute()
  return new Set(rows.map((row) => row.once_key ?? ''))
}

export async function listRunPage(
  db: Kysely<Schema>,
  workflowId: string,
  query: ListQuery,
): Promise<Page<WorkflowRun>> {
  const runs = db.selectFrom('lifecycle_workflow_runs').selectAll().where('workflow_id', '=', workflowId)
  const page = await selectPage(runs, query, resultShape)
  return { ...page, items: page.items.map(runFrom) }
}

/** Runs that are due, oldest first. */
export async function listDueRuns(db: Kysely<Schema>, now: Instant, most: number): Promise<readonly WorkflowRun[]> {
  const rows = await db
    .selectFrom('lifecycle_workflow_runs')
    .selectAll()
    .where('status', 'in', ['queued', 'inProgress'])
    .where('available_at', '<=', now)
    .orderBy('available_at')
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map(runFrom)
}

const leaseMinutes = 10

/** Takes a run for this process; returns nothing when another has it. */
export async function claimRun(db: Kysely<Schema>, run: WorkflowRun, now: Instant): Promise<WorkflowRun | undefined> {
  const row = await db
    .updateTable('lifecycle_workflow_runs')
    .set({
      status: 'inProgress',
      attempts: run.attempts + 1,
      started_at: run.startedAt ?? now,
      available_at: plusMinutes(now, leaseMinutes),
    })
    .where('id', '=', run.id)
    .where('attempts', '=', run.attempts)
    .where('status', 'in', ['queued', 'inProgress'])
    .returningAll()
    .executeTakeFirst()
  return row && runFrom(row)
}

/** Notes what became of a run's tasks so far, and when it is tried again. */
export async function noteRun(
  db: Kysely<Schema>,
  run: WorkflowRun,
  noted: { readonly status: RunStatus; readonly results: readonly TaskResult[]; readonly availableAt: Instant },
  now: Instant,
): Promise<void> {
  const isOver = noted.status !== 'queued' && noted.status !== 'inProgress'
  await db
    .updateTable('lifecycle_workflow_runs')
    .set({
      status: noted.status,
      results: JSON.stringify(noted.results),
      available_at: noted.availableAt,
      completed_at: isOver ? now : null,
    })
    .where('id', '=', run.id)
    .where('attempts', '=', run.attempts)
    .execute()
}
