import type { Kysely } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

/** What the sign-in pages show of the tenant. */
export async function brandingTables(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema
    .createTable('branding')
    .addColumn('id', c.id, (column) => column.primaryKey().notNull())
    .addColumn('revision', c.id, (column) => column.notNull())
    .addColumn('background_color', c.text)
    .addColumn('sign_in_page_text', c.text)
    .addColumn('username_hint_text', c.text)
    .execute()
  await db.schema
    .createTable('branding_logos')
    .addColumn('kind', c.text, (column) => column.primaryKey().notNull())
    .addColumn('type', c.text, (column) => column.notNull())
    .addColumn('width', c.integer, (column) => column.notNull())
    .addColumn('height', c.integer, (column) => column.notNull())
    .addColumn('digest', c.text, (column) => column.notNull())
    .addColumn('contents', c.bytes, (column) => column.notNull())
    .execute()
}
