import { type Kysely, sql } from 'kysely'
import { statement } from '../../kernel/statement.ts'
import type { Schema } from '../../kernel/tables.ts'
import type { TenantRow } from '../tables.ts'

const onlyTenant = statement((db) => db.selectFrom('tenants').selectAll())

export const findTenantRow = async (db: Kysely<Schema>): Promise<TenantRow | undefined> =>
  (await onlyTenant({ db }, {})).rows[0]

/** Gives the tenant another name, and says whether it had another one before. */
export async function renameTenant(db: Kysely<Schema>, displayName: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('tenants')
    .set({ display_name: displayName })
    .where('display_name', '!=', displayName)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Inserts the tenant where none is, and says whether it did. */
export async function insertFirstTenant(db: Kysely<Schema>, row: TenantRow): Promise<boolean> {
  const inserted = await db
    .insertInto('tenants')
    .values(row)
    .onConflict((conflict) => conflict.column('singleton').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/**
 * Holds the tenant's row until the write ends, so that writes which must see each other wait here.
 *
 * An update that changes nothing is the lock both databases know.
 */
export async function lockTenant(db: Kysely<Schema>): Promise<void> {
  await db.updateTable('tenants').set({ created_at: sql`created_at` }).execute()
}
