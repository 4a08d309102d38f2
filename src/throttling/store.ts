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
 * Keys are locked in their order by every statement, so that two writes never wait for each other crosswise.
 *
 * PostgreSQL locks the rows of an insert in the order of its values, and those of an update in any.
 */
function placed(w: Write, tries: readonly Try[]): Places {
  const sorted = tries.toSorted((left, right) => (left.key < right.key ? -1 : 1))
  const values = sorted.flatMap(({ key, subject, windowEndsAt }, place) => [
    [`key${place}`, key],
    [`subject${place}`, subject],
    [`endsAt${place}`, windowEndsAt],
  ])
  return { now: w.now, ...Object.fromEntries(values) } as Places
}

/**
 * Counts one try on each of one to three keys.
 *
 * A key that is blocked is neither counted nor returned.
 */
export async function countTry(w: Write, tries: readonly Try[]): Promise<readonly Counted[]> {
  const { rows } = await count[tries.length as keyof typeof count](w, placed(w, tries))
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

/** Ends every counter about an account, from whatever address; their purge deletes them. */
export async function endSubject(w: Write, subject: string): Promise<void> {
  const found = await w.db.selectFrom('throttles').select('key').where('subject', '=', subject).orderBy('key').execute()
  if (found.length === 0) return
  const over = { failures: 0, window_ends_at: w.now, blocked_until: 0 }
  await w.db
    .insertInto('throttles')
    .values(found.map(({ key }) => ({ key, subject, ...over })))
    .onConflict((conflict) => conflict.column('key').doUpdateSet(over))
    .execute()
}

const forgiving = (places: readonly Place[]) =>
  statement((db, given: Places & { readonly source: string }) =>
    db
      .insertInto('throttles')
      .values(
        places.map((place) => ({
          key: given[`key${place}`],
          subject: given[`subject${place}`],
          failures: 0,
          window_ends_at: given.now,
          blocked_until: 0,
        })),
      )
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet({
          failures: sql`case when throttles.key = ${given.source} and throttles.failures > 0 then throttles.failures - 1 else 0 end`,
          window_ends_at: sql`case when throttles.key = ${given.source} then throttles.window_ends_at else excluded.window_ends_at end`,
          blocked_until: 0,
        }),
      ),
  )

const forgiveOn = { 1: forgiving([0]), 2: forgiving([0, 1]), 3: forgiving([0, 1, 2]) }

/** Takes one try back on the source's key, with the wait it may have caused; ends the other counters, which their purge deletes. */
export async function forgive(w: Write, tries: readonly Try[], source: string): Promise<void> {
  await forgiveOn[tries.length as keyof typeof forgiveOn](w, { ...placed(w, tries), source })
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
