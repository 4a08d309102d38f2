import type { Kysely } from 'kysely'
import type { Columns } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'

/** Until when people put off what the registration campaign asks of them. */
export async function signInTables(db: Kysely<Schema>, c: Columns): Promise<void> {
  await db.schema
    .createTable('campaign_snoozes')
    .addColumn('user_id', c.id, (column) => column.primaryKey().references('users.id').onDelete('cascade'))
    .addColumn('until_at', c.instant, (column) => column.notNull())
    .execute()
}
