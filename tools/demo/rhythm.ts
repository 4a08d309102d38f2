import { type Instant, instant } from '../../src/base/time.ts'
import type { Draw } from './draw.ts'

const dayMilliseconds = 86_400_000
const hourMilliseconds = 3_600_000

/** How much happens on the days of a week, Sunday first. */
const week = [0.05, 1.12, 1.06, 1, 0.98, 0.82, 0.09]

/** How much happens in the hours of a day, where people are. */
const hours = [1, 0.5, 0.3, 0.3, 0.6, 2, 8, 30, 62, 58, 44, 36, 26, 46, 40, 34, 26, 16, 9, 7, 6, 5, 4, 2]

const total = hours.reduce((sum, one) => sum + one, 0)
const upTo = hours.map((_, hour) => hours.slice(0, hour + 1).reduce((sum, one) => sum + one, 0) / total)

/** The days from `start` to `now`, with how much happens on each; a little more every week. */
export function daysOf(start: Instant, now: Instant): readonly (readonly [day: Instant, weight: number])[] {
  const first = Math.floor(start / dayMilliseconds)
  const last = Math.floor(now / dayMilliseconds)
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const day = instant((first + index) * dayMilliseconds)
    const growth = 0.9 + (0.2 * index) / (last - first + 1)
    return [day, (week[new Date(day).getUTCDay()] ?? 1) * growth] as const
  })
}

/** A moment of that day as people live it who are so many hours before or behind UTC. */
export function momentOf(draw: Draw, day: Instant, hoursFromUtc: number): Instant {
  const wanted = draw.share()
  const hour = upTo.findIndex((share) => wanted < share)
  return instant(Math.floor(day + (hour - hoursFromUtc + draw.share()) * hourMilliseconds))
}
