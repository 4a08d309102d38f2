import { expect, test } from 'vitest'
import { clockText, spokenText } from './countdown.ts'
import { de } from './texts/de.ts'
import { en } from './texts/en.ts'

test.each([
  [0, '0:00'],
  [59, '0:59'],
  [600, '10:00'],
  [3599, '59:59'],
  [3600, '1:00:00'],
  [25_920, '7:12:00'],
  [172_799, '47:59:59'],
  [183_600, '2 d 3 h'],
])('%i seconds are shown as %s', (seconds, shown) => {
  expect(clockText(seconds, en)).toBe(shown)
})

test.each([
  [30, '30 seconds', '30 Sekunden'],
  [60, '1 minute', '1 Minute'],
  [119, '2 minutes', '2 Minuten'],
  [600, '10 minutes', '10 Minuten'],
  [3600, '1 hour', '1 Stunde'],
  [5400, '90 minutes', '90 Minuten'],
])('%i seconds are said as %s, and in German as %s', (seconds, said, gesagt) => {
  expect(spokenText(seconds, en)).toBe(said)
  expect(spokenText(seconds, de)).toBe(gesagt)
})
