import type { KeyObject } from 'node:crypto'
import { hash, hashSync, verify, verifySync } from '@node-rs/argon2'
import { Refusal } from '../base/refusal.ts'

/** Cost of argon2id. */
export interface HashCost {
  readonly memoryKib: number
  readonly passes: number
  readonly lanes: number
}

const argon2id = 2

/** OWASP's least cost for passwords chosen by people (performance.md). */
export const passwordCost: HashCost = { memoryKib: 19 * 1024, passes: 2, lanes: 1 }

/** Up to this cost, which is a tenth to a fifth of a millisecond, handing over to a thread costs as much again. */
const mainThreadUpToKib = 512

/** How many hashes run at once, and how many may wait. */
interface Bounds {
  readonly atOnce: number
  readonly waiting: number
}

/**
 * argon2id off the main thread, behind a bounded queue of its own; at a very small cost, at once.
 *
 * Passwords and passes have one each, so that neither waits behind the other.
 * Refuses with `busy` when too many wait.
 *
 * Source: NIST SP 800-63B-4 §3.1.2; performance.md.
 */
export class SlowHash {
  readonly #cost: HashCost
  readonly #bounds: Bounds
  readonly #queue: (() => void)[] = []
  #running = 0

  constructor(cost: HashCost, bounds: Bounds) {
    this.#cost = cost
    this.#bounds = bounds
  }

  /** A PHC string. `secret` is UTF-8 text, 16 random bytes make the salt, and `pepper` is mixed in as argon2's secret. */
  hash(secret: Uint8Array, salt: Uint8Array, pepper?: KeyObject): Promise<string> {
    const options = {
      algorithm: argon2id,
      memoryCost: this.#cost.memoryKib,
      timeCost: this.#cost.passes,
      parallelism: this.#cost.lanes,
      salt,
      ...(pepper ? { secret: pepper.export() } : {}),
    }
    return this.#isQuick ? settled(() => hashSync(secret, options)) : this.#turn(() => hash(secret, options))
  }

  verify(phc: string, secret: Uint8Array, pepper?: KeyObject): Promise<boolean> {
    const options = pepper ? { secret: pepper.export() } : undefined
    return this.#isQuick && !this.isOutdated(phc)
      ? settled(() => verifySync(phc, secret, options))
      : this.#turn(() => verify(phc, secret, options))
  }

  /** Whether a hash was made at another cost than today's, so that it should be made anew. */
  isOutdated(phc: string): boolean {
    const { memoryKib, passes, lanes } = this.#cost
    return !phc.includes(`$m=${memoryKib},t=${passes},p=${lanes}$`)
  }

  get #isQuick(): boolean {
    return this.#cost.memoryKib * this.#cost.passes <= mainThreadUpToKib
  }

  async #turn<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#running >= this.#bounds.atOnce) {
      if (this.#queue.length >= this.#bounds.waiting) {
        throw new Refusal('busy', 'The server is busy checking sign-ins. Try again in a few seconds.', {
          retryAfterSeconds: 2,
        })
      }
      await new Promise<void>((resume) => this.#queue.push(resume))
    } else {
      this.#running++
    }
    try {
      return await work()
    } finally {
      const next = this.#queue.shift()
      if (next) next()
      else this.#running--
    }
  }
}

const settled = async <Value>(work: () => Value): Promise<Value> => work()
