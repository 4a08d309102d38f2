import { type Kysely, sql } from 'kysely'
import { statement } from '../../kernel/statement.ts'
import type { Schema } from '../../kernel/tables.ts'

const current = statement((db) => db.selectFrom('access_revisions').select('revision').where('id', '=', 'current'))

/** The number of the latest change; 0 before the first. */
export const findRevision = async (db: Kysely<Schema>): Promise<number> =>
  (await current({ db }, {})).rows[0]?.revision ?? 0

/** Counts up by one and holds the row until the transaction ends. */
export async function countUp(db: Kysely<Schema>): Promise<void> {
  await db
    .insertInto('access_revisions')
    .values({ id: 'current', revision: 1 })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ revision: sql<number>`access_revisions.revision + 1` }),
    )
    .execute()
}
