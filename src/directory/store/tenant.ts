import { type Kysely, sql } from 'kysely'
import type { Schema } from '../../kernel/tables.ts'
import type { TenantRow } from '../tables.ts'

export const findTenantRow = (db: Kysely<Schema>): Promise<TenantRow | undefined> =>
  db.selectFrom('tenants').selectAll().executeTakeFirst()

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
