import type { Kysely } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

/** What a secret of an application is for. */
export async function applicationColumns(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema.alterTable('application_secrets').addColumn('display_name', c.text).execute()
}
