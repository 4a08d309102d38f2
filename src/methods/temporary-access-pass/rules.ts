import type { Verdict } from '../../base/refusal.ts'
import type { UserId } from '../../base/text.ts'
import { earliest, type Instant, plusMinutes } from '../../base/time.ts'
import type { MethodScope, PassConfiguration } from '../../policies/authentication-methods/rules.ts'
import type { PasscodeAlphabet } from './rules/passcode.ts'

/** A Temporary Access Pass without its code, which nobody can read again. */
export interface Pass {
  readonly id: string
  readonly userId: UserId
  readonly createdAt: Instant
  readonly startAt: Instant
  readonly endAt: Instant
  readonly lifetimeMinutes: number
  readonly isUsableOnce: boolean
  readonly alphabet: PasscodeAlphabet
  /** Issued on the server itself; the policy's state does not touch it. */
  readonly isBootstrap: boolean
  readonly usedAt: Instant | null
  readonly lastUsedAt: Instant | null
}

/** What of a pass decides whether it works. */
export type Judged = Pick<Pass, 'startAt' | 'endAt' | 'isUsableOnce' | 'isBootstrap' | 'usedAt'>

/** Graph's `methodUsabilityReason`. */
export type Usability = 'OneTimeUsed' | 'Expired' | 'NotYetValid' | 'DisabledByPolicy' | 'EnabledByPolicy'

/** What the policy says to one user about passes, today. */
export interface PassPolicy {
  readonly configuration: PassConfiguration
  readonly scope: MethodScope
  /** The user's pass counts only after a password. */
  readonly secondFactorOnly: boolean
}

/** How long after a one-time sign-in a method may be registered (facts/entra.md §4.3). */
const oneTimeWindowMinutes = 10

/**
 * Whether a pass works at `now`, and if not why: the first reason that applies, in product.md's order.
 *
 * A pass is usable from its start and up to, not including, its end.
 *
 * Source: product.md §2; facts/entra.md §2.3.
 */
export function usability(pass: Judged, policy: PassPolicy, now: Instant): Usability {
  if (pass.isUsableOnce && pass.usedAt !== null) return 'OneTimeUsed'
  if (now >= pass.endAt) return 'Expired'
  if (now < pass.startAt) return 'NotYetValid'
  return allowedByPolicy(pass, policy) ? 'EnabledByPolicy' : 'DisabledByPolicy'
}

function allowedByPolicy(pass: Judged, policy: PassPolicy): boolean {
  if (pass.isBootstrap) return true
  return policy.scope.allowed && (pass.isUsableOnce || !policy.configuration.isUsableOnce)
}

/**
 * Whether the pass counts only after a password; one made on the server itself counts alone, whatever the policy says.
 *
 * Source: product.md §2; ADR 0013.
 */
export const needsPassword = (pass: Pass | undefined, policy: PassPolicy): boolean =>
  policy.secondFactorOnly && !pass?.isBootstrap

/** When a session opened by the pass at `redeemedAt` is over. */
export const sessionEnd = (pass: Pick<Pass, 'isUsableOnce' | 'endAt'>, redeemedAt: Instant): Instant =>
  pass.isUsableOnce ? earliest(pass.endAt, plusMinutes(redeemedAt, oneTimeWindowMinutes)) : pass.endAt

/** What the issuer asks for; absent parts follow the policy. */
export interface PassRequest {
  readonly startAt?: Instant
  readonly lifetimeMinutes?: number
  readonly isUsableOnce?: boolean
}

export interface PassTerms {
  readonly startAt: Instant
  readonly endAt: Instant
  readonly lifetimeMinutes: number
  readonly isUsableOnce: boolean
}

export type IssueRefusal =
  | 'methodDisabled'
  | 'userNotIncluded'
  | 'userExcluded'
  | 'passForExternalGuest'
  | 'passMustBeOneTime'
  | 'passLifetimeOutOfRange'

/** Who would get the pass. */
interface Recipient {
  readonly isExternalGuest: boolean
}

/**
 * Decides whether a pass may be issued, and with what values.
 *
 * `request.lifetimeMinutes` absent means the policy's default; a start in the past becomes `now`.
 * Refuses by value with the first `IssueRefusal` that applies; never throws.
 *
 * Source: product.md §2; facts/entra.md §2.4, §2.7.
 */
export function decideIssue(
  policy: PassPolicy,
  request: PassRequest,
  recipient: Recipient,
  now: Instant,
): Verdict<{ readonly terms: PassTerms }, IssueRefusal> {
  const [why] = issueRefusals(policy, request, recipient)
  return why ? { ok: false, why } : { ok: true, terms: termsAsked(policy, request, now) }
}

/** Everything that speaks against issuing the pass, the weightiest first; nothing where it may be issued. */
export function issueRefusals(
  { configuration, scope }: PassPolicy,
  request: PassRequest,
  recipient: Recipient,
): readonly IssueRefusal[] {
  const isUsableOnce = request.isUsableOnce ?? configuration.isUsableOnce
  const lifetimeMinutes = request.lifetimeMinutes ?? configuration.defaultLifetimeInMinutes
  const { minimumLifetimeInMinutes: least, maximumLifetimeInMinutes: most } = configuration
  const isInRange = lifetimeMinutes >= least && lifetimeMinutes <= most
  return [
    ...(recipient.isExternalGuest ? (['passForExternalGuest'] as const) : []),
    ...(scope.allowed ? [] : [scope.why]),
    ...(configuration.isUsableOnce && !isUsableOnce ? (['passMustBeOneTime'] as const) : []),
    ...(isInRange ? [] : (['passLifetimeOutOfRange'] as const)),
  ]
}

/** The values of a pass as it is asked for, may it be issued or not. */
export const termsAsked = ({ configuration }: PassPolicy, request: PassRequest, now: Instant): PassTerms =>
  passTerms(
    request.startAt,
    request.lifetimeMinutes ?? configuration.defaultLifetimeInMinutes,
    request.isUsableOnce ?? configuration.isUsableOnce,
    now,
  )

/** Start, end and kind; a start in the past, or none, is `now`. */
export function passTerms(
  startAt: Instant | undefined,
  lifetimeMinutes: number,
  isUsableOnce: boolean,
  now: Instant,
): PassTerms {
  const start = startAt !== undefined && startAt > now ? startAt : now
  return { startAt: start, endAt: plusMinutes(start, lifetimeMinutes), lifetimeMinutes, isUsableOnce }
}
