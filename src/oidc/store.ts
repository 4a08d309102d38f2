import type { Kysely } from 'kysely'
import type { Instant } from '../base/time.ts'
import type { Schema } from '../kernel/tables.ts'
import type { OidcArtefactRow, SigningKeyRow } from './tables.ts'

/** The signing keys in use, and those retired after `since`; the newest in front. */
export const listSigningKeys = (db: Kysely<Schema>, since: Instant): Promise<SigningKeyRow[]> =>
  db
    .selectFrom('signing_keys')
    .selectAll()
    .where((where) => where.or([where('retired_at', 'is', null), where('retired_at', '>', since)]))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()

/** How many signing keys there have ever been. */
export async function countSigningKeys(db: Kysely<Schema>): Promise<number> {
  const { count } = await db
    .selectFrom('signing_keys')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Inserts a signing key unless another process has just made the one with this id. */
export async function insertSigningKey(db: Kysely<Schema>, row: SigningKeyRow): Promise<void> {
  await db
    .insertInto('signing_keys')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Writes an artefact, in the place of what had its id. */
export async function upsertArtefact(db: Kysely<Schema>, row: OidcArtefactRow): Promise<void> {
  const { id: _, created_at: __, consumed_at: ___, ...changes } = row
  await db
    .insertInto('oidc_artefacts')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
    .execute()
}

/** Finds an artefact that has not expired, consumed or not. */
export const findArtefact = (
  db: Kysely<Schema>,
  kind: string,
  by: 'id' | 'uid_hash' | 'user_code_hash',
  value: string,
  now: Instant,
): Promise<OidcArtefactRow | undefined> =>
  db
    .selectFrom('oidc_artefacts')
    .selectAll()
    .where('kind', '=', kind)
    .where(by, '=', value)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .executeTakeFirst()

/** Marks an artefact as used; returns nothing when it was used before. */
export const consumeArtefact = (
  db: Kysely<Schema>,
  id: string,
  now: Instant,
): Promise<{ readonly id: string } | undefined> =>
  db
    .updateTable('oidc_artefacts')
    .set({ consumed_at: now })
    .where('id', '=', id)
    .where('consumed_at', 'is', null)
    .returning('id')
    .executeTakeFirst()

export async function deleteArtefact(db: Kysely<Schema>, id: string): Promise<void> {
  await db.deleteFrom('oidc_artefacts').where('id', '=', id).execute()
}

export async function deleteArtefactsOfGrant(db: Kysely<Schema>, grantHash: string): Promise<void> {
  await db.deleteFrom('oidc_artefacts').where('grant_hash', '=', grantHash).execute()
}

export async function deleteExpiredArtefacts(db: Kysely<Schema>, now: Instant): Promise<number> {
  const result = await db.deleteFrom('oidc_artefacts').where('expires_at', '<=', now).executeTakeFirst()
  return Number(result.numDeletedRows)
}
