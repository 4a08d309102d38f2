import { appendRecords } from '../../src/audit/store.ts'
import { type Origin, type SystemActor, serverOrigin } from '../../src/base/actor.ts'
import { type Random, uuid } from '../../src/base/random.ts'
import { type FixedClock, fixedClock, type Instant } from '../../src/base/time.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { KeyRing } from '../../src/kernel/key-ring.ts'
import type { Database } from '../../src/kernel/open.ts'
import { Store, type Write } from '../../src/kernel/store.ts'
import { Draw } from './draw.ts'

/** One long write, in which our own use-cases run at whatever moment the story has come to. */
export interface Stage {
  readonly kernel: Kernel
  /** The same, for use-cases that make secrets: nothing of theirs can be drawn again. */
  readonly secretive: Kernel
  readonly w: Write
  readonly draw: Draw
  readonly clock: FixedClock
  /** When the story ends. */
  readonly now: Instant
}

const actorFor = (correlationId: string): SystemActor => ({
  kind: 'system',
  displayName: 'Latchkey demo',
  origin: serverOrigin(correlationId),
})

/** An origin nobody acts from but the server, with a number of its own. */
export const demoActor = (draw: Draw): SystemActor => actorFor(draw.id())

export const originFrom = (draw: Draw, ipAddress: string, userAgent: string): Origin => ({
  ipAddress,
  userAgent,
  correlationId: draw.id(),
})

/**
 * Runs `work` in one write of the kernel's store: all of it is kept, or nothing.
 *
 * Names, numbers and ids come from `random`; secrets come from the kernel's own.
 */
export function onStage<Value>(
  kernel: Kernel,
  { now, random }: { readonly now: Instant; readonly random: Random },
  work: (stage: Stage) => Promise<Value>,
): Promise<Value> {
  return kernel.store.write(actorFor(uuid(kernel.random)), async (w) => {
    w.unrecorded('what happens on the stage is recorded there, at its own time')
    const clock = fixedClock(now)
    const database: Database = {
      kind: kernel.store.kind,
      writer: w.db,
      reader: w.db,
      read: (work) => work(w.db),
      write: (work) => work(w.db),
      close: async () => {},
    }
    const append = appendRecords(kernel.vault, () => kernel.tenant.id, kernel.countryOf)
    const secretStore = new Store({ database, clock, random: kernel.random, append })
    const secretive = { ...kernel, clock, store: secretStore, keyRing: new KeyRing(secretStore, kernel.vault) }
    const staged = { ...secretive, store: new Store({ database, clock, random, append }) }
    return work({ kernel: staged, secretive, w, draw: new Draw(random), clock, now })
  })
}
