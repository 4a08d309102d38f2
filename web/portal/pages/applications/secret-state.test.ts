import { expect, test } from 'vitest'
import { secretState } from './secret-state.ts'

const now = Date.UTC(2026, 2, 2)
const ending = (...days: readonly number[]) =>
  days.map((day) => ({ endDateTime: new Date(now + day * 86_400_000).toISOString() }))

test('the secret that lasts longest decides', () => {
  expect(secretState([], now)).toBe('none')
  expect(secretState(ending(-5, 90), now)).toBe('current')
  expect(secretState(ending(30, -5), now)).toBe('soon')
  expect(secretState(ending(-1, 0), now)).toBe('expired')
})
