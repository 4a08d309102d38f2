import { sql } from 'kysely'
import { type Instant, instant } from '../base/time.ts'
import { statement } from '../kernel/statement.ts'
import type { Read, Write } from '../kernel/store.ts'

export interface Counted {
  readonly key: string
  readonly failures: number
  readonly windowEndsAt: Instant
}

/** One counter to raise. */
export interface Try {
  readonly key: string
  readonly subject: string | null
  readonly windowEndsAt: Instant
}

/** Which of the keys have to wait, and until when. */
export async function blockOn(r: Read, keys: readonly string[]): Promise<readonly { key: string; until: Instant }[]> {
  const rows = await r.db
    .selectFrom('throttles')
    .select(['key', 'blocked_until'])
    .where('key', 'in', keys)
    .where('blocked_until', '>', r.now)
    .execute()
  return rows.map((row) => ({ key: row.key, until: instant(row.blocked_until) }))
}

type Place = 0 | 1 | 2

/** The values of up to three counters by their places: `key0`, `subject0`, `endsAt0`, `key1`, … */
type Places = { readonly [At in Place as `key${At}`]: string } & {
  readonly [At in Place as `subject${At}`]: string | null
} & { readonly [At in Place as `endsAt${At}`]: Instant } & { readonly now: Instant }

const counting = (places: readonly Place[]) =>
  statement((db, given: Places) =>
    db
      .insertInto('throttles')
      .values(
        places.map((place) => ({
          key: given[`key${place}`],
          subject: given[`subject${place}`],
          failures: 1,
          window_ends_at: given[`endsAt${place}`],
          blocked_until: 0,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet({
            failures: sql`case when throttles.window_ends_at <= ${given.now} then 1 else throttles.failures + 1 end`,
            window_ends_at: sql`case when throttles.window_ends_at <= ${given.now} then excluded.window_ends_at else throttles.window_ends_at end`,
          })
          .where('throttles.blocked_until', '<=', given.now),
      )
      .returning(['key', 'failures', 'window_ends_at']),
  )

const count = { 1: counting([0]), 2: counting([0, 1]), 3: counting([0, 1, 2]) }

/**
 * Counts one try on each of one to three keys, in key order so that two writes never wait for each other crosswise.
 *
 * A key that is blocked is neither counted nor returned.
 */
export async function countTry(w: Write, tries: readonly Try[]): Promise<readonly Counted[]> {
  const sorted = tries.toSorted((left, right) => (left.key < right.key ? -1 : 1))
  const placed = sorted.flatMap(({ key, subject, windowEndsAt }, place) => [
    [`key${place}`, key],
    [`subject${place}`, subject],
    [`endsAt${place}`, windowEndsAt],
  ])
  const given = { now: w.now, ...Object.fromEntries(placed) } as Places
  const { rows } = await count[tries.length as keyof typeof count](w, given)
  return rows.map((row) => ({ key: row.key, failures: row.failures, windowEndsAt: instant(row.window_ends_at) }))
}

export async function block(w: Write, key: string, until: Instant): Promise<void> {
  await w.db.updateTable('throttles').set({ blocked_until: until }).where('key', '=', key).execute()
}

/** Takes back a try that was counted on some keys while another made it wait. */
export async function uncount(w: Write, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await w.db.updateTable('throttles').set({ failures: sql`failures - 1` }).where('key', 'in', keys).execute()
}

/** Forgets every counter about an account, from whatever address. */
export async function forgetSubject(w: Write, subject: string): Promise<void> {
  await w.db.deleteFrom('throttles').where('subject', '=', subject).execute()
}

interface Forgiven {
  /** One key that gets its try back; the others are over. */
  readonly source: string
  readonly others: readonly [string, string]
}

const forgiving = statement((db, given: { source: string; first: string; second: string; now: Instant }) =>
  db
    .updateTable('throttles')
    .set({
      failures: sql`case when key = ${given.source} and failures > 0 then failures - 1 else 0 end`,
      window_ends_at: sql`case when key = ${given.source} then window_ends_at else ${given.now} end`,
      blocked_until: 0,
    })
    .where('key', 'in', [given.source, given.first, given.second]),
)

/** Takes one counted try back, and with it the wait it may have caused; ends the other counters, which their purge deletes. */
export async function forgive(w: Write, { source, others: [first, second] }: Forgiven): Promise<void> {
  await forgiving(w, { source, first, second, now: w.now })
}

/** Deletes counters whose window and wait are both over; returns how many. */
export async function deleteIdle(w: Write): Promise<number> {
  const result = await w.db
    .deleteFrom('throttles')
    .where('window_ends_at', '<=', w.now)
    .where('blocked_until', '<=', w.now)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
