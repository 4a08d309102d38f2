import { toBase64Url } from '../base/bytes.ts'
import { type Instant, instant, plusSeconds } from '../base/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read, Write } from '../kernel/store.ts'
import type { Vault } from '../kernel/vault.ts'
import { blockedUntil, sourceOf, type ThrottleLimit, type ThrottleScope, throttleLimits } from './rules.ts'
import { block, blockOn, countTry, deleteIdle, endSubject, forgive, type Try, uncount } from './store.ts'

/** Whose guessing is counted: an account (or an unknown name), guessed by one method, from one address. */
export interface ThrottleSubject {
  /** The method or credential guessed: `temporaryAccessPass`, `password`, `clientSecret`. */
  readonly kind: string
  /** The user's id, or what stands for a name nobody has; null where nothing can be guessed but the source is counted. */
  readonly account: string | null
  readonly ipAddress: string
  /** Whether the account has signed in from this address before: then the account-wide limit does not touch it. */
  readonly isFamiliarSource?: (r: Read) => Promise<boolean>
  /** The address as a whole is not counted: a program gone wrong shares it with people who sign in. */
  readonly sparesSource?: boolean
}

export type Reservation =
  | { readonly ok: true }
  | { readonly ok: false; readonly until: Instant; readonly waitSeconds: number }

type Keys = ReadonlyMap<ThrottleScope, string>

const known = new WeakMap<ThrottleSubject, Keys>()

/** Counting and forgiving one subject need the same keys. */
function keysOf(vault: Vault, subject: ThrottleSubject): Keys {
  const keys = known.get(subject) ?? makeKeys(vault, subject)
  known.set(subject, keys)
  return keys
}

function makeKeys(vault: Vault, subject: ThrottleSubject): Keys {
  const { kind, account, sparesSource } = subject
  const source = sourceOf(subject.ipAddress)
  const keys = new Map<ThrottleScope, string>()
  if (account !== null) {
    keys.set('accountFromSource', keyOf(vault, 'accountFromSource', kind, account, source))
    keys.set('account', accountKey(vault, kind, account))
  }
  if (!sparesSource) keys.set('source', keyOf(vault, 'source', source))
  return keys
}

const everyScope: readonly ThrottleScope[] = ['accountFromSource', 'account', 'source']

const keyOf = (vault: Vault, ...parts: readonly string[]): string => toBase64Url(vault.mac('throttle', ...parts))

const accountKey = (vault: Vault, kind: string, account: string): string => keyOf(vault, 'account', kind, account)

/**
 * Counts one try before it is judged, or says how long to wait.
 *
 * A try that has to wait is not counted, so that waiting ends even for somebody who keeps pressing the button.
 * The caller's write must survive a failed sign-in.
 */
export async function reserveAttempt(kernel: Kernel, w: Write, subject: ThrottleSubject): Promise<Reservation> {
  const keys = keysOf(kernel.vault, subject)
  if (await countOn(w, keys, everyScope)) return { ok: true }
  const blocks = await blockOn(w, [...keys.values()])
  const isAccountAlone = blocks.length === 1 && blocks[0]?.key === keys.get('account')
  const isSpared = isAccountAlone && (await subject.isFamiliarSource?.(w))
  if (isSpared && (await countOn(w, keys, ['accountFromSource', 'source']))) return { ok: true }
  return refused(w, blocks)
}

const refused = (w: Write, blocks: readonly { readonly until: Instant }[]): Reservation => {
  const until = Math.max(plusSeconds(w.now, 1), ...blocks.map((found) => found.until))
  return { ok: false, until: instant(until), waitSeconds: Math.ceil((until - w.now) / 1000) }
}

/** What is counted of a try, on each of the scopes that the subject has. */
function triesOn(w: Write, keys: Keys, scopes: readonly ThrottleScope[]): readonly (Try & { limit: ThrottleLimit })[] {
  return scopes.flatMap((scope) => {
    const key = keys.get(scope)
    if (key === undefined) return []
    const limit = throttleLimits[scope]
    const subject = scope === 'source' ? null : (keys.get('account') ?? null)
    return [{ key, subject, limit, windowEndsAt: plusSeconds(w.now, limit.windowSeconds) }]
  })
}

/** Counts on every scope the subject has, or on none of them where one has to wait; says whether it counted. */
async function countOn(w: Write, keys: Keys, scopes: readonly ThrottleScope[]): Promise<boolean> {
  const tries = triesOn(w, keys, scopes)
  if (tries.length === 0) return true
  const counts = await countTry(w, tries)
  if (counts.length < tries.length) {
    await uncount(
      w,
      counts.map(({ key }) => key),
    )
    return false
  }
  for (const { key, failures, windowEndsAt } of counts) {
    const limit = tries.find((one) => one.key === key)?.limit
    const until = limit ? blockedUntil(limit, failures, windowEndsAt, w.now) : instant(0)
    if (until > w.now) await block(w, key, until)
  }
  return true
}

/** After a success: the account's counters are cleared, and the source gets its try back. */
export async function forgiveAttempt(kernel: Kernel, w: Write, subject: ThrottleSubject): Promise<void> {
  const keys = keysOf(kernel.vault, subject)
  const tries = triesOn(w, keys, everyScope)
  if (tries.length > 0) await forgive(w, tries, keys.get('source') ?? '')
}

/** Clears every counter about one method of an account, when what could be guessed has been replaced. */
export const clearThrottle = (kernel: Pick<Kernel, 'vault'>, w: Write, kind: string, account: string): Promise<void> =>
  endSubject(w, accountKey(kernel.vault, kind, account))

export async function purgeThrottles(w: Write): Promise<number> {
  w.unrecorded('counters that are over say nothing any more')
  return deleteIdle(w)
}
