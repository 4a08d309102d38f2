import type { Actor } from '../base/actor.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { dayOf, daysBefore } from './rules/day.ts'
import { readinessRow, tallyOf, workedOut } from './rules.ts'
import { countReadiness, listCohorts } from './store/people.ts'
import { addTally, findTally, hasReadiness, listSealed, putReadiness } from './store/tallies.ts'

type Parts = Pick<Kernel, 'store'>

const batchSize = 1000
/** As much as a turn takes, so that catching up with a long log leaves room for requests. */
const mostBatches = 10
/** How many links a turn goes through; one that went through as many may have left some. */
export const mostTallied = batchSize * mostBatches

/**
 * Counts sign-ins that got their places in the chain since the last turn; returns how many links it went through.
 *
 * Every link is counted once, however late the turn is, whatever the clock said, and whichever process comes first.
 */
export async function tallySignIns({ store }: Parts, actor: Actor): Promise<number> {
  let links = 0
  for (let batch = 0; batch < mostBatches; batch++) {
    const { from, end, rows } = await store.read(async (read) => {
      const { counted, end: head } = await findTally(read)
      const until = Math.min(head, counted + batchSize)
      const signIns = until > counted ? await listSealed(read, counted, until) : []
      return { from: counted, end: until, rows: tallyOf(signIns) }
    })
    if (end <= from) break
    const isCounted = await store.write(actor, (w) => {
      w.unrecorded('counting what the log has changes nothing')
      return addTally(w, rows, from, end)
    })
    if (!isCounted) break
    links += end - from
  }
  return links
}

/** How far back the first turn works out what it did not see. */
const daysWorkedOut = 365

/**
 * Keeps how many members are ready for what today; what the last turn of a day saw stays.
 *
 * The first turn ever works out the days before from those who are there.
 */
export async function noteReadiness({ store }: Parts, actor: Actor): Promise<void> {
  const { now, counts, earlier } = await store.read(async (read) => ({
    now: read.now,
    counts: await countReadiness(read),
    earlier: (await hasReadiness(read)) ? [] : await listCohorts(read),
  }))
  const today = dayOf(now)
  const first = dayOf(Math.min(...earlier.map(({ created_at }) => created_at), today))
  const days = Array.from({ length: daysWorkedOut }, (_, index) => daysBefore(today, daysWorkedOut - index))
  const estimates = workedOut(
    earlier,
    days.filter((day) => day >= first),
  )
  await store.write(actor, (w) => {
    w.unrecorded('counting people changes nothing')
    return putReadiness(w, [...estimates, readinessRow(today, now, counts)])
  })
}
