import { type Instant, instant, toIso } from '../../base/time.ts'

export const dayMilliseconds = 24 * 60 * 60 * 1000

/** The midnight UTC with which the day of a moment begins. */
export const dayOf = (at: number): Instant => instant(Math.floor(at / dayMilliseconds) * dayMilliseconds)

export const daysBefore = (day: number, days: number): Instant => instant(day - days * dayMilliseconds)

/** `2026-03-02`. */
export const dateOf = (day: number): string => toIso(instant(day)).slice(0, 10)

/** The days that end with today, the earliest first. */
export const lastDays = (now: Instant, count: number): readonly Instant[] =>
  Array.from({ length: count }, (_, index) => daysBefore(dayOf(now), count - 1 - index))
