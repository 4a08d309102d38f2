import type { Actor } from '../../base/actor.ts'
import { Refusal } from '../../base/refusal.ts'
import { type Instant, instant } from '../../base/time.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Route } from './router.ts'

const windowMilliseconds = 60_000

/** Callers and their kinds of change that are remembered; the one longest quiet is forgotten first. */
const mostKept = 10_000

/** What one more request comes to. */
export type Taken =
  | { readonly ok: true; readonly paidUntil: Instant }
  | { readonly ok: false; readonly waitMilliseconds: number }

/**
 * Counts a request against a number of them in a minute, all of which may come at once.
 *
 * Each is paid with its share of the minute: `paidUntil` is when the last of them is over, and may be a minute ahead.
 * A clock that was set back makes nobody wait longer than for one request.
 */
export function takeOne(perMinute: number, paidUntil: Instant | undefined, now: Instant): Taken {
  const share = windowMilliseconds / perMinute
  const paid = Math.min(Math.max(paidUntil ?? now, now), now + windowMilliseconds)
  const waitMilliseconds = paid + share - now - windowMilliseconds
  if (waitMilliseconds > 0) return { ok: false, waitMilliseconds }
  return { ok: true, paidUntil: instant(paid + share) }
}

/**
 * How many requests each caller makes, and how many changes of one kind; each process counts for itself.
 *
 * Source: facts/entra.md §12, throttling; ADR 0018.
 */
export class CallerThrottle {
  readonly #kernel: Kernel
  readonly #paidUntil = new Map<string, Instant>()

  constructor(kernel: Kernel) {
    this.#kernel = kernel
  }

  /** Counts a request; refuses with `tooManyRequests`, which says how long to wait. */
  count(actor: Actor, route?: Route): void {
    if (route?.uncounted) return
    const { graphRequestsPerMinute, graphChangesPerMinute } = this.#kernel.settings
    const caller = callerOf(actor)
    if (caller === undefined) return
    this.#take('caller', caller, graphRequestsPerMinute)
    if (route === undefined || route.method === 'GET') return
    this.#take('operation', `${caller} ${route.operation ?? route.path}`, graphChangesPerMinute)
  }

  #take(limit: 'caller' | 'operation', key: string, perMinute: number): void {
    if (perMinute === 0) return
    const taken = takeOne(perMinute, this.#paidUntil.get(key), this.#kernel.clock.now())
    if (!taken.ok) {
      this.#kernel.metrics.graphThrottled(limit)
      throw tooMany(limit, perMinute, Math.max(1, Math.ceil(taken.waitMilliseconds / 1000)))
    }
    this.#paidUntil.delete(key)
    this.#paidUntil.set(key, taken.paidUntil)
    if (this.#paidUntil.size > mostKept) this.#paidUntil.delete(this.#paidUntil.keys().next().value ?? '')
  }
}

function callerOf(actor: Actor): string | undefined {
  if (actor.kind === 'application') return actor.appId
  return actor.kind === 'user' ? actor.userId : undefined
}

const tooMany = (limit: 'caller' | 'operation', perMinute: number, seconds: number): Refusal => {
  const what = limit === 'caller' ? 'requests' : 'changes of one kind'
  return new Refusal(
    'tooManyRequests',
    `A caller may make ${perMinute} ${what} in a minute. Wait ${seconds} seconds, as Retry-After says, and try again.`,
    { retryAfterSeconds: seconds },
  )
}
