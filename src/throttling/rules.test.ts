import { describe, expect, it } from 'vitest'
import { instant, plusSeconds } from '../base/time.ts'
import { blockedUntil, sourceOf, throttleLimits } from './rules.ts'

const now = instant(Date.UTC(2026, 2, 2, 8))
const tomorrow = plusSeconds(now, 86_400)
const waitAfter = (scope: keyof typeof throttleLimits, failures: number): number =>
  Math.max(0, blockedUntil(throttleLimits[scope], failures, tomorrow, now) - now) / 1000

describe('limits on guessing', () => {
  it('let the first tries pass and then double the wait', () => {
    expect([1, 4, 5, 6, 7, 8].map((failures) => waitAfter('accountFromSource', failures))).toEqual([0, 0, 1, 2, 4, 8])
  })
  it('stop growing at the longest wait', () => {
    expect(waitAfter('accountFromSource', 60)).toBe(4 * 3600)
  })
  it('close the account to unfamiliar addresses for the rest of the window at a hundred failures', () => {
    expect(waitAfter('account', 100)).toBe(86_400)
  })
  it('stop one address on one account before it can slow the account for others', () => {
    let waited = 0
    let tries = 0
    while (waited < throttleLimits.account.windowSeconds) {
      tries++
      waited += Math.max(waitAfter('accountFromSource', tries), 0.1)
    }
    expect(tries).toBeLessThan(throttleLimits.account.freeAttempts)
  })
})

describe('a source', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8::1', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
  ])('of %s is %s', (address, source) => {
    expect(sourceOf(address)).toBe(source)
  })
})
