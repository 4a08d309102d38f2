import type { Kysely } from 'kysely'
import { type Instant, instant } from '../../base/time.ts'
import type { Schema } from '../../kernel/tables.ts'
import type { AccessPolicy, PolicySettings } from './rules.ts'
import type { AccessPolicyRow } from './tables.ts'

/** A policy that was deleted, and when. */
export interface DeletedPolicy extends AccessPolicy {
  readonly deletedAt: Instant
}

const fromRow = ({ id, settings, created_at, modified_at }: AccessPolicyRow): AccessPolicy => ({
  ...(JSON.parse(settings) as PolicySettings),
  id,
  createdAt: instant(created_at),
  modifiedAt: modified_at === null ? null : instant(modified_at),
})

const settingsOf = (policy: AccessPolicy): string => {
  const { id: _id, createdAt: _created, modifiedAt: _modified, ...settings } = policy
  return JSON.stringify(settings)
}

const select = (db: Kysely<Schema>) => db.selectFrom('access_policies').selectAll().orderBy('created_at').orderBy('id')

/** Every policy that is not deleted, the oldest first. */
export const listPolicyRows = async (db: Kysely<Schema>): Promise<readonly AccessPolicy[]> =>
  (await select(db).where('deleted_at', 'is', null).execute()).map(fromRow)

/** The policies deleted since then, the oldest first. */
export const listDeletedSince = async (db: Kysely<Schema>, since: Instant): Promise<readonly DeletedPolicy[]> => {
  const rows = await select(db).where('deleted_at', '>', since).execute()
  return rows.map((row) => ({ ...fromRow(row), deletedAt: instant(row.deleted_at ?? since) }))
}

export async function insertPolicy(db: Kysely<Schema>, policy: AccessPolicy): Promise<void> {
  const { id, createdAt, modifiedAt } = policy
  await db
    .insertInto('access_policies')
    .values({ id, settings: settingsOf(policy), created_at: createdAt, modified_at: modifiedAt, deleted_at: null })
    .execute()
}

/** Returns false when it is gone. */
export async function replacePolicy(db: Kysely<Schema>, policy: AccessPolicy): Promise<boolean> {
  const changed = await db
    .updateTable('access_policies')
    .set({ settings: settingsOf(policy), modified_at: policy.modifiedAt })
    .where('id', '=', policy.id)
    .where('deleted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

/** Moves a policy to the deleted ones. Returns false when it is gone already. */
export async function markPolicyDeleted(db: Kysely<Schema>, id: string, now: Instant): Promise<boolean> {
  const marked = await db
    .updateTable('access_policies')
    .set({ deleted_at: now })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return marked !== undefined
}

/** Brings a deleted policy back. Returns false when there is none. */
export async function unmarkPolicyDeleted(db: Kysely<Schema>, id: string): Promise<boolean> {
  const unmarked = await db
    .updateTable('access_policies')
    .set({ deleted_at: null })
    .where('id', '=', id)
    .where('deleted_at', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  return unmarked !== undefined
}

/** Removes one of the deleted policies for good. Returns false when there is none. */
export async function removePolicy(db: Kysely<Schema>, id: string): Promise<boolean> {
  const removed = await db
    .deleteFrom('access_policies')
    .where('id', '=', id)
    .where('deleted_at', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  return removed !== undefined
}

/** Removes for good what was deleted up to then. */
export async function removeDeletedUntil(db: Kysely<Schema>, until: Instant): Promise<void> {
  await db.deleteFrom('access_policies').where('deleted_at', '<=', until).execute()
}
