import { type UserId, userId } from '../../base/text.ts'
import { type Instant, instant } from '../../base/time.ts'
import { flag } from '../../kernel/columns.ts'
import { statement } from '../../kernel/statement.ts'
import type { Read, Write } from '../../kernel/store.ts'
import type { PasswordReset, PasswordState } from './rules.ts'
import type { PasswordRow } from './tables.ts'

/** A password's hash and what is known beside it. */
export interface StoredPassword {
  readonly hash: string
  readonly state: PasswordState
}

const fromRow = (row: PasswordRow): StoredPassword => ({
  hash: row.hash,
  state: {
    mustChange: row.must_change === 1,
    changedAt: instant(row.changed_at),
    lastUsedAt: row.last_used_at === null ? null : instant(row.last_used_at),
  },
})

const findByOwner = statement((db, given: { owner: UserId }) =>
  db.selectFrom('passwords').selectAll().where('user_id', '=', given.owner),
)

export async function findStoredPassword(r: Read, owner: UserId): Promise<StoredPassword | undefined> {
  const [row] = (await findByOwner(r, { owner })).rows
  return row && fromRow(row)
}

/** Those of the users who have a password. */
export async function listPasswordOwners(r: Read, owners: readonly UserId[]): Promise<readonly UserId[]> {
  if (owners.length === 0) return []
  const rows = await r.db.selectFrom('passwords').select('user_id').where('user_id', 'in', owners).execute()
  return rows.map((row) => userId(row.user_id))
}

/** Puts a password in the place of the one the user may have. */
export async function replacePassword(w: Write, owner: UserId, hash: string, mustChange: boolean): Promise<void> {
  const values = { hash, must_change: flag(mustChange), changed_at: w.now, last_used_at: null }
  await w.db
    .insertInto('passwords')
    .values({ user_id: owner, ...values })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
    .execute()
}

/** Replaces the password whose hash was verified; false when another stands there by now. */
export async function exchangePassword(w: Write, owner: UserId, verified: string, hash: string): Promise<boolean> {
  const row = await w.db
    .updateTable('passwords')
    .set({ hash, must_change: 0, changed_at: w.now })
    .where('user_id', '=', owner)
    .where('hash', '=', verified)
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Notes a use of the password whose hash was verified, and keeps it at today's cost; false when another stands there. */
export async function markPasswordUsed(w: Write, owner: UserId, verified: string, renewed: string): Promise<boolean> {
  const row = await w.db
    .updateTable('passwords')
    .set({ hash: renewed, last_used_at: w.now })
    .where('user_id', '=', owner)
    .where('hash', '=', verified)
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Holds the password proved at a moment until the write ends; false when another was set since. */
export async function holdPassword(w: Write, owner: UserId, provedAt: Instant): Promise<boolean> {
  const row = await w.db
    .updateTable('passwords')
    .set({ last_used_at: provedAt })
    .where('user_id', '=', owner)
    .where('changed_at', '<=', provedAt)
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deletePassword(w: Write, owner: UserId): Promise<void> {
  await w.db.deleteFrom('passwords').where('user_id', '=', owner).execute()
}

export async function insertReset(w: Write, reset: PasswordReset): Promise<void> {
  await w.db
    .insertInto('password_resets')
    .values({ id: reset.id, user_id: reset.owner, created_at: reset.createdAt })
    .execute()
}

export async function findReset(r: Read, owner: UserId, id: string): Promise<PasswordReset | undefined> {
  const row = await r.db
    .selectFrom('password_resets')
    .selectAll()
    .where('id', '=', id)
    .where('user_id', '=', owner)
    .executeTakeFirst()
  return row && { id: row.id, owner, createdAt: instant(row.created_at) }
}

export async function deleteResetsBefore(w: Write, end: Instant): Promise<number> {
  const result = await w.db.deleteFrom('password_resets').where('created_at', '<=', end).executeTakeFirst()
  return Number(result.numDeletedRows)
}

export async function deleteResetsOf(w: Write, owner: UserId): Promise<void> {
  await w.db.deleteFrom('password_resets').where('user_id', '=', owner).execute()
}
