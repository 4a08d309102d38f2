import { type ReachedApplication, reachedApplications } from '../audit/service.ts'
import type { Actor } from '../base/actor.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { Refusal } from '../base/refusal.ts'
import { userId } from '../base/text.ts'
import { type Instant, instant, plusMinutes } from '../base/time.ts'
import type { User } from '../directory/rules.ts'
import { requireUser, withEntries } from '../directory/service.ts'
import { hiding } from '../kernel/command.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import type { Proof } from '../methods/rules.ts'
import { requireOnOneself } from '../roles/rules.ts'
import { findShownSession, pageLiveSessions, type ShownSession } from './store/live.ts'

/** A session as it is shown: nothing in it opens anything. */
export interface SessionView {
  readonly id: string
  readonly userId: string
  /** Null where the user is gone. */
  readonly user: Pick<User, 'displayName' | 'userPrincipalName'> | null
  /** Whether it is the one that asks. */
  readonly isCurrent: boolean
  readonly createdAt: Instant
  readonly authTime: Instant
  readonly lastSeenAt: Instant
  /** When it is over at the latest, whatever happens in it. */
  readonly expiresAt: Instant
  /** When it is over unless it is used before. */
  readonly idlesAt: Instant
  readonly ipAddress: string
  /** Null where nobody knows. */
  readonly country: string | null
  readonly userAgent: string
  readonly proofs: readonly Proof[]
  readonly passId: string | null
  /** The applications reached in it, the latest in front; null in the list of the whole tenant. */
  readonly applications: readonly ReachedApplication[] | null
}

const idleSince = ({ settings }: Kernel, { now }: Read): Instant => plusMinutes(now, -settings.sessionIdleMinutes)

/**
 * One page of all sessions that are not over, for whoever may read the sign-in log.
 *
 * Refuses with `insufficientPrivileges`.
 */
export const listSessions = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<Page<SessionView>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'sessions.read')
    const page = await pageLiveSessions(read, idleSince(kernel, read), query)
    const members = [...new Set(page.items.map((row) => row.user_id))].map((id) => ({ kind: 'user' as const, id }))
    const found = await withEntries(read, members)
    const users = new Map(found.flatMap((entry) => (entry.kind === 'user' ? [[entry.id, entry.user]] : [])))
    const items = page.items.map((row) => viewOf(kernel, actor, row, users.get(row.user_id), null))
    return { ...page, items }
  })

/**
 * One page of the sessions of a user that are not over.
 *
 * Everybody is shown their own; those of others, whoever may read the sign-in log, see or end that user's sessions.
 * Refuses with `userNotFound` and what the permission check refuses.
 */
export const listSessionsOf = (
  kernel: Kernel,
  actor: Actor,
  key: string,
  query: ListQuery,
): Promise<Page<SessionView>> =>
  kernel.store.read(async (read) => {
    const owner = await visibleOwner(kernel, read, actor, key)
    const page = await pageLiveSessions(read, idleSince(kernel, read), query, owner.id)
    const reached = await reachedIn(read, owner, page.items)
    const items = page.items.map((row) => viewOf(kernel, actor, row, owner, reached.get(row.id) ?? []))
    return { ...page, items }
  })

/** One of them; refuses with `sessionNotFound` too. */
export const readSessionOf = (kernel: Kernel, actor: Actor, key: string, id: string): Promise<SessionView> =>
  kernel.store.read(async (read) => {
    const owner = await visibleOwner(kernel, read, actor, key)
    const row = await findShownSession(read, idleSince(kernel, read), owner.id, id)
    if (!row) throw noSuchSession(id)
    const reached = await reachedIn(read, owner, [row])
    return viewOf(kernel, actor, row, owner, reached.get(row.id) ?? [])
  })

export const noSuchSession = (id: string): Refusal =>
  new Refusal('sessionNotFound', `The user has no session '${id.slice(0, 100)}' that is not over.`)

const reachedIn = async (read: Read, owner: User, rows: readonly ShownSession[]) =>
  rows.length === 0
    ? new Map<string, readonly ReachedApplication[]>()
    : reachedApplications(read, owner.id, instant(Math.min(...rows.map((row) => row.created_at))))

async function visibleOwner(kernel: Kernel, read: Read, actor: Actor, key: string): Promise<User> {
  const owner = await hiding(kernel, read, actor, 'users.readSessions', () => requireUser(read, key))
  if (actor.kind === 'user' && actor.userId === owner.id) requireOnOneself(actor, 'users.readSessions')
  else if (!(await maySeeAll(kernel, read, actor))) await kernel.authorize(read, actor, 'users.readSessions', owner.id)
  return owner
}

async function maySeeAll(kernel: Kernel, read: Read, actor: Actor): Promise<boolean> {
  try {
    await kernel.authorize(read, actor, 'sessions.read')
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

function viewOf(
  kernel: Kernel,
  actor: Actor,
  row: ShownSession,
  user: User | undefined,
  applications: SessionView['applications'],
): SessionView {
  return {
    id: row.id,
    userId: userId(row.user_id),
    user: user ?? null,
    isCurrent: actor.kind === 'user' && actor.sessionId === row.id,
    createdAt: instant(row.created_at),
    authTime: instant(row.auth_time),
    lastSeenAt: instant(row.last_seen_at),
    expiresAt: instant(row.expires_at),
    idlesAt: plusMinutes(instant(row.last_seen_at), kernel.settings.sessionIdleMinutes),
    ipAddress: row.ip_address,
    country: kernel.countryOf(row.ip_address),
    userAgent: row.user_agent,
    proofs: JSON.parse(row.proofs) as readonly Proof[],
    passId: row.pass_id,
    applications,
  }
}
