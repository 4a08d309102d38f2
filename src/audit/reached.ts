import type { UserId } from '../base/text.ts'
import { type Instant, instant } from '../base/time.ts'
import type { Read } from '../kernel/store.ts'
import { listSuccesses } from './store/reached.ts'

/** An application somebody reached in a session. */
export interface ReachedApplication {
  readonly appId: string
  readonly displayName: string
  /** When a token for it was last given, or its pages were entered. */
  readonly at: Instant
}

/** What is read of a record. */
interface Reaching {
  readonly sessionId: string | null
  readonly appId: string
  readonly appDisplayName: string
}

const mostRead = 1000

/**
 * The applications a user reached since then, by the session, the latest in front.
 *
 * It is read from the sign-in log, its latest thousand records; what was before them is not told.
 * The caller has been asked what they may.
 */
export async function reachedApplications(
  read: Read,
  user: UserId,
  since: Instant,
): Promise<ReadonlyMap<string, readonly ReachedApplication[]>> {
  const reached = new Map<string, ReachedApplication[]>()
  for (const { at, record } of await listSuccesses(read, user, since, mostRead)) {
    const { sessionId, appId, appDisplayName } = JSON.parse(record) as Reaching
    if (sessionId === null || appId === '') continue
    const known = reached.get(sessionId) ?? []
    if (known.some((one) => one.appId === appId)) continue
    reached.set(sessionId, [...known, { appId, displayName: appDisplayName, at: instant(at) }])
  }
  return reached
}
