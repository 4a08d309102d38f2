import type { Kysely } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

/** The views of lists that people keep for themselves. */
export async function savedViewTables(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema
    .createTable('saved_views')
    .addColumn('id', c.id, (column) => column.primaryKey())
    .addColumn('user_id', c.id, (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('list', c.text, (column) => column.notNull())
    .addColumn('name', c.text, (column) => column.notNull())
    .addColumn('name_key', c.text, (column) => column.notNull())
    .addColumn('query', c.json, (column) => column.notNull())
    .addColumn('created_at', c.instant, (column) => column.notNull())
    .addColumn('modified_at', c.instant, (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('saved_views_by_name')
    .on('saved_views')
    .columns(['user_id', 'list', 'name_key'])
    .unique()
    .execute()
}
