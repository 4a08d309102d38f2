import { uuid } from '../base/random.ts'
import { plusSeconds } from '../base/time.ts'
import type { Logger } from './log.ts'
import type { Store, Write } from './store.ts'
import type { Random } from '../base/random.ts'

/** Work that recurs, done by one process at a time. */
export interface Job {
  readonly name: string
  readonly everyMilliseconds: number
  run(): Promise<unknown>
}

export interface RunningJobs {
  /** Waits for the turns under way and starts no more. */
  stop(): Promise<void>
}

interface JobsParts {
  readonly store: Store
  readonly actor: Write['actor']
  readonly random: Random
  readonly log: Logger
}

/**
 * Runs each job by its own timer.
 *
 * Before every turn the process takes a lease in the database; without it the turn is left to the holder.
 * A lease lasts three turns, ten seconds at least, so a killed process is replaced soon.
 */
export function startJobs(parts: JobsParts, jobs: readonly Job[]): RunningJobs {
  const holder = uuid(parts.random)
  const stops = jobs.map((job) => startJob(parts, holder, job))
  return {
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()))
    },
  }
}

function startJob(parts: JobsParts, holder: string, job: Job): () => Promise<void> {
  let stopped = false
  let turn: Promise<void> = Promise.resolve()
  const takeTurn = async () => {
    try {
      if (await takeLease(parts, holder, job)) await job.run()
    } catch (error) {
      parts.log.error({ err: error, job: job.name }, 'A job failed; it is tried again at its next turn')
    }
    if (!stopped) timer = setTimeout(start, job.everyMilliseconds)
  }
  const start = () => {
    turn = takeTurn()
  }
  let timer = setTimeout(start, job.everyMilliseconds)
  return async () => {
    stopped = true
    clearTimeout(timer)
    await turn
  }
}

async function takeLease(parts: JobsParts, holder: string, job: Job): Promise<boolean> {
  const seconds = Math.max(10, (job.everyMilliseconds * 3) / 1000)
  const held = await parts.store.read((r) =>
    r.db.selectFrom('job_leases').selectAll().where('name', '=', job.name).executeTakeFirst(),
  )
  const now = await parts.store.read(async (r) => r.now)
  if (held?.holder === holder && held.expires_at > plusSeconds(now, seconds / 2)) return true
  if (held && held.holder !== holder && held.expires_at > now) return false
  const taken = await parts.store.write(parts.actor, (w) => {
    w.unrecorded('leases change nothing that anybody asks about')
    const lease = { holder, expires_at: plusSeconds(w.now, seconds) }
    return w.db
      .insertInto('job_leases')
      .values({ name: job.name, ...lease })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet(lease)
          .where((where) =>
            where.or([where('job_leases.holder', '=', holder), where('job_leases.expires_at', '<=', w.now)]),
          ),
      )
      .returning('holder')
      .executeTakeFirst()
  })
  return taken?.holder === holder
}
