import { randomFillSync } from 'node:crypto'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Random } from '../base/random.ts'
import { type Clock, instant } from '../base/time.ts'

/** The machine's clock. */
export const systemClock: Clock = { now: () => instant(Date.now()) }

/**
 * Lets whoever else waits have their turn.
 *
 * SQLite answers at once, so that long work would keep everybody else out, however many reads it is parted into.
 */
export const othersFirst = (): Promise<void> => setImmediate()

export const pause = (milliseconds: number): Promise<void> => setTimeout(milliseconds)

const drawn = new Uint8Array(4096)
let used = drawn.length

/**
 * The operating system's generator (ASVS 5.0 11.5.1).
 *
 * Bytes are drawn in bulk, because a call costs more than the bytes; what was handed out is erased here.
 */
export const systemRandom: Random = {
  bytes: (count) => {
    if (count > drawn.length) return randomFillSync(new Uint8Array(count))
    if (used + count > drawn.length) {
      randomFillSync(drawn)
      used = 0
    }
    const bytes = drawn.slice(used, used + count)
    drawn.fill(0, used, used + count)
    used += count
    return bytes
  },
}
