import { toBase64Url } from '../base/bytes.ts'
import { type Instant, instant, plusSeconds } from '../base/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read, Write } from '../kernel/store.ts'
import type { Vault } from '../kernel/vault.ts'
import { blockedUntil, sourceOf, type ThrottleScope, throttleLimits } from './rules.ts'
import { block, blockOn, countTry, deleteIdle, forget, forgetSubject, takeBack } from './store.ts'

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

function keysOf(vault: Vault, subject: ThrottleSubject): Keys {
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
  const blocks = await blockOn(w, [...keys.values()])
  const accountBlock = blocks.find((found) => found.key === keys.get('account'))
  const isSpared = accountBlock !== undefined && blocks.length === 1 && (await subject.isFamiliarSource?.(w))
  if (blocks.length > 0 && !isSpared) return refused(w, Math.max(...blocks.map((found) => found.until)))
  const fromHere = await countScopes(w, keys, ['accountFromSource', 'source'])
  if (!fromHere.ok || isSpared) return fromHere
  return countScopes(w, keys, ['account'])
}

const refused = (w: Write, until: number): Reservation => ({
  ok: false,
  until: instant(until),
  waitSeconds: Math.ceil((until - w.now) / 1000),
})

/** Counts on each scope; a racer that was blocked meanwhile is refused, and counts on no wider scope. */
async function countScopes(w: Write, keys: Keys, scopes: readonly ThrottleScope[]): Promise<Reservation> {
  const counting = scopes.flatMap((scope) => {
    const key = keys.get(scope)
    return key === undefined ? [] : [{ scope, key, limit: throttleLimits[scope] }]
  })
  if (counting.length === 0) return { ok: true }
  const tries = counting.map(({ scope, key, limit }) => ({
    key,
    subject: scope === 'source' ? null : (keys.get('account') ?? null),
    windowEndsAt: plusSeconds(w.now, limit.windowSeconds),
  }))
  const counts = await countTry(w, tries)
  for (const { key, limit } of counting) {
    const count = counts.find((found) => found.key === key)
    if (!count) return refused(w, (await blockOn(w, [key]))[0]?.until ?? plusSeconds(w.now, 1))
    const until = blockedUntil(limit, count.failures, count.windowEndsAt, w.now)
    if (until > w.now) await block(w, key, until)
  }
  return { ok: true }
}

/** After a success: the account's counters are cleared, and the source gets its try back. */
export async function forgiveAttempt(kernel: Kernel, w: Write, subject: ThrottleSubject): Promise<void> {
  const keys = keysOf(kernel.vault, subject)
  const ofAccount = [...keys].filter(([scope]) => scope !== 'source').map(([, key]) => key)
  if (ofAccount.length > 0) await forget(w, ofAccount)
  const source = keys.get('source')
  if (source !== undefined) await takeBack(w, source)
}

/** Clears every counter about one method of an account, when what could be guessed has been replaced. */
export const clearThrottle = (kernel: Pick<Kernel, 'vault'>, w: Write, kind: string, account: string): Promise<void> =>
  forgetSubject(w, accountKey(kernel.vault, kind, account))

export async function purgeThrottles(w: Write): Promise<number> {
  w.unrecorded('counters that are over say nothing any more')
  return deleteIdle(w)
}
