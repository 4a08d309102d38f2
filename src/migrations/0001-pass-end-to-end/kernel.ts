import type { Kysely } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

export async function kernelTables(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema
    .createTable('vault_keys')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('purpose', c.text, (column) => column.notNull())
    .addColumn('wrapped', c.bytes, (column) => column.notNull())
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .addColumn('retired_at', c.instant)
    .execute()
  await db.schema
    .createTable('outbox')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('kind', c.text, (column) => column.notNull())
    .addColumn('payload', c.json, (column) => column.notNull())
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .addColumn('available_at', c.instant, (column) => column.notNull())
    .addColumn('attempts', c.integer, (column) => column.notNull())
    .addColumn('delivered_at', c.instant)
    .addColumn('last_error', c.text)
    .execute()
  await db.schema.createIndex('outbox_due').on('outbox').columns(['delivered_at', 'available_at']).execute()
  await db.schema
    .createTable('job_leases')
    .addColumn('name', c.id, (column) => column.primaryKey())
    .addColumn('holder', c.text, (column) => column.notNull())
    .addColumn('expires_at', c.instant, (column) => column.notNull())
    .execute()
}
