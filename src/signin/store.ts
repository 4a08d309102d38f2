import type { UserId } from '../base/text.ts'
import { type Instant, instant } from '../base/time.ts'
import { insertion, statement } from '../kernel/statement.ts'
import type { Read, Write } from '../kernel/store.ts'
import { isWhole, type SignIn } from './rules.ts'

/** An attempt with what guards its next step. */
export interface StoredSignIn {
  readonly id: string
  readonly version: number
  readonly expiresAt: Instant
  readonly signIn: SignIn
}

const insert = insertion('sign_in_attempts')

export async function insertSignIn(w: Write, stored: StoredSignIn, tokenHash: string): Promise<void> {
  await insert(w, {
    id: stored.id,
    token_hash: tokenHash,
    state: JSON.stringify(stored.signIn),
    version: stored.version,
    created_at: w.now,
    expires_at: stored.expiresAt,
  })
}

const findByToken = statement((db, given: { tokenHash: string; now: Instant }) =>
  db
    .selectFrom('sign_in_attempts')
    .selectAll()
    .where('token_hash', '=', given.tokenHash)
    .where('expires_at', '>', given.now),
)

/** The attempt that lives behind the token; one that an earlier version began is over, since nobody knows what it would have asked. */
export async function findSignIn(r: Read, tokenHash: string): Promise<StoredSignIn | undefined> {
  const [row] = (await findByToken(r, { tokenHash, now: r.now })).rows
  if (!row) return undefined
  const signIn = JSON.parse(row.state) as object
  return isWhole(signIn) ? { id: row.id, version: row.version, expiresAt: instant(row.expires_at), signIn } : undefined
}

const advance = statement((db, given: { id: string; version: number; next: number; state: string; now: Instant }) =>
  db
    .updateTable('sign_in_attempts')
    .set({ state: given.state, version: given.next })
    .where('id', '=', given.id)
    .where('version', '=', given.version)
    .where('expires_at', '>', given.now)
    .returning('version'),
)

/** Moves the attempt on from the version given; returns nothing when another answer was quicker. */
export async function advanceSignIn(w: Write, stored: StoredSignIn, signIn: SignIn): Promise<StoredSignIn | undefined> {
  const { id, version } = stored
  const given = { id, version, next: version + 1, state: JSON.stringify(signIn), now: w.now }
  const [row] = (await advance(w, given)).rows
  return row && { ...stored, version: row.version, signIn }
}

const finish = statement((db, given: { id: string; version: number; now: Instant }) =>
  db
    .deleteFrom('sign_in_attempts')
    .where('id', '=', given.id)
    .where('version', '=', given.version)
    .where('expires_at', '>', given.now)
    .returning('id'),
)

/** Ends the attempt at the version given; returns nothing when another answer was quicker. */
export async function finishSignIn(w: Write, stored: StoredSignIn): Promise<{ readonly id: string } | undefined> {
  const { id, version } = stored
  return (await finish(w, { id, version, now: w.now })).rows[0]
}

/** Leaves the person alone until then. */
export async function snoozeCampaign(w: Write, owner: UserId, until: Instant): Promise<void> {
  await w.db
    .insertInto('campaign_snoozes')
    .values({ user_id: owner, until_at: until })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ until_at: until }))
    .execute()
}

export async function isCampaignSnoozed(r: Read, owner: UserId): Promise<boolean> {
  const row = await r.db
    .selectFrom('campaign_snoozes')
    .select('user_id')
    .where('user_id', '=', owner)
    .where('until_at', '>', r.now)
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteExpired(w: Write): Promise<number> {
  const result = await w.db.deleteFrom('sign_in_attempts').where('expires_at', '<=', w.now).executeTakeFirst()
  return Number(result.numDeletedRows)
}
