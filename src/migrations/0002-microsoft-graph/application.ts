import type { Kysely } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

/** What lets people sign in through an application, and it act for them. */
export async function applicationTables(db: Kysely<Schema>, c: Columns): Promise<void> {
  const none = JSON.stringify([])
  await db.schema
    .alterTable('applications')
    .addColumn('delegated_permissions', c.json, (column) => column.notNull().defaultTo(none))
    .execute()
  await db.schema
    .alterTable('applications')
    .addColumn('redirect_uris', c.json, (column) => column.notNull().defaultTo(none))
    .execute()
  await db.schema
    .alterTable('applications')
    .addColumn('is_public_client', c.flag, (column) => column.notNull().defaultTo(0))
    .execute()
}
