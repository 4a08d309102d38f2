import type { Instant } from './time.ts'

const minutesIn = { d: 24 * 60, h: 60, m: 1 } as const

const form = /^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?$/

/**
 * Reads a duration as people write it: `30m`, `8h`, `2d`, `1h30m`. The result is in minutes.
 *
 * Returns `undefined` for anything else, also for a number without a unit.
 *
 * Source: product.md §5.
 */
export function parseDuration(text: string): number | undefined {
  const found = form.exec(text.trim().toLowerCase())
  if (!found || found[0] === '') return undefined
  const [, days, hours, minutes] = found
  return Number(days ?? 0) * minutesIn.d + Number(hours ?? 0) * minutesIn.h + Number(minutes ?? 0)
}

/** Writes minutes as `parseDuration` reads them: `90` is `1h30m`. */
export function formatDuration(minutes: number): string {
  const parts: string[] = []
  let rest = minutes
  for (const [unit, size] of Object.entries(minutesIn)) {
    if (rest >= size) parts.push(`${Math.floor(rest / size)}${unit}`)
    rest %= size
  }
  return parts.join('') || '0m'
}

/**
 * A moment for a person in a time zone: `2026-03-02 09:00 +01:00 (Europe/Berlin)`.
 *
 * `zone` is an IANA name.
 */
export function inZone(at: Instant, zone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  })
  const parts = Object.fromEntries(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]))
  const offset = parts['timeZoneName']?.replace('GMT', '') || '+00:00'
  return `${parts['year']}-${parts['month']}-${parts['day']} ${parts['hour']}:${parts['minute']} ${offset} (${zone})`
}
