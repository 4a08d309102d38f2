import { sql } from 'kysely'
import type { ListQuery } from '../../base/odata/query.ts'
import type { Page } from '../../base/odata/shape.ts'
import type { UserId } from '../../base/text.ts'
import type { Instant } from '../../base/time.ts'
import { selectPage } from '../../kernel/odata.ts'
import type { Read, Write } from '../../kernel/store.ts'
import { sessionShape } from '../rules/shapes.ts'
import type { SessionRow } from '../tables.ts'

/** Everything of a session but what its cookie is known by. */
export type ShownSession = Omit<SessionRow, 'token_hash' | 'ended_at' | 'ended_reason'>

/** Sessions that are not over; the plus keeps their end from being the way they are looked up, which would sort all of them. */
const live = ({ db, now }: Read, idleSince: Instant) =>
  db
    .selectFrom('sessions')
    .select(['id', 'user_id', 'pass_id', 'created_at', 'auth_time', 'last_seen_at', 'expires_at', 'proofs'])
    .select(['ip_address', 'user_agent'])
    .where('ended_at', 'is', null)
    .where(sql<number>`+expires_at`, '>', now)
    .where('last_seen_at', '>', idleSince)

/** One page of the sessions that are not over, those of one user where one is named. */
export function pageLiveSessions(
  read: Read,
  idleSince: Instant,
  query: ListQuery,
  owner?: UserId,
): Promise<Page<ShownSession>> {
  const all = live(read, idleSince)
  return selectPage(owner === undefined ? all : all.where('user_id', '=', owner), query, sessionShape)
}

/** One session of a user, if it is not over. */
export const findShownSession = (
  read: Read,
  idleSince: Instant,
  owner: UserId,
  id: string,
): Promise<ShownSession | undefined> =>
  live(read, idleSince).where('user_id', '=', owner).where('id', '=', id.toLowerCase()).executeTakeFirst()

/** Ends a session of a user; nothing comes back where it is over or not theirs. */
export const endLiveSession = (
  w: Write,
  owner: UserId,
  id: string,
  reason: string,
): Promise<Pick<SessionRow, 'id' | 'created_at' | 'ip_address'> | undefined> =>
  w.db
    .updateTable('sessions')
    .set({ ended_at: w.now, ended_reason: reason })
    .where('id', '=', id.toLowerCase())
    .where('user_id', '=', owner)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', w.now)
    .returning(['id', 'created_at', 'ip_address'])
    .executeTakeFirst()
