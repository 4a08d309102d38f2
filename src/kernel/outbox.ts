import type { Json } from '../base/json.ts'
import { uuid } from '../base/random.ts'
import { type Instant, plusSeconds } from '../base/time.ts'
import type { Store, Write } from './store.ts'

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
export const nextTry = (now: Instant, attemptsMade: number): Instant =>
  plusSeconds(now, Math.min(2 ** attemptsMade, 3600))

/**
 * Delivers what is due, oldest first, and returns how many effects were delivered.
 *
 * Each effect is claimed by a guarded update before it is tried, so two processes do not both take it.
 */
export async function drainOutbox(
  store: Store,
  actor: Write['actor'],
  deliverers: ReadonlyMap<string, Deliverer>,
): Promise<number> {
  const due = await store.read((r) =>
    r.db
      .selectFrom('outbox')
      .selectAll()
      .where('delivered_at', 'is', null)
      .where('available_at', '<=', r.now)
      .where('attempts', '<', mostAttempts)
      .orderBy('created_at')
      .limit(batchSize)
      .execute(),
  )
  let delivered = 0
  for (const row of due) {
    const claimed = await store.write(actor, (w) => {
      w.unrecorded('the effect was recorded by the write that caused it')
      return w.db
        .updateTable('outbox')
        .set({ attempts: row.attempts + 1, available_at: nextTry(w.now, row.attempts + 1) })
        .where('id', '=', row.id)
        .where('attempts', '=', row.attempts)
        .where('delivered_at', 'is', null)
        .returning('id')
        .executeTakeFirst()
    })
    if (!claimed) continue
    const failure = await attempt(deliverers.get(row.kind), JSON.parse(row.payload) as Json)
    if (failure === undefined) delivered++
    await store.write(actor, (w) => {
      w.unrecorded('the effect was recorded by the write that caused it')
      const outcome = failure === undefined ? { delivered_at: w.now, last_error: null } : { last_error: failure }
      return w.db.updateTable('outbox').set(outcome).where('id', '=', row.id).execute()
    })
  }
  return delivered
}

async function attempt(deliverer: Deliverer | undefined, payload: Json): Promise<string | undefined> {
  if (!deliverer) return 'nobody delivers this kind'
  try {
    await deliverer(payload)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : 'failed'
  }
}
