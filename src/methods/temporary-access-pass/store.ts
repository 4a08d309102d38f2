import type { Kysely } from 'kysely'
import { type UserId, userId } from '../../base/text.ts'
import { type Instant, instant } from '../../base/time.ts'
import { flag } from '../../kernel/columns.ts'
import { statement } from '../../kernel/statement.ts'
import type { Read, Write } from '../../kernel/store.ts'
import type { Schema } from '../../kernel/tables.ts'
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

const findByOwner = statement((db, given: { owner: UserId }) =>
  db.selectFrom('temporary_access_passes').selectAll().where('user_id', '=', given.owner),
)

export async function findPassOf(r: Read, owner: UserId): Promise<StoredPass | undefined> {
  const [row] = (await findByOwner(r, { owner })).rows
  return row && fromRow(row)
}

/** The passes of many users that are in their window and not spent. */
export async function listPassesInWindow(r: Read, owners: readonly UserId[]): Promise<readonly Pass[]> {
  if (owners.length === 0) return []
  const rows = await r.db
    .selectFrom('temporary_access_passes')
    .selectAll()
    .where('user_id', 'in', owners)
    .where('used_at', 'is', null)
    .where('start_at', '<=', r.now)
    .where('end_at', '>', r.now)
    .execute()
  return rows.map((row) => fromRow(row).pass)
}

const replace = statement((db, row: PassRow) => {
  const values = {
    id: row.id,
    created_at: row.created_at,
    start_at: row.start_at,
    end_at: row.end_at,
    lifetime_minutes: row.lifetime_minutes,
    is_usable_once: row.is_usable_once,
    alphabet: row.alphabet,
    is_bootstrap: row.is_bootstrap,
    code_hash: row.code_hash,
    key_id: row.key_id,
    used_at: row.used_at,
    last_used_at: row.last_used_at,
  }
  return db
    .insertInto('temporary_access_passes')
    .values({ user_id: row.user_id, ...values })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(values))
})

/** Puts the pass in the place of the one the user may have; one statement, so the last writer's stands alone. */
export async function replacePass(w: Write, { pass, codeHash, keyId }: StoredPass): Promise<void> {
  await replace(w, {
    id: pass.id,
    user_id: pass.userId,
    created_at: pass.createdAt,
    start_at: pass.startAt,
    end_at: pass.endAt,
    lifetime_minutes: pass.lifetimeMinutes,
    is_usable_once: flag(pass.isUsableOnce),
    alphabet: pass.alphabet,
    is_bootstrap: flag(pass.isBootstrap),
    code_hash: codeHash,
    key_id: keyId,
    used_at: null,
    last_used_at: null,
  })
}

interface Spending {
  readonly id: string
  readonly owner: UserId
  readonly now: Instant
}

const usable = (db: Kysely<Schema>, { id, owner, now }: Spending) =>
  db
    .updateTable('temporary_access_passes')
    .where('id', '=', id)
    .where('user_id', '=', owner)
    .where('used_at', 'is', null)
    .where('code_hash', 'is not', null)
    .where('start_at', '<=', now)
    .where('end_at', '>', now)
    .returningAll()

const spend = statement((db, given: Spending) =>
  usable(db, given).set({ used_at: given.now, last_used_at: given.now, code_hash: null }),
)

const markUsed = statement((db, given: Spending) => usable(db, given).set({ last_used_at: given.now }))

/**
 * Spends a one-time pass, or marks a multi-use one as used.
 *
 * Returns the pass to exactly one of any number of racers on a one-time pass, and to nobody outside its window.
 * The hash of a one-time pass is erased in the same statement.
 */
export async function spendPass(w: Write, pass: Pass): Promise<Pass | undefined> {
  const given = { id: pass.id, owner: pass.userId, now: w.now }
  const [row] = (await (pass.isUsableOnce ? spend(w, given) : markUsed(w, given))).rows
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
