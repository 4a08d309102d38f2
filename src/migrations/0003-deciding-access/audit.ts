import { type Kysely, sql } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

/** The country of a sign-in; null where it is unknown, as it was in every one until now. */
export async function auditColumns(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema.alterTable('sign_ins').addColumn('country_key', c.text).execute()
  await db.schema
    .createIndex('sign_ins_by_country')
    .on('sign_ins')
    .columns(['country_key', 'created_at', 'is_interactive'])
    .where(sql.ref('country_key'), 'is not', null)
    .execute()
}
