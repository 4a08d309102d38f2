import { sessionId, type UserId, userId } from '../base/text.ts'
import { type Instant, instant } from '../base/time.ts'
import { insertion, statement } from '../kernel/statement.ts'
import type { Read, Write } from '../kernel/store.ts'
import type { Proof } from '../methods/rules.ts'
import type { Session } from './rules.ts'
import type { SessionRow } from './tables.ts'

const fromRow = (row: SessionRow): Session => ({
  id: sessionId(row.id),
  userId: userId(row.user_id),
  passId: row.pass_id,
  createdAt: instant(row.created_at),
  authTime: instant(row.auth_time),
  lastSeenAt: instant(row.last_seen_at),
  expiresAt: instant(row.expires_at),
  proofs: JSON.parse(row.proofs) as readonly Proof[],
})

const insert = insertion('sessions')

export async function insertSession(w: Write, session: Session, tokenHash: string): Promise<void> {
  await insert(w, {
    id: session.id,
    token_hash: tokenHash,
    user_id: session.userId,
    pass_id: session.passId,
    created_at: session.createdAt,
    auth_time: session.authTime,
    last_seen_at: session.lastSeenAt,
    expires_at: session.expiresAt,
    proofs: JSON.stringify(session.proofs),
    ip_address: w.actor.origin.ipAddress,
    user_agent: w.actor.origin.userAgent,
    ended_at: null,
    ended_reason: null,
  })
}

const findByToken = statement((db, given: { tokenHash: string; idleSince: Instant; now: Instant }) =>
  db
    .selectFrom('sessions')
    .selectAll()
    .where('token_hash', '=', given.tokenHash)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', given.now)
    .where('last_seen_at', '>', given.idleSince),
)

/** The session with this token, unless it was ended or its time is over. */
export async function findLiveSession(r: Read, tokenHash: string, idleSince: Instant): Promise<Session | undefined> {
  const [row] = (await findByToken(r, { tokenHash, idleSince, now: r.now })).rows
  return row && fromRow(row)
}

export async function findLiveSessionById(r: Read, id: string): Promise<Session | undefined> {
  const row = await r.db
    .selectFrom('sessions')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', r.now)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** What adding proofs changes of a session. */
export interface Upgrade extends Pick<Session, 'id' | 'userId' | 'passId' | 'authTime' | 'expiresAt' | 'proofs'> {
  readonly tokenHash: string
  /** Its proofs as they were read. */
  readonly before: readonly Proof[]
  readonly idleSince: Instant
}

/** Adds proofs to a session that is still live, unless others were added meanwhile; says whether it did. */
export async function upgradeLiveSession(
  w: Write,
  { before, idleSince, tokenHash, ...after }: Upgrade,
): Promise<boolean> {
  const updated = await w.db
    .updateTable('sessions')
    .set({
      token_hash: tokenHash,
      pass_id: after.passId,
      auth_time: after.authTime,
      last_seen_at: w.now,
      expires_at: after.expiresAt,
      proofs: JSON.stringify(after.proofs),
    })
    .where('id', '=', after.id)
    .where('user_id', '=', after.userId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', w.now)
    .where('last_seen_at', '>', idleSince)
    .where('proofs', '=', JSON.stringify(before))
    .returning('id')
    .executeTakeFirst()
  return updated !== undefined
}

export async function touchSession(w: Write, id: string): Promise<void> {
  await w.db
    .updateTable('sessions')
    .set({ last_seen_at: w.now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}

/** Touches a session that is still live, which holds it until the write ends; nothing comes back when it is over, or idle since then. */
export function holdSession(
  w: Write,
  id: string,
  idleSince: Instant = instant(0),
): Promise<{ readonly id: string } | undefined> {
  return w.db
    .updateTable('sessions')
    .set({ last_seen_at: w.now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', w.now)
    .where('last_seen_at', '>', idleSince)
    .returning('id')
    .executeTakeFirst()
}

/** Which sessions to end: all of a user's, those their passes opened, or one by its id or its token. */
export type SessionSelection =
  | { readonly userId: UserId }
  | { readonly passesOf: UserId }
  | { readonly othersOf: UserId; readonly keep: string }
  | { readonly sessionId: string }
  | { readonly tokenHash: string }

export async function endSessions(w: Write, selection: SessionSelection, reason: string): Promise<number> {
  const result = await selected(w, selection).set({ ended_at: w.now, ended_reason: reason }).executeTakeFirst()
  return Number(result.numUpdatedRows)
}

function selected(w: Write, selection: SessionSelection) {
  const live = w.db.updateTable('sessions').where('ended_at', 'is', null)
  if ('userId' in selection) return live.where('user_id', '=', selection.userId)
  if ('passesOf' in selection) return live.where('user_id', '=', selection.passesOf).where('pass_id', 'is not', null)
  if ('othersOf' in selection) return live.where('user_id', '=', selection.othersOf).where('id', '!=', selection.keep)
  if ('tokenHash' in selection) return live.where('token_hash', '=', selection.tokenHash)
  return live.where('id', '=', selection.sessionId)
}

/** The addresses the user has signed in from since then, the latest hundred sign-ins at most. */
export async function listAddresses(r: Read, owner: UserId, since: Instant): Promise<readonly string[]> {
  const rows = await r.db
    .selectFrom('sessions')
    .select('ip_address')
    .where('user_id', '=', owner)
    .where('created_at', '>', since)
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => row.ip_address)
}

export async function hasLiveSession(r: Read, owner: UserId): Promise<boolean> {
  const row = await r.db
    .selectFrom('sessions')
    .select('id')
    .where('user_id', '=', owner)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', r.now)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Deletes every session of a user, also those that are over. */
export async function deleteSessionsOf(w: Write, owner: UserId): Promise<void> {
  await w.db.deleteFrom('sessions').where('user_id', '=', owner).execute()
}

export async function deleteEndedBefore(w: Write, before: Instant): Promise<number> {
  const result = await w.db.deleteFrom('sessions').where('expires_at', '<', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}
