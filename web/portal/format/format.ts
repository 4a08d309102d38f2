import type { Language } from '../texts/texts.ts'

/** Dates, times and numbers as the reader writes them, in the reader's own zone. */
export interface Format {
  /** With the zone named: `21 Nov 2026, 19:10 CET`. */
  dateTime(iso: string): string
  /** To the second: `21 Nov 2026, 19:10:05 CET`. */
  second(iso: string): string
  date(iso: string): string
  /** A day of the calendar, whatever the zone: `2026-11-21`. */
  day(date: string): string
  /** `in 3 hours`, `2 days ago`. */
  relative(iso: string, now: number): string
  number(value: number): string
  percent(share: number): string
  /** Minutes in the largest units that fit: `1 day 4 hr`. */
  duration(minutes: number): string
  /** `CET`, as it stands beside times of now. */
  readonly zone: string
  /** As `Intl` takes it. */
  readonly locale: string
}

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' }

/** `timeZone` is an IANA name; the browser's own unless given. `now` decides between summer and winter time. */
export function formatOf(
  language: Language,
  timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone,
  now = Date.now(),
): Format {
  const locale = locales[language]
  const parts = {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  } as const
  const dateTime = new Intl.DateTimeFormat(locale, parts)
  const second = new Intl.DateTimeFormat(locale, { ...parts, second: '2-digit' })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  return {
    locale,
    dateTime: (iso) => dateTime.format(new Date(iso)),
    second: (iso) => second.format(new Date(iso)),
    date: (iso) => date.format(new Date(iso)),
    day: (text) => (text === '' ? '' : day.format(new Date(`${text}T00:00:00Z`))),
    relative: (iso, now) => relative.format(...distance(Date.parse(iso) - now)),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    duration: (minutes) => durationParts(minutes, locale),
    zone: dateTime.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone,
  }
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

function distance(milliseconds: number): [number, Intl.RelativeTimeFormatUnit] {
  for (const [unit, size] of units) {
    if (Math.abs(milliseconds) >= size) return [Math.trunc(milliseconds / size), unit]
  }
  return [Math.trunc(milliseconds / 1000), 'second']
}

function durationParts(minutes: number, locale: string): string {
  const parts = [
    ['day', Math.floor(minutes / 1440)],
    ['hour', Math.floor((minutes % 1440) / 60)],
    ['minute', Math.round(minutes % 60)],
  ] as const
  const named = parts.filter(([, count]) => count > 0).map(([unit, count]) => unitText(unit, count, locale))
  return named.length === 0 ? unitText('minute', 0, locale) : named.join(' ')
}

const unitText = (unit: string, count: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
