import type { DailySignInsRow } from '../tables.ts'
import { dateOf, dayOf } from './day.ts'

/** The methods that sign-ins are counted by, in the order of a chart. */
export const countedMethods = [
  'fido2',
  'temporaryAccessPass',
  'softwareOath',
  'password',
  'previouslySatisfied',
  'other',
] as const
export type CountedMethod = (typeof countedMethods)[number]

export type Outcome = DailySignInsRow['outcome']

/** What the log calls them. */
const words: Readonly<Record<string, CountedMethod>> = {
  'Passkey (FIDO2)': 'fido2',
  'Temporary Access Pass': 'temporaryAccessPass',
  'OATH verification code': 'softwareOath',
  Password: 'password',
  'Previously satisfied': 'previouslySatisfied',
}

/** The person was asked for more, or for something else first, and may have gone on: no failure. */
const interruptions: ReadonlySet<number> = new Set([50055, 50058, 50072, 50074, 50076, 50078, 50142])

const outcomeOf = (errorCode: number): Outcome => {
  if (errorCode === 0) return 'succeeded'
  return interruptions.has(errorCode) ? 'interrupted' : 'failed'
}

/** The method of the first step; `other` where there was none, as for a name nobody has. */
function primaryMethod(record: unknown): CountedMethod {
  const details =
    typeof record === 'object' && record !== null ? Reflect.get(record, 'authenticationDetails') : undefined
  const first: unknown = Array.isArray(details) ? details[0] : undefined
  const name = typeof first === 'object' && first !== null ? Reflect.get(first, 'authenticationMethod') : undefined
  return (typeof name === 'string' && words[name]) || 'other'
}

/** A sign-in of the log that is to be counted. */
export interface LoggedSignIn {
  readonly at: number
  readonly errorCode: number
  readonly record: string
}

/** Sign-ins counted by day, method and outcome. */
export function tallyOf(signIns: readonly LoggedSignIn[]): readonly DailySignInsRow[] {
  const tally = new Map<string, DailySignInsRow>()
  for (const { at, errorCode, record } of signIns) {
    const [day_at, method, outcome] = [dayOf(at), primaryMethod(JSON.parse(record)), outcomeOf(errorCode)]
    const key = `${day_at} ${method} ${outcome}`
    tally.set(key, { day_at, method, outcome, count: (tally.get(key)?.count ?? 0) + 1 })
  }
  return [...tally.values()]
}

/** How often a method was used, and what came of it. */
export interface MethodCount {
  readonly method: CountedMethod
  readonly succeeded: number
  readonly interrupted: number
  readonly failed: number
}

/** Tallies as a chart wants them: every day and every method, also those with nothing. */
export function byDay(
  rows: readonly DailySignInsRow[],
  days: readonly number[],
): readonly { readonly date: string; readonly counts: readonly MethodCount[] }[] {
  const perDay = Map.groupBy(rows, ({ day_at }) => day_at)
  return days.map((day) => ({ date: dateOf(day), counts: byMethod(perDay.get(day) ?? []) }))
}

/** Tallies of however many days, for every method. */
export const byMethod = (rows: readonly DailySignInsRow[]): readonly MethodCount[] =>
  countedMethods.map((method) => {
    const sumOf = (outcome: Outcome) =>
      rows.reduce((sum, row) => (row.method === method && row.outcome === outcome ? sum + row.count : sum), 0)
    return { method, succeeded: sumOf('succeeded'), interrupted: sumOf('interrupted'), failed: sumOf('failed') }
  })
