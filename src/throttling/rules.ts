import { type Instant, instant, plusSeconds } from '../base/time.ts'

/** What a counter counts. */
export type ThrottleScope = 'accountFromSource' | 'account' | 'source'

/** How many tries are free in a window, and how the wait grows after them. */
export interface ThrottleLimit {
  readonly freeAttempts: number
  readonly windowSeconds: number
  readonly firstWaitSeconds: number
  readonly longestWaitSeconds: number
  /** From this many tries on, the wait is a whole window. */
  readonly hardStop: number
}

const hour = 3600
const day = 24 * hour

/**
 * The limits on guessing.
 *
 * One source is stopped on one account long before the account is slowed for everybody,
 * so nobody locks the rightful user out from one address; many addresses together stay under NIST's hundred.
 *
 * Source: NIST SP 800-63B-4 §3.2.2; ASVS 5.0 6.1.1, 6.3.1; facts/security.md D4; ADR 0009.
 */
export const throttleLimits: Readonly<Record<ThrottleScope, ThrottleLimit>> = {
  accountFromSource: {
    freeAttempts: 5,
    windowSeconds: day,
    firstWaitSeconds: 1,
    longestWaitSeconds: 4 * hour,
    hardStop: 100,
  },
  account: { freeAttempts: 30, windowSeconds: day, firstWaitSeconds: 1, longestWaitSeconds: hour / 4, hardStop: 100 },
  source: { freeAttempts: 50, windowSeconds: 600, firstWaitSeconds: 1, longestWaitSeconds: 600, hardStop: 1000 },
}

/** Until when the next try must wait, once `failures` tries were counted in the window. */
export function blockedUntil(limit: ThrottleLimit, failures: number, windowEndsAt: Instant, now: Instant): Instant {
  if (failures < limit.freeAttempts) return instant(0)
  if (failures >= limit.hardStop) return windowEndsAt > now ? windowEndsAt : plusSeconds(now, limit.windowSeconds)
  const doubled = limit.firstWaitSeconds * 2 ** Math.min(failures - limit.freeAttempts, 30)
  return plusSeconds(now, Math.min(doubled, limit.longestWaitSeconds))
}

/** An address as a source of attempts: IPv6 by its /64, which is one household or host. */
export function sourceOf(ipAddress: string): string {
  if (!ipAddress.includes(':') || ipAddress.startsWith('::ffff:')) return ipAddress.replace('::ffff:', '')
  const [head = ''] = ipAddress.split('%')
  const [left = '', right] = head.split('::')
  const leading = left === '' ? [] : left.split(':')
  const trailing = right === undefined || right === '' ? [] : right.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - leading.length - trailing.length) }, () => '0')
  return [...leading, ...(right === undefined ? [] : zeros), ...trailing].slice(0, 4).join(':').toLowerCase()
}
