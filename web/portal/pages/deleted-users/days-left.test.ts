import { expect, test } from 'vitest'
import { daysLeft, formerName } from './days-left.ts'

const deletedAt = '2026-03-01T08:00:00Z'
const after = (days: number): number => Date.parse(deletedAt) + days * 86_400_000

test('the days left are those that have begun', () => {
  expect(daysLeft(deletedAt, after(0))).toBe(30)
  expect(daysLeft(deletedAt, after(0.5))).toBe(30)
  expect(daysLeft(deletedAt, after(29.5))).toBe(1)
  expect(daysLeft(deletedAt, after(31))).toBe(0)
})

test('a deleted user is shown under the name from before', () => {
  const id = '0b0c0d0e-0000-4000-8000-00000000000a'
  expect(formerName(id, '0b0c0d0e00004000800000000000000aada@contoso.example')).toBe('ada@contoso.example')
  expect(formerName(id, 'ada@contoso.example')).toBe('ada@contoso.example')
})
