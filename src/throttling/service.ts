import { toBase64Url } from '../base/bytes.ts'
import { type Instant, instant, plusSeconds } from '../base/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read, Write } from '../kernel/store.ts'
import type { Vault } from '../kernel/vault.ts'
import { blockedUntil, sourceOf, type ThrottleScope, throttleLimits } from './rules.ts'
import { block, blockOn, countTry, deleteIdle, forget, takeBack } from './store.ts'

/** Whose guessing is counted: an account (or an unknown name), guessed by one method, from one address. */
export interface ThrottleSubject {
  /** The method or credential guessed: `temporaryAccessPass`, `password`, `clientSecret`. */
  readonly kind: string
  /** The user's id, or what stands for a name nobody has. */
  readonly account: string
  readonly ipAddress: string
  /** The account has signed in from this address before: the account-wide limit does not touch it. */
  readonly isFamiliarSource?: boolean
  /** The address as a whole is not counted: a program gone wrong shares it with people who sign in. */
  readonly sparesSource?: boolean
}

export type Reservation =
  | { readonly ok: true }
  | { readonly ok: false; readonly until: Instant; readonly waitSeconds: number }

type Keys = Readonly<Record<ThrottleScope, string>>

function keysOf(vault: Vault, subject: ThrottleSubject): Keys {
  const source = sourceOf(subject.ipAddress)
  const key = (...parts: readonly string[]) => toBase64Url(vault.mac('throttle', ...parts))
  return {
    accountFromSource: key('accountFromSource', subject.kind, subject.account, source),
    account: accountKey(vault, subject.kind, subject.account),
    source: key('source', source),
  }
}

const accountKey = (vault: Vault, kind: string, account: string): string =>
  toBase64Url(vault.mac('throttle', 'account', kind, account))

/**
 * Counts one try before it is judged, or says how long to wait.
 *
 * A try that has to wait is not counted, so that waiting ends even for somebody who keeps pressing the button.
 * The caller's write must survive a failed sign-in.
 */
export async function reserveAttempt(kernel: Kernel, w: Write, subject: ThrottleSubject): Promise<Reservation> {
  const keys = keysOf(kernel.vault, subject)
  const fromHere: readonly ThrottleScope[] = subject.sparesSource
    ? ['accountFromSource']
    : ['accountFromSource', 'source']
  const everywhere: readonly ThrottleScope[] = subject.isFamiliarSource ? [] : ['account']
  const blocked = await waiting(w, keys, [...fromHere, ...everywhere])
  if (blocked) return blocked
  for (const scopes of [fromHere, everywhere]) {
    const refused = await countScopes(w, keys, scopes)
    if (refused) return refused
  }
  return { ok: true }
}

async function waiting(w: Write, keys: Keys, scopes: readonly ThrottleScope[]): Promise<Reservation | undefined> {
  const blocks = await blockOn(
    w,
    scopes.map((scope) => keys[scope]),
  )
  if (blocks.length === 0) return undefined
  const until = Math.max(...blocks.map((found) => found.until))
  return { ok: false, until: instant(until), waitSeconds: Math.ceil((until - w.now) / 1000) }
}

/** Counts on each scope; a racer that was blocked meanwhile is refused, and counts on no wider scope. */
async function countScopes(w: Write, keys: Keys, scopes: readonly ThrottleScope[]): Promise<Reservation | undefined> {
  if (scopes.length === 0) return undefined
  const windowEnd = (scope: ThrottleScope) => plusSeconds(w.now, throttleLimits[scope].windowSeconds)
  const counted = await countTry(
    w,
    scopes.map((scope) => ({ key: keys[scope], windowEndsAt: windowEnd(scope) })),
  )
  for (const scope of scopes) {
    const count = counted.find((found) => found.key === keys[scope])
    if (!count) return (await waiting(w, keys, [scope])) ?? { ok: false, until: plusSeconds(w.now, 1), waitSeconds: 1 }
    const until = blockedUntil(throttleLimits[scope], count.failures, count.windowEndsAt, w.now)
    if (until > w.now) await block(w, count.key, until)
  }
  return undefined
}

/** After a success: the account's counters are cleared, and the source gets its try back. */
export async function forgiveAttempt(kernel: Kernel, w: Write, subject: ThrottleSubject): Promise<void> {
  const keys = keysOf(kernel.vault, subject)
  await forget(w, [keys.accountFromSource, keys.account])
  await takeBack(w, keys.source)
}

/** Clears the account-wide counter of one method, when what could be guessed has been replaced. */
export const clearThrottle = (kernel: Pick<Kernel, 'vault'>, w: Write, kind: string, account: string): Promise<void> =>
  forget(w, [accountKey(kernel.vault, kind, account)])

/** Whether anybody waits on the account's own limit; the desk wants to know. */
export async function accountBlockedUntil(
  kernel: Kernel,
  r: Read,
  kind: string,
  account: string,
): Promise<Instant | undefined> {
  const [found] = await blockOn(r, [accountKey(kernel.vault, kind, account)])
  return found?.until
}

export async function purgeThrottles(w: Write): Promise<number> {
  w.unrecorded('counters that are over say nothing any more')
  return deleteIdle(w)
}
