import { sql } from 'kysely'
import { type Instant, instant } from '../../base/time.ts'
import type { Read, Write } from '../../kernel/store.ts'
import type { LoggedSignIn } from '../rules.ts'
import type { DailyReadinessRow, DailySignInsRow } from '../tables.ts'

/** Up to which link sign-ins are counted, and where the chain ends. */
export async function findTally({ db }: Read): Promise<{ readonly counted: number; readonly end: number }> {
  const { rows } = await sql<{ counted: number; head: number | null }>`
    select sequence as counted, (select max(sequence) from audit_seals) as head from sign_in_tally`.execute(db)
  const [row] = rows
  if (!row) throw new Error('Nobody knows up to where sign-ins are counted')
  return { counted: Number(row.counted), end: Number(row.head ?? 0) }
}

/** The interactive sign-ins among the links behind `counted`, up to `end`. */
export async function listSealed({ db }: Read, counted: number, end: number): Promise<readonly LoggedSignIn[]> {
  return db
    .selectFrom('audit_seals')
    .innerJoin('sign_ins', 'sign_ins.id', 'audit_seals.record_id')
    .select(['sign_ins.created_at as at', 'sign_ins.error_code as errorCode', 'sign_ins.record'])
    .where('audit_seals.sequence', '>', counted)
    .where('audit_seals.sequence', '<=', end)
    .where('audit_seals.log', '=', 'signIns')
    .where('sign_ins.is_interactive', '=', 1)
    .execute()
}

/** Adds to what was counted up to a link; returns false where another process has counted these. */
export async function addTally(
  w: Write,
  rows: readonly DailySignInsRow[],
  counted: number,
  end: number,
): Promise<boolean> {
  const moved = await w.db
    .updateTable('sign_in_tally')
    .set({ sequence: end })
    .where('sequence', '=', counted)
    .returning('singleton')
    .executeTakeFirst()
  if (!moved) return false
  for (const row of rows) {
    await w.db
      .insertInto('daily_sign_ins')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['day_at', 'method', 'outcome'])
          .doUpdateSet({ count: sql<number>`daily_sign_ins.count + ${row.count}` }),
      )
      .execute()
  }
  return true
}

/** What is counted, and the sign-ins that are not yet. */
export interface Tallied {
  readonly rows: readonly DailySignInsRow[]
  readonly waiting: readonly LoggedSignIn[]
  /** When the first of which anything is known was, or its day began; null where there is none. */
  readonly since: Instant | null
  /** Whether so much waits that not all of it was read. */
  readonly isBehind: boolean
}

/**
 * What was counted since a day, and at most so many sign-ins that wait for that.
 *
 * One statement, so that nothing is counted or sealed between two looks at it.
 */
export async function listTallied({ db }: Read, since: number, most: number): Promise<Tallied> {
  const { rows } = await sql<{
    kind: 'counted' | 'known' | 'waiting'
    at: number | null
    method: string
    outcome: DailySignInsRow['outcome']
    count: number
    record: string | null
  }>`
    select 'counted' as kind, day_at as at, method, outcome, count, null as record from daily_sign_ins
      where day_at >= ${since}
    union all
    select 'known', (select min(day_at) from daily_sign_ins), '', '',
      (select coalesce(max(audit_seals.sequence), 0) from audit_seals) - sign_in_tally.sequence, null from sign_in_tally
    union all
    select * from (select 'waiting' as kind, sign_ins.created_at, '' as method, '' as outcome, sign_ins.error_code,
        sign_ins.record
      from audit_seals cross join sign_ins
      where audit_seals.sequence > (select sequence from sign_in_tally)
        and audit_seals.sequence <= (select sequence from sign_in_tally) + ${most}
        and audit_seals.log = 'signIns' and sign_ins.id = audit_seals.record_id
        and sign_ins.is_interactive = 1) as sealed
    union all
    select * from (select 'waiting' as kind, created_at, '' as method, '' as outcome, error_code, record
      from sign_ins where seal_sequence is null and is_interactive = 1 limit ${most}) as unsealed`.execute(db)
  const { counted = [], known = [], waiting = [] } = Object.groupBy(rows, ({ kind }) => kind)
  const logged = waiting.map(({ at, count, record }) => ({ at: Number(at), errorCode: count, record: record ?? '{}' }))
  const days = [...known.flatMap(({ at }) => at ?? []), ...logged.map(({ at }) => at)].map(Number)
  return {
    rows: counted.map(({ at, method, outcome, count }) => ({
      day_at: Number(at),
      method,
      outcome,
      count: Number(count),
    })),
    waiting: logged,
    since: days.length > 0 ? instant(Math.min(...days)) : null,
    isBehind: Number(known[0]?.count ?? 0) > most || waiting.length > most,
  }
}

/** What was seen of each day from one on, and the last before that. */
export async function listReadiness({ db }: Read, since: number): Promise<readonly DailyReadinessRow[]> {
  const rows = await db.selectFrom('daily_readiness').selectAll().where('day_at', '>=', since).execute()
  const before = await db
    .selectFrom('daily_readiness')
    .selectAll()
    .where('day_at', '<', since)
    .orderBy('day_at', 'desc')
    .limit(1)
    .execute()
  return [...before, ...rows]
}

export async function hasReadiness({ db }: Read): Promise<boolean> {
  return (await db.selectFrom('daily_readiness').select('day_at').limit(1).executeTakeFirst()) !== undefined
}

/** Keeps what was seen; a later look at a day stands in the place of an earlier one, and never an estimate. */
export async function putReadiness(w: Write, rows: readonly DailyReadinessRow[]): Promise<void> {
  for (const row of rows) {
    const { day_at: _, ...seen } = row
    await w.db
      .insertInto('daily_readiness')
      .values(row)
      .onConflict((conflict) =>
        row.taken_at === null ? conflict.column('day_at').doNothing() : conflict.column('day_at').doUpdateSet(seen),
      )
      .execute()
  }
}
