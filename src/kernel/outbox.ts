import type { Json } from '../base/json.ts'
import { uuid } from '../base/random.ts'
import { type Instant, plusSeconds } from '../base/time.ts'
import type { Logger } from './log.ts'
import type { Read, Store, Write } from './store.ts'
import type { OutboxRow } from './tables.ts'

/** An effect to happen after the commit, stored with it so that a crash loses nothing. */
export interface OutboxEntry {
  /** Which deliverer takes it. */
  readonly kind: string
  /** What it needs to know; never a secret. */
  readonly payload: Json
}

/** Carries out one kind of effect; may be called again after a failure, so it must not mind. */
export type Deliverer = (payload: Json) => Promise<void>

const batchSize = 20
const mostAttempts = 12

export async function appendToOutbox(w: Write, effects: readonly OutboxEntry[]): Promise<void> {
  if (effects.length === 0) return
  const rows = effects.map((effect) => ({
    id: uuid(w.random),
    kind: effect.kind,
    payload: JSON.stringify(effect.payload),
    created_at: w.now,
    available_at: w.now,
    attempts: 0,
    delivered_at: null,
    last_error: null,
  }))
  await w.db.insertInto('outbox').values(rows).execute()
}

/** Waits 2, 4, 8 … seconds between tries, an hour at most. */
const nextTry = (now: Instant, attemptsMade: number): Instant => plusSeconds(now, Math.min(2 ** attemptsMade, 3600))

const recordedAlready = 'the effect was recorded by the write that caused it'

/**
 * Delivers everything that is due, oldest first, and returns how many effects were delivered.
 *
 * Each effect is claimed by a guarded update before it is tried, so two processes do not both take it.
 * A process killed between delivery and its note delivers again later: at least once, hardly ever twice.
 * After twelve failures an effect stays where it is, and the log says so.
 */
export async function drainOutbox(
  { store, log }: OutboxParts,
  actor: Write['actor'],
  deliverers: ReadonlyMap<string, Deliverer>,
): Promise<number> {
  let delivered = 0
  for (;;) {
    const due = await store.read(listDue)
    for (const row of due) {
      if (!(await claim(store, actor, row))) continue
      const failure = await attempt(deliverers.get(row.kind), JSON.parse(row.payload) as Json)
      await note(store, actor, row, failure)
      if (failure === undefined) delivered++
      else if (row.attempts + 1 === mostAttempts) {
        log.error({ effect: row.id, kind: row.kind, failure }, 'An effect could not be delivered and is given up')
      }
    }
    if (due.length < batchSize) return delivered
  }
}

interface OutboxParts {
  readonly store: Store
  readonly log: Logger
}

const listDue = (r: Read): Promise<readonly OutboxRow[]> =>
  r.db
    .selectFrom('outbox')
    .selectAll()
    .where('delivered_at', 'is', null)
    .where('available_at', '<=', r.now)
    .where('attempts', '<', mostAttempts)
    .orderBy('created_at')
    .limit(batchSize)
    .execute()

/** Whether this process may try the effect; a failed or lost try is due again only after its wait. */
async function claim(store: Store, actor: Write['actor'], row: OutboxRow): Promise<boolean> {
  const claimed = await store.write(actor, (w) => {
    w.unrecorded(recordedAlready)
    return w.db
      .updateTable('outbox')
      .set({ attempts: row.attempts + 1, available_at: nextTry(w.now, row.attempts + 1) })
      .where('id', '=', row.id)
      .where('attempts', '=', row.attempts)
      .where('delivered_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
  })
  return claimed !== undefined
}

async function attempt(deliverer: Deliverer | undefined, payload: Json): Promise<string | undefined> {
  if (!deliverer) return 'nobody delivers this kind'
  try {
    await deliverer(payload)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 500) : 'failed'
  }
}

async function note(store: Store, actor: Write['actor'], row: OutboxRow, failure: string | undefined): Promise<void> {
  await store.write(actor, async (w) => {
    w.unrecorded(recordedAlready)
    const outcome = failure === undefined ? { delivered_at: w.now, last_error: null } : { last_error: failure }
    await w.db.updateTable('outbox').set(outcome).where('id', '=', row.id).execute()
  })
}

const keptDays = 7

/** Deletes effects delivered more than a week ago; returns how many. */
export async function purgeOutbox(w: Write): Promise<number> {
  w.unrecorded(recordedAlready)
  const result = await w.db
    .deleteFrom('outbox')
    .where('delivered_at', '<=', plusSeconds(w.now, -keptDays * 24 * 3600))
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
