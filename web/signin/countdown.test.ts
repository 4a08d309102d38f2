import { expect, test } from 'vitest'
import { clockText, spokenText } from './countdown.ts'

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
  expect(clockText(seconds)).toBe(shown)
})

test.each([
  [30, '30 seconds'],
  [60, '1 minute'],
  [119, '2 minutes'],
  [600, '10 minutes'],
  [3600, '1 hour'],
  [5400, '90 minutes'],
])('%i seconds are said as %s', (seconds, said) => {
  expect(spokenText(seconds)).toBe(said)
})
