import { type Random, uuid } from '../base/random.ts'
import { type Instant, plusSeconds } from '../base/time.ts'
import type { Logger } from './log.ts'
import type { Store, Write } from './store.ts'

/** What a turn resolves to that left work over: the next one comes soon, and not at its usual time. */
export const moreToDo = Symbol('more to do')

/** Work that recurs, done by one process at a time. */
export interface Job {
  readonly name: string
  readonly everyMilliseconds: number
  /** Must not mind if another process runs it too: a turn may outlast its lease. */
  run(): Promise<unknown>
}

export interface RunningJobs {
  /** Starts no more turns, waits for those under way, and leaves the rest to other processes at once. */
  stop(): Promise<void>
}

interface JobsParts {
  readonly store: Store
  readonly actor: Write['actor']
  readonly random: Random
  readonly log: Logger
}

const longestFirstWait = 5_000
/** Of the usual wait, where work is left over; requests are answered meanwhile. */
const shareOfWait = 0.1
/** A lease that lasts longer than any could is from a clock that ran ahead. */
const clockSkewSeconds = 300

/**
 * Runs each job by its own timer, the first turn at most five seconds from now.
 *
 * Before every turn the process takes a lease in the database; without it the turn is left to the holder.
 * A lease lasts three turns, ten seconds at least, so a killed process is replaced soon.
 * A turn that fails is logged, and the next one tries again.
 * One that left work over is followed by the next after a tenth of the usual wait.
 */
export function startJobs(parts: JobsParts, jobs: readonly Job[]): RunningJobs {
  const holder = uuid(parts.random)
  const stops = jobs.map((job) => startJob(parts, holder, job))
  return {
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()))
      await returnLeases(parts, holder)
    },
  }
}

async function returnLeases({ store, actor, log }: JobsParts, holder: string): Promise<void> {
  try {
    await store.write(actor, async (w) => {
      w.unrecorded(nobodyAsks)
      await w.db.deleteFrom('job_leases').where('holder', '=', holder).execute()
    })
  } catch (error) {
    log.warn({ err: error }, 'The leases of the jobs could not be returned; they run out by themselves')
  }
}

function startJob(parts: JobsParts, holder: string, job: Job): () => Promise<void> {
  let stopped = false
  let turn: Promise<void> = Promise.resolve()
  const takeTurn = async () => {
    let wait = job.everyMilliseconds
    try {
      if ((await takeLease(parts, holder, job)) && (await job.run()) === moreToDo) wait *= shareOfWait
    } catch (error) {
      parts.log.error({ err: error, job: job.name }, 'A job failed; it is tried again at its next turn')
    }
    if (!stopped) timer = setTimeout(start, wait)
  }
  const start = () => {
    turn = takeTurn()
  }
  let timer = setTimeout(start, Math.min(job.everyMilliseconds, longestFirstWait))
  return async () => {
    stopped = true
    clearTimeout(timer)
    await turn
  }
}

const nobodyAsks = 'leases change nothing that anybody asks about'

async function takeLease({ store, actor }: JobsParts, holder: string, job: Job): Promise<boolean> {
  const seconds = Math.max(10, (job.everyMilliseconds * 3) / 1000)
  const implausible = (now: Instant) => plusSeconds(now, seconds + clockSkewSeconds)
  const lease = await store.read(async (r) => {
    const held = await r.db.selectFrom('job_leases').selectAll().where('name', '=', job.name).executeTakeFirst()
    if (!held || held.expires_at <= r.now || held.expires_at > implausible(r.now)) return 'free'
    if (held.holder !== holder) return 'held by another'
    return held.expires_at > plusSeconds(r.now, seconds / 2) ? 'held' : 'to be renewed'
  })
  if (lease === 'held') return true
  if (lease === 'held by another') return false
  const taken = await store.write(actor, (w) => {
    w.unrecorded(nobodyAsks)
    const lease = { holder, expires_at: plusSeconds(w.now, seconds) }
    return w.db
      .insertInto('job_leases')
      .values({ name: job.name, ...lease })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet(lease)
          .where((where) =>
            where.or([
              where('job_leases.holder', '=', holder),
              where('job_leases.expires_at', '<=', w.now),
              where('job_leases.expires_at', '>', implausible(w.now)),
            ]),
          ),
      )
      .returning('holder')
      .executeTakeFirst()
  })
  return taken?.holder === holder
}
