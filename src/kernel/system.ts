import { randomFillSync } from 'node:crypto'
import type { Random } from '../base/random.ts'
import { type Clock, instant } from '../base/time.ts'

/** The machine's clock. */
export const systemClock: Clock = { now: () => instant(Date.now()) }

/** The operating system's generator (ASVS 5.0 11.5.1). */
export const systemRandom: Random = { bytes: (count) => randomFillSync(new Uint8Array(count)) }
