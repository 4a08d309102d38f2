/** A moment, in milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly __instant: unique symbol }

/** Where the time comes from; built once in `main/compose.ts`, replaced by a fixed one in tests. */
export interface Clock {
  now(): Instant
}

export const instant = (milliseconds: number): Instant => milliseconds as Instant

export const plusSeconds = (at: Instant, seconds: number): Instant => instant(at + seconds * 1000)

export const plusMinutes = (at: Instant, minutes: number): Instant => instant(at + minutes * 60_000)

export const earliest = (first: Instant, ...others: readonly Instant[]): Instant => instant(Math.min(first, ...others))

/** ISO 8601 in UTC with a `Z`, as Graph writes a DateTimeOffset. */
export const toIso = (at: Instant): string => new Date(at).toISOString()

const firstWritable = Date.parse('0000-01-01T00:00:00Z')
const lastWritable = Date.parse('9999-12-31T23:59:59.999Z')

const isoDateTime = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/i

/**
 * Reads an ISO 8601 date and time.
 *
 * A text without a zone is UTC, and a space may stand for the `T`, as PowerShell's samples send it.
 * Returns `undefined` for anything else, also for a day that does not exist or a year that in UTC has not four digits.
 *
 * Source: facts/entra.md §2.9.
 */
export function parseIso(text: string): Instant | undefined {
  if (!isoDateTime.test(text)) return undefined
  const withT = text.replace(' ', 'T').toUpperCase()
  const zoned = /(?:Z|[+-]\d{2}:\d{2})$/.test(withT) || withT.length === 10 ? withT : `${withT}Z`
  const milliseconds = Date.parse(zoned)
  if (!(milliseconds >= firstWritable && milliseconds <= lastWritable)) return undefined
  const day = Number(withT.slice(8, 10))
  const asWritten = Date.parse(`${withT.slice(0, 10)}T00:00:00Z`)
  return new Date(asWritten).getUTCDate() === day ? instant(milliseconds) : undefined
}

/** A clock for tests: stands still until it is told to move. */
export interface FixedClock extends Clock {
  advanceSeconds(seconds: number): void
  set(at: Instant): void
}

export function fixedClock(start: Instant): FixedClock {
  let current = start
  return {
    now: () => current,
    advanceSeconds: (seconds) => {
      current = plusSeconds(current, seconds)
    },
    set: (at) => {
      current = at
    },
  }
}
