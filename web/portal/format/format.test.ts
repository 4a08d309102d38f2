import { expect, test } from 'vitest'
import { formatOf } from './format.ts'

test('a time is told in the zone of its reader, with the zone named', () => {
  expect(formatOf('en', 'Europe/Berlin').dateTime('2026-01-05T08:00:00Z')).toBe('5 Jan 2026, 09:00 CET')
  expect(formatOf('de', 'Europe/Berlin').dateTime('2026-07-05T08:00:00Z')).toBe('5. Juli 2026, 10:00 MESZ')
  expect(formatOf('en', 'America/New_York').dateTime('2026-01-05T08:00:00Z')).toBe('5 Jan 2026, 03:00 GMT-5')
})

test('the zone is named as it is called now, in summer and in winter', () => {
  expect(formatOf('en', 'Europe/Berlin', Date.parse('2026-07-05T08:00:00Z')).zone).toBe('CEST')
  expect(formatOf('en', 'Europe/Berlin', Date.parse('2026-01-05T08:00:00Z')).zone).toBe('CET')
})

test.each([
  [3_600_000, 'in 1 hour'],
  [-3 * 86_400_000, '3 days ago'],
  [-59_000, '59 seconds ago'],
  [90_000, 'in 1 minute'],
])('%i ms away is told as %s', (away, told) => {
  expect(formatOf('en', 'UTC').relative(new Date(1e12 + away).toISOString(), 1e12)).toBe(told)
})

test.each([
  [0, '0 minutes'],
  [60, '1 hour'],
  [1501, '1 day 1 hour 1 minute'],
  [43_200, '30 days'],
])('%i minutes last %s', (minutes, told) => {
  expect(formatOf('en', 'UTC').duration(minutes)).toBe(told)
})

test('a time of a log is told to the second', () => {
  expect(formatOf('en', 'Europe/Berlin').second('2026-01-05T08:00:07Z')).toBe('5 Jan 2026, 09:00:07 CET')
})
