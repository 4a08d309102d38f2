import type { DailyReadinessRow, PersonRow } from '../tables.ts'
import { dateOf, dayMilliseconds } from './day.ts'

export type Readiness = PersonRow['readiness']

/** From the strongest to nothing at all. */
export const readinesses = ['passkey', 'multifactor', 'passwordOnly', 'none'] as const satisfies readonly Readiness[]

/** How many members with an enabled account have what as their strongest method. */
export type ReadinessCounts = Readonly<Record<Readiness, number>>

export const totalOf = (counts: ReadinessCounts): number => readinesses.reduce((sum, one) => sum + counts[one], 0)

const countsFrom = (row: DailyReadinessRow): ReadinessCounts => ({
  passkey: row.passkey,
  multifactor: row.multifactor,
  passwordOnly: row.password_only,
  none: row.none,
})

export const readinessRow = (day_at: number, taken_at: number | null, counts: ReadinessCounts): DailyReadinessRow => ({
  day_at,
  taken_at,
  passkey: counts.passkey,
  multifactor: counts.multifactor,
  password_only: counts.passwordOnly,
  none: counts.none,
})

/** Members who came and got their first methods on the same days. */
export interface Cohort {
  readonly created_at: number
  readonly passkey_at: number | null
  readonly oath_at: number | null
  readonly has_password: number
  readonly members: number
}

/**
 * What was so at the end of each day, as far as those who are still there tell it.
 *
 * Nobody knows any more who has gone since, or whose methods were removed.
 */
export const workedOut = (cohorts: readonly Cohort[], days: readonly number[]): readonly DailyReadinessRow[] =>
  days.map((day) => {
    const end = day + dayMilliseconds
    const counts = { passkey: 0, multifactor: 0, passwordOnly: 0, none: 0 }
    for (const cohort of cohorts) if (cohort.created_at < end) counts[readyBefore(cohort, end)] += cohort.members
    return readinessRow(day, null, counts)
  })

function readyBefore({ passkey_at, oath_at, has_password }: Cohort, end: number): Readiness {
  if (passkey_at !== null && passkey_at < end) return 'passkey'
  if (oath_at !== null && oath_at < end) return 'multifactor'
  return has_password === 1 ? 'passwordOnly' : 'none'
}

/** How it stood on a day. */
export interface ReadinessOfDay extends ReadinessCounts {
  readonly date: string
  readonly total: number
  /** Worked out later, from those who are still there. */
  readonly isEstimate: boolean
}

/**
 * How it stood at the end of each day, today as it is now.
 *
 * A day without a row is one on which the server did not run, so that nothing changed: it is as the day before.
 * The days before the first row are left out.
 */
export function readinessByDay(
  rows: readonly DailyReadinessRow[],
  days: readonly number[],
  now: ReadinessCounts,
): readonly ReadinessOfDay[] {
  const sorted = rows.toSorted((one, other) => one.day_at - other.day_at)
  const today = days.at(-1)
  return days.flatMap((day): readonly ReadinessOfDay[] => {
    if (day === today) return [{ date: dateOf(day), ...now, total: totalOf(now), isEstimate: false }]
    const row = sorted.findLast(({ day_at }) => day_at <= day)
    if (!row) return []
    const counts = countsFrom(row)
    return [{ date: dateOf(day), ...counts, total: totalOf(counts), isEstimate: row.taken_at === null }]
  })
}
