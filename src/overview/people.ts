import type { Actor } from '../base/actor.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import type { Instant } from '../base/time.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read, Store } from '../kernel/store.ts'
import type { ReadinessCounts } from './rules.ts'
import { countAdministratorsWithoutPasskey, countReadiness, pagePeople } from './store/people.ts'
import type { PersonRow } from './tables.ts'

/** A page of people, each with the strongest of their methods; refuses with `insufficientPrivileges`. */
export const listPeople = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<Page<PersonRow>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'registrations.read')
    return pagePeople(read, query)
  })

/** How many people are ready for what, and when they were counted. */
export interface PeopleCounts {
  readonly at: Instant
  readonly readiness: ReadinessCounts
  readonly administratorsWithoutPasskey: number
}

const countedLately = new WeakMap<Store, PeopleCounts>()
const keptMilliseconds = 10_000

/**
 * Counts people, or tells what was counted at most ten seconds ago: with 100,000 of them it takes a while.
 *
 * The caller has been asked what they may.
 */
export async function peopleCounts({ store }: Pick<Kernel, 'store'>, read: Read): Promise<PeopleCounts> {
  const known = countedLately.get(store)
  if (known && known.at <= read.now && read.now < known.at + keptMilliseconds) return known
  const counts = {
    at: read.now,
    readiness: await countReadiness(read),
    administratorsWithoutPasskey: await countAdministratorsWithoutPasskey(read),
  }
  countedLately.set(store, counts)
  return counts
}
