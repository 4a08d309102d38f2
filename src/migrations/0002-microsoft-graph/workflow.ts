import type { Kysely } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

export async function workflowTables(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema
    .createTable('lifecycle_workflows')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('category', c.text, (column) => column.notNull())
    .addColumn('display_name', c.text, (column) => column.notNull())
    .addColumn('display_name_key', c.text, (column) => column.notNull())
    .addColumn('description', c.text)
    .addColumn('is_enabled', c.flag, (column) => column.notNull())
    .addColumn('is_scheduling_enabled', c.flag, (column) => column.notNull())
    .addColumn('execution_conditions', c.json)
    .addColumn('tasks', c.json, (column) => column.notNull())
    .addColumn('version', c.integer, (column) => column.notNull())
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .addColumn('modified_at', c.instant, (column) => column.notNull())
    .addColumn('deleted_at', c.instant)
    .execute()
  await db.schema
    .createTable('lifecycle_workflow_runs')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('workflow_id', c.id, (column) => column.notNull().references('lifecycle_workflows.id'))
    .addColumn('workflow_version', c.integer, (column) => column.notNull())
    .addColumn('user_id', c.id, (column) => column.notNull())
    .addColumn('activation', c.text, (column) => column.notNull())
    .addColumn('once_key', c.text, (column) => column.unique())
    .addColumn('status', c.text, (column) => column.notNull())
    .addColumn('results', c.json, (column) => column.notNull())
    .addColumn('attempts', c.integer, (column) => column.notNull())
    .addColumn('available_at', c.instant, (column) => column.notNull())
    .addColumn('requested_at', c.instant, (column) => column.notNull())
    .addColumn('started_at', c.instant)
    .addColumn('completed_at', c.instant)
    .execute()
  await db.schema
    .createIndex('lifecycle_workflow_runs_by_workflow')
    .on('lifecycle_workflow_runs')
    .columns(['workflow_id', 'requested_at'])
    .execute()
  await db.schema
    .createIndex('lifecycle_workflow_runs_by_status')
    .on('lifecycle_workflow_runs')
    .columns(['status', 'available_at'])
    .execute()
}
