import { sql } from 'kysely'
import { type Instant, instant } from '../base/time.ts'
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

/**
 * Counts one try on every key, in key order so that two writes never wait for each other crosswise.
 *
 * A key that is blocked, even since the caller looked, is neither counted nor returned.
 */
export async function countTry(w: Write, tries: readonly Try[]): Promise<readonly Counted[]> {
  const rows = await w.db
    .insertInto('throttles')
    .values(
      tries
        .map(({ key, subject, windowEndsAt }) => ({
          key,
          subject,
          failures: 1,
          window_ends_at: windowEndsAt,
          blocked_until: 0,
        }))
        .sort((left, right) => (left.key < right.key ? -1 : 1)),
    )
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({
          failures: sql`case when throttles.window_ends_at <= ${w.now} then 1 else throttles.failures + 1 end`,
          window_ends_at: sql`case when throttles.window_ends_at <= ${w.now} then excluded.window_ends_at else throttles.window_ends_at end`,
        })
        .where('throttles.blocked_until', '<=', w.now),
    )
    .returning(['key', 'failures', 'window_ends_at'])
    .execute()
  return rows.map((row) => ({ key: row.key, failures: row.failures, windowEndsAt: instant(row.window_ends_at) }))
}

export async function block(w: Write, key: string, until: Instant): Promise<void> {
  await w.db.updateTable('throttles').set({ blocked_until: until }).where('key', '=', key).execute()
}

/** Forgets keys altogether. */
export async function forget(w: Write, keys: readonly string[]): Promise<void> {
  await w.db.deleteFrom('throttles').where('key', 'in', keys).execute()
}

/** Forgets every counter about an account, from whatever address. */
export async function forgetSubject(w: Write, subject: string): Promise<void> {
  await w.db.deleteFrom('throttles').where('subject', '=', subject).execute()
}

/** Takes one counted try back, and with it the wait it may have caused. */
export async function takeBack(w: Write, key: string): Promise<void> {
  await w.db
    .updateTable('throttles')
    .set({ failures: sql`case when failures > 0 then failures - 1 else 0 end`, blocked_until: 0 })
    .where('key', '=', key)
    .execute()
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
