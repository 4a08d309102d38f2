import { expect, test } from 'vitest'
import {
  faultsOf,
  firstTerms,
  lifetimeIn,
  localFields,
  requestOf,
  startOf,
  type TypedTerms,
  timeLeft,
} from './pass-terms.ts'

const policy = {
  minimumLifetimeInMinutes: 60,
  maximumLifetimeInMinutes: 480,
  defaultLifetimeInMinutes: 120,
  isUsableOnce: false,
}
const now = Date.parse('2026-03-02T08:15:00Z')
const terms: TypedTerms = firstTerms(policy, now)

test('the form opens with what the policy says, and a delayed start at the next full hour', () => {
  expect(terms).toMatchObject({ isDelayed: false, lifetime: '2', unit: 'hours', isUsableOnce: false })
  expect(startOf(terms)).toBe(Date.parse('2026-03-02T09:00:00Z'))
  expect(requestOf(terms)).toEqual({ lifetimeInMinutes: 120, isUsableOnce: false })
})

test('minutes stand in the largest unit in which they are whole', () => {
  expect(lifetimeIn(2880)).toEqual({ lifetime: '2', unit: 'days' })
  expect(lifetimeIn(90)).toEqual({ lifetime: '90', unit: 'minutes' })
})

test('a lifetime is checked against the policy in its unit', () => {
  const fault = (lifetime: string, unit: TypedTerms['unit']) =>
    faultsOf({ ...terms, lifetime, unit }, policy, now).lifetime
  expect(fault('8', 'hours')).toBeUndefined()
  expect(fault('9', 'hours')).toBe('tooLong')
  expect(fault('59', 'minutes')).toBe('tooShort')
  expect(fault('1.5', 'hours')).toBe('notWhole')
  expect(fault('', 'hours')).toBe('notWhole')
})

test('a delayed start has to be filled in and to come', () => {
  const fault = (date: string, time: string) => faultsOf({ ...terms, isDelayed: true, date, time }, policy, now).start
  const { date, time } = localFields(now)
  expect(fault(date, time)).toBeUndefined()
  expect(fault('', '10:00')).toBe('missing')
  expect(fault('2026-03-01', '10:00')).toBe('past')
  expect(faultsOf({ ...terms, date: '' }, policy, now)).toEqual({})
})

test('a delayed start is sent as a moment, whatever the zone', () => {
  expect(requestOf({ ...terms, isDelayed: true })).toMatchObject({ startDateTime: '2026-03-02T09:00:00.000Z' })
})

test('what is left is days and a clock, and never less than nothing', () => {
  expect(timeLeft(90_061_500)).toEqual({ days: 1, clock: '01:01:01' })
  expect(timeLeft(-5)).toEqual({ days: 0, clock: '00:00:00' })
})
