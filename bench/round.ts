import { inParallel, percentile } from './measure.ts'
import { processorMilliseconds } from './processor.ts'

/** What one round of one kind of request came to. */
export interface Round {
  readonly perSecond: number
  readonly processorMs: number
  readonly p99Ms: number
}

/** The rounds of one kind, figure by figure. */
export interface Rounds {
  readonly perSecond: readonly number[]
  readonly processorMs: readonly number[]
  readonly p99Ms: readonly number[]
}

export const atOnce = 16

/** Runs one kind of request over all items and takes the processor time of the processes for it. */
export async function measured<Item>(
  pids: readonly number[],
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<Round> {
  const used = () => pids.reduce((sum, pid) => sum + processorMilliseconds(pid), 0)
  const before = used()
  const { each, total } = await inParallel(items, atOnce, work)
  return {
    perSecond: (items.length / total) * 1000,
    processorMs: (used() - before) / items.length,
    p99Ms: percentile(each, 0.99),
  }
}

export const collected = (rounds: readonly Round[]): Rounds => ({
  perSecond: rounds.map((round) => round.perSecond),
  processorMs: rounds.map((round) => round.processorMs),
  p99Ms: rounds.map((round) => round.p99Ms),
})
