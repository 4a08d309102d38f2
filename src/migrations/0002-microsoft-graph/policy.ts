import type { Kysely } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

export async function policyTables(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema
    .createTable('access_revisions')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('revision', c.integer, (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('authentication_strengths')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('settings', c.json, (column) => column.notNull())
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .addColumn('modified_at', c.instant, (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('named_locations')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('settings', c.json, (column) => column.notNull())
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .addColumn('modified_at', c.instant, (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('authentication_contexts')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('settings', c.json, (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('access_policies')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('settings', c.json, (column) => column.notNull())
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .addColumn('modified_at', c.instant)
    .addColumn('deleted_at', c.instant)
    .execute()
  await db.schema
    .createTable('tenant_policies')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('settings', c.json, (column) => column.notNull())
    .execute()
}
