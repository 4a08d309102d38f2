import { type Kysely, sql } from 'kysely'
import type { Schema } from './tables.ts'

interface Waiting {
  readonly body: (db: Kysely<Schema>) => Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

const mostPerCommit = 64

/**
 * SQLite's single writer: writes that arrive while the disk is busy share the next commit.
 *
 * Each write runs in a savepoint of its own, so one that fails takes no other with it.
 * Nobody is answered before the shared commit is durable; if it fails, all of them fail.
 *
 * Source: performance.md, rules 1 and 7.
 */
export class WriteLane {
  readonly #writer: Kysely<Schema>
  readonly #flush: () => Promise<void>
  readonly #waiting: Waiting[] = []
  #running = false

  /** `flush` makes durable what was committed. */
  constructor(writer: Kysely<Schema>, flush: () => Promise<void>) {
    this.#writer = writer
    this.#flush = flush
  }

  run<Value>(body: (db: Kysely<Schema>) => Promise<Value>): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      this.#waiting.push({ body, resolve: (value) => resolve(value as Value), reject })
      if (!this.#running) void this.#drain()
    })
  }

  async #drain(): Promise<void> {
    this.#running = true
    while (this.#waiting.length > 0) {
      await endOfTurn()
      await this.#commit(this.#waiting.splice(0, mostPerCommit))
    }
    this.#running = false
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    const answers: (() => void)[] = []
    try {
      await this.#writer.connection().execute(async (db) => {
        await sql`begin immediate`.execute(db)
        try {
          for (const waiting of batch) answers.push(await inSavepoint(db, waiting))
          await sql`commit`.execute(db)
        } catch (error) {
          await rollBack(db)
          throw error
        }
      })
      await this.#flush()
    } catch (error) {
      for (const waiting of batch) waiting.reject(error)
      return
    }
    for (const answer of answers) answer()
  }
}

/** Undoes a transaction that failed; what made it fail tells more than a rollback that fails after it. */
async function rollBack(db: Kysely<Schema>): Promise<void> {
  await sql`rollback`.execute(db).catch(() => undefined)
}

/** Lets every request that has already arrived come as far as its write, so that they share the commit. */
const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function inSavepoint(db: Kysely<Schema>, waiting: Waiting): Promise<() => void> {
  await sql`savepoint one_write`.execute(db)
  try {
    const value = await waiting.body(db)
    await sql`release one_write`.execute(db)
    return () => waiting.resolve(value)
  } catch (error) {
    await sql`rollback to one_write`.execute(db)
    await sql`release one_write`.execute(db)
    return () => waiting.reject(error)
  }
}
