import { type Instant, instant } from '../base/time.ts'
import type { Read, Write } from '../kernel/store.ts'
import type { SignIn } from './rules.ts'

/** An attempt with what guards its next step. */
export interface StoredSignIn {
  readonly id: string
  readonly version: number
  readonly expiresAt: Instant
  readonly signIn: SignIn
}

export async function insertSignIn(w: Write, stored: StoredSignIn, tokenHash: string): Promise<void> {
  await w.db
    .insertInto('sign_in_attempts')
    .values({
      id: stored.id,
      token_hash: tokenHash,
      state: JSON.stringify(stored.signIn),
      version: stored.version,
      created_at: w.now,
      expires_at: stored.expiresAt,
    })
    .execute()
}

export async function findSignIn(r: Read, tokenHash: string): Promise<StoredSignIn | undefined> {
  const row = await r.db
    .selectFrom('sign_in_attempts')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', r.now)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id,
    version: row.version,
    expiresAt: instant(row.expires_at),
    signIn: JSON.parse(row.state) as SignIn,
  }
}

/** Moves the attempt on from the version given; returns nothing when another answer was quicker. */
export async function advanceSignIn(w: Write, stored: StoredSignIn, signIn: SignIn): Promise<StoredSignIn | undefined> {
  const row = await w.db
    .updateTable('sign_in_attempts')
    .set({ state: JSON.stringify(signIn), version: stored.version + 1 })
    .where('id', '=', stored.id)
    .where('version', '=', stored.version)
    .where('expires_at', '>', w.now)
    .returning('version')
    .executeTakeFirst()
  return row && { ...stored, version: row.version, signIn }
}

/** Ends the attempt at the version given; returns nothing when another answer was quicker. */
export async function finishSignIn(w: Write, stored: StoredSignIn): Promise<{ readonly id: string } | undefined> {
  return w.db
    .deleteFrom('sign_in_attempts')
    .where('id', '=', stored.id)
    .where('version', '=', stored.version)
    .where('expires_at', '>', w.now)
    .returning('id')
    .executeTakeFirst()
}

export async function deleteExpired(w: Write): Promise<number> {
  const result = await w.db.deleteFrom('sign_in_attempts').where('expires_at', '<=', w.now).executeTakeFirst()
  return Number(result.numDeletedRows)
}
