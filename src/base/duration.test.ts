import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDuration, inZone, parseDuration } from './duration.ts'
import { instant } from './time.ts'

describe('a duration', () => {
  test.each([
    ['30m', 30],
    ['8h', 480],
    ['2d', 2880],
    ['1h30m', 90],
    ['1d12h5m', 2165],
    [' 90M ', 90],
    ['0m', 0],
  ])('%j is %i minutes', (text, minutes) => {
    expect(parseDuration(text)).toBe(minutes)
  })

  test.each(['', '60', '1.5h', '-5m', '30s', '1w', '30m1h', 'm', '1h 30m', 'PT1H', '9999999d', '1e3m', '٣m'])(
    '%j is none',
    (text) => {
      expect(parseDuration(text)).toBeUndefined()
    },
  )

  test('is read as it was written', () => {
    fc.assert(fc.property(fc.nat(1_000_000), (minutes) => parseDuration(formatDuration(minutes)) === minutes))
  })

  test.each([
    [0, '0m'],
    [60, '1h'],
    [1440, '1d'],
    [1505, '1d1h5m'],
  ])('%i minutes are written %j', (minutes, text) => {
    expect(formatDuration(minutes)).toBe(text)
  })
})

test.each([
  [Date.UTC(2026, 2, 2, 8), 'UTC', '2026-03-02 08:00 +00:00 (UTC)'],
  [Date.UTC(2026, 2, 2, 8), 'Europe/Berlin', '2026-03-02 09:00 +01:00 (Europe/Berlin)'],
  [Date.UTC(2026, 6, 2, 23, 30), 'Europe/Berlin', '2026-07-03 01:30 +02:00 (Europe/Berlin)'],
  [Date.UTC(2026, 2, 2, 0), 'Asia/Kolkata', '2026-03-02 05:30 +05:30 (Asia/Kolkata)'],
  [Date.UTC(2026, 2, 2, 5), 'America/New_York', '2026-03-02 00:00 -05:00 (America/New_York)'],
])('%i in %s reads %j', (milliseconds, zone, text) => {
  expect(inZone(instant(milliseconds), zone)).toBe(text)
})
