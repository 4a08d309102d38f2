import type { Kysely } from 'kysely'
import type { Schema } from './tables.ts'

/** SQLite's one connection that writes, as far as the lane needs it. */
export interface LaneConnection {
  /** Runs a statement that returns nothing. */
  run(sql: string): void
  /** Makes durable what was committed. */
  flush(): Promise<void>
  /** Runs `work` on a handle that is good for it alone. */
  turn<Value>(work: (db: Kysely<Schema>) => Promise<Value>): Promise<Value>
}

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
  readonly #connection: LaneConnection
  readonly #waiting: Waiting[] = []
  #running = false

  constructor(connection: LaneConnection) {
    this.#connection = connection
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
      this.#connection.run('begin immediate')
      try {
        for (const waiting of batch) answers.push(await this.#inSavepoint(waiting))
        this.#connection.run('commit')
      } catch (error) {
        this.#rollBack()
        throw error
      }
      await this.#connection.flush()
    } catch (error) {
      for (const waiting of batch) waiting.reject(error)
      return
    }
    for (const answer of answers) answer()
  }

  async #inSavepoint(waiting: Waiting): Promise<() => void> {
    this.#connection.run('savepoint one_write')
    try {
      const value = await this.#connection.turn(waiting.body)
      this.#connection.run('release one_write')
      return () => waiting.resolve(value)
    } catch (error) {
      this.#connection.run('rollback to one_write')
      this.#connection.run('release one_write')
      return () => waiting.reject(error)
    }
  }

  /** Undoes a transaction that failed; what made it fail tells more than a rollback that fails after it. */
  #rollBack(): void {
    try {
      this.#connection.run('rollback')
    } catch {
      // SQLite has rolled back by itself.
    }
  }
}

/** Lets every request that has already arrived come as far as its write, so that they share the commit. */
const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
