import { type UserId, userId } from '../../base/text.ts'
import { type Instant, instant } from '../../base/time.ts'
import { flag } from '../../kernel/columns.ts'
import type { Read, Write } from '../../kernel/store.ts'
import type { Pass } from './rules.ts'
import type { PassRow } from './tables.ts'

/** A pass with what verifies its code. */
export interface StoredPass {
  readonly pass: Pass
  /** Null once erased. */
  readonly codeHash: string | null
  readonly keyId: string
}

const optionalInstant = (value: number | null): Instant | null => (value === null ? null : instant(value))

const fromRow = (row: PassRow): StoredPass => ({
  pass: {
    id: row.id,
    userId: userId(row.user_id),
    createdAt: instant(row.created_at),
    startAt: instant(row.start_at),
    endAt: instant(row.end_at),
    lifetimeMinutes: row.lifetime_minutes,
    isUsableOnce: row.is_usable_once === 1,
    alphabet: row.alphabet,
    isBootstrap: row.is_bootstrap === 1,
    usedAt: optionalInstant(row.used_at),
    lastUsedAt: optionalInstant(row.last_used_at),
  },
  codeHash: row.code_hash,
  keyId: row.key_id,
})

export async function findPassOf(r: Read, owner: UserId): Promise<StoredPass | undefined> {
  const row = await r.db
    .selectFrom('temporary_access_passes')
    .selectAll()
    .where('user_id', '=', owner)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Puts the pass in the place of the one the user may have; one statement, so the last writer's stands alone. */
export async function replacePass(w: Write, stored: StoredPass): Promise<void> {
  const { pass } = stored
  const values = {
    id: pass.id,
    created_at: pass.createdAt,
    start_at: pass.startAt,
    end_at: pass.endAt,
    lifetime_minutes: pass.lifetimeMinutes,
    is_usable_once: flag(pass.isUsableOnce),
    alphabet: pass.alphabet,
    is_bootstrap: flag(pass.isBootstrap),
    code_hash: stored.codeHash,
    key_id: stored.keyId,
    used_at: null,
    last_used_at: null,
  }
  await w.db
    .insertInto('temporary_access_passes')
    .values({ user_id: pass.userId, ...values })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
    .execute()
}

/**
 * Spends a one-time pass, or marks a multi-use one as used.
 *
 * Returns the pass to exactly one of any number of racers on a one-time pass, and to nobody outside its window.
 * The hash of a one-time pass is erased in the same statement.
 */
export async function spendPass(w: Write, pass: Pass): Promise<Pass | undefined> {
  const row = await w.db
    .updateTable('temporary_access_passes')
    .set(pass.isUsableOnce ? { used_at: w.now, last_used_at: w.now, code_hash: null } : { last_used_at: w.now })
    .where('id', '=', pass.id)
    .where('user_id', '=', pass.userId)
    .where('used_at', 'is', null)
    .where('code_hash', 'is not', null)
    .where('start_at', '<=', w.now)
    .where('end_at', '>', w.now)
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row).pass
}

/** Holds a pass that was redeemed until the write ends; false when it was deleted or replaced since. */
export async function holdPass(w: Write, owner: UserId, id: string, redeemedAt: Instant): Promise<boolean> {
  const row = await w.db
    .updateTable('temporary_access_passes')
    .set({ last_used_at: redeemedAt })
    .where('id', '=', id)
    .where('user_id', '=', owner)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Deletes the user's pass with this id; returns it, or nothing when there is none. */
export async function deletePass(w: Write, owner: UserId, id: string): Promise<Pass | undefined> {
  const row = await w.db
    .deleteFrom('temporary_access_passes')
    .where('id', '=', id)
    .where('user_id', '=', owner)
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row).pass
}

export async function deletePassOf(w: Write, owner: UserId): Promise<void> {
  await w.db.deleteFrom('temporary_access_passes').where('user_id', '=', owner).execute()
}

/** Erases the hashes of passes that are over; returns how many. */
export async function eraseExpired(w: Write): Promise<number> {
  const result = await w.db
    .updateTable('temporary_access_passes')
    .set({ code_hash: null })
    .where('end_at', '<=', w.now)
    .where('code_hash', 'is not', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Whether any pass still needs the key to be verified. */
export async function isKeyInUse(r: Read, keyId: string): Promise<boolean> {
  const row = await r.db
    .selectFrom('temporary_access_passes')
    .select('id')
    .where('key_id', '=', keyId)
    .where('code_hash', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
