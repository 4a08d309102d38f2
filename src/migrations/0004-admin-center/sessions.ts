import type { Kysely } from 'kysely'
import type { Schema } from '../../kernel/tables.ts'

/** The order in which the sessions of the whole tenant are listed. */
export async function sessionIndexes(db: Kysely<Schema>): Promise<void> {
  await db.schema.createIndex('sessions_by_creation').on('sessions').columns(['created_at', 'id']).execute()
}
