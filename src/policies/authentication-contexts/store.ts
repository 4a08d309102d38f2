import type { Kysely } from 'kysely'
import type { Schema } from '../../kernel/tables.ts'
import type { AuthenticationContext } from './rules.ts'

/** Every authentication context that was defined. */
export const listContextRows = async (db: Kysely<Schema>): Promise<readonly AuthenticationContext[]> => {
  const rows = await db.selectFrom('authentication_contexts').selectAll().orderBy('id').execute()
  return rows.map(({ id, settings }) => ({ ...(JSON.parse(settings) as Omit<AuthenticationContext, 'id'>), id }))
}

/** Puts a context in the place of the one with its id, or where there was none. */
export async function putContext(db: Kysely<Schema>, { id, ...context }: AuthenticationContext): Promise<void> {
  const settings = JSON.stringify(context)
  await db
    .insertInto('authentication_contexts')
    .values({ id, settings })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ settings }))
    .execute()
}

/** Returns false when it is gone already. */
export async function removeContext(db: Kysely<Schema>, id: string): Promise<boolean> {
  const removed = await db.deleteFrom('authentication_contexts').where('id', '=', id).returning('id').executeTakeFirst()
  return removed !== undefined
}
