import type { Kernel } from '../../src/kernel/kernel.ts'
import { SlowHash } from '../../src/kernel/slow-hash.ts'

/** Counts the hashes made and verified, which are what takes time, and can let something happen meanwhile. */
class WatchedHash extends SlowHash {
  made = 0
  verified = 0
  meanwhile: () => Promise<void> = async () => undefined

  override async hash(...given: Parameters<SlowHash['hash']>): Promise<string> {
    this.made++
    return super.hash(...given)
  }

  override async verify(...given: Parameters<SlowHash['verify']>): Promise<boolean> {
    this.verified++
    await this.meanwhile()
    return super.verify(...given)
  }
}

const cheap = { memoryKib: 64, passes: 1, lanes: 1 }
const bounds = { atOnce: 4, waiting: 1000 }

/** The same kernel with hashes that are watched. */
export function watchHashes<Base extends Kernel>(kernel: Base) {
  const passHash = new WatchedHash(cheap, bounds)
  const passwordHash = new WatchedHash(cheap, bounds)
  return {
    kernel: { ...kernel, passHash, passwordHash },
    passHash,
    passwordHash,
    /** Hashes made and verified so far: of passes, then of passwords. */
    counts: () => [passHash.made, passHash.verified, passwordHash.made, passwordHash.verified],
  }
}
