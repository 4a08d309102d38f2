import type { RateLimitPluginOptions } from '@fastify/rate-limit'
import { Refusal } from '../../base/refusal.ts'
import { sourceOf } from '../../throttling/rules.ts'

/**
 * How many sign-ins one address may begin in a minute, each process counting for itself.
 *
 * Beginning keeps a row for half an hour, so a flood of beginnings would fill the disk.
 * A large office behind one address stays far below; guessing has limits of its own.
 * Refuses with `throttled`.
 */
export const beginLimit: RateLimitPluginOptions = {
  max: 600,
  timeWindow: 60_000,
  keyGenerator: (request) => sourceOf(request.ip),
  errorResponseBuilder: (_, { ttl }) => {
    const seconds = Math.max(1, Math.ceil(ttl / 1000))
    return new Refusal('throttled', `Too many sign-ins began at this address. Wait ${seconds} seconds and try again.`, {
      retryAfterSeconds: seconds,
    })
  },
}
