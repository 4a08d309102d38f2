import { type Kysely, sql } from 'kysely'
import type { SignInEntry } from '../audit/rules/sign-in-record.ts'
import type { AuditEntry } from '../audit/rules.ts'
import type { Actor } from '../base/actor.ts'
import type { Random } from '../base/random.ts'
import { Refusal } from '../base/refusal.ts'
import type { Clock, Instant } from '../base/time.ts'
import { isRetryable, isUnavailable } from './database-errors.ts'
import type { Database } from './open.ts'
import type { OutboxEntry } from './outbox.ts'
import { pause } from './system.ts'
import type { Schema } from './tables.ts'

/** One look at the database. */
export interface Read {
  readonly db: Kysely<Schema>
  readonly now: Instant
  /** What `once` has looked up in this read; a write has none. */
  readonly memory?: Map<string, Promise<unknown>>
}

/** One write: a transaction, the instant it began, who asked, and what will be recorded. */
export interface Write extends Read {
  readonly actor: Actor
  readonly random: Random
  audit(entry: AuditEntry): void
  signIn(entry: SignInEntry): void
  later(effect: OutboxEntry): void
  /** Says that there is nothing to tell, and why. */
  unrecorded(reason: string): void
}

/** What a write has gathered for the logs and the outbox. */
export interface Gathered {
  readonly audits: readonly AuditEntry[]
  readonly signIns: readonly SignInEntry[]
  readonly effects: readonly OutboxEntry[]
}

/** What a write depends on; throws where that does not hold. */
type Guard = (read: Read) => Promise<void>

/** Puts the gathered records into their tables; given to the store by `main/compose.ts`. */
export type AppendRecords = (write: Write, gathered: Gathered) => Promise<void>

/** A write forgot to say what it did; it was rolled back. */
export class AuditMissing extends Error {
  constructor() {
    super('A write ended without audit(), signIn() or unrecorded(); nothing was kept')
    this.name = 'AuditMissing'
  }
}

interface StoreParts {
  readonly database: Database
  readonly clock: Clock
  readonly random: Random
  readonly append: AppendRecords
  /** Told what was recorded, once it is committed: metrics count from here. */
  readonly committed?: (gathered: Gathered) => void
}

const attempts = 4
/** After a deadlock the other write goes first. */
const pauseMilliseconds = 50

/** A database that does not answer, or too many changes of the same, is an expected no; everything else goes on. */
function asRefusal(error: unknown): never {
  if (isRetryable(error)) {
    throw new Refusal('busy', 'Others keep changing the same at the same moment. Try again soon.', {
      retryAfterSeconds: 1,
      cause: error,
    })
  }
  if (!isUnavailable(error)) throw error
  throw new Refusal('databaseUnavailable', 'The server cannot reach its database at the moment. Try again soon.', {
    retryAfterSeconds: 5,
    cause: error,
  })
}

/** The only way to the database: reading, and the gate every write passes. */
export class Store {
  readonly #parts: StoreParts
  #guard: Guard | undefined

  constructor(parts: StoreParts, guard?: Guard) {
    this.#parts = parts
    this.#guard = guard
  }

  /**
   * The same store for one use: its first write begins with `guard`, which may refuse it.
   *
   * Nobody changes what the guard has read before that write is over: on PostgreSQL it is serializable.
   */
  guardedBy(guard: Guard): Store {
    return new Store(this.#parts, guard)
  }

  /** The same store again, for what is written whether the guard holds or not: the record of a refusal. */
  unguarded(): Store {
    return this.#guard ? new Store(this.#parts) : this
  }

  /** The same store, as a read or write sees it that is under way; nothing can be written through it. */
  inside({ db, now }: Read): Store {
    const database: Database = {
      ...this.#parts.database,
      read: (work) => work(db),
      write: async () => {
        throw new Error('What only reads came to write')
      },
    }
    return new Store({ ...this.#parts, database, clock: { now: () => now } })
  }

  get kind(): Database['kind'] {
    return this.#parts.database.kind
  }

  /** Runs `work` outside any transaction. Refuses with `databaseUnavailable` while the database does not answer. */
  read<Value>(work: (read: Read) => Promise<Value>): Promise<Value> {
    const { database, clock } = this.#parts
    return database.read((db) => work({ db, now: clock.now(), memory: new Map() })).catch(asRefusal)
  }

  /**
   * Runs `work` in one immediate transaction and commits it with its records.
   *
   * `work` may run again after a deadlock, so it touches nothing but `write.db`.
   * Rejects with `AuditMissing` when nothing was recorded; whatever `work` throws rolls back.
   * Refuses with `databaseUnavailable` while the database does not answer.
   *
   * Source: architecture.md §6.
   */
  async write<Value>(actor: Actor, work: (write: Write) => Promise<Value>): Promise<Value> {
    const guard = this.#guard
    this.#guard = undefined
    const guarded = guard ? this.#after(guard, work) : work
    const { value, gathered } = await this.#commit((db) => this.#gated(db, actor, guarded)).catch(asRefusal)
    this.#parts.committed?.(gathered)
    return value
  }

  #after<Value>(guard: Guard, work: (write: Write) => Promise<Value>): (write: Write) => Promise<Value> {
    return async (write) => {
      if (this.kind === 'postgres') await sql`set transaction isolation level serializable`.execute(write.db)
      await guard(write)
      return work(write)
    }
  }

  async #commit<Value>(body: (db: Kysely<Schema>) => Promise<Value>): Promise<Value> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#parts.database.write(body)
      } catch (error) {
        if (attempt === attempts || !isRetryable(error)) throw error
        await pause(pauseMilliseconds * attempt)
      }
    }
  }

  async #gated<Value>(db: Kysely<Schema>, actor: Actor, work: (write: Write) => Promise<Value>) {
    const audits: AuditEntry[] = []
    const signIns: SignInEntry[] = []
    const effects: OutboxEntry[] = []
    let nothingToTell = false
    const write: Write = {
      db,
      now: this.#parts.clock.now(),
      actor,
      random: this.#parts.random,
      audit: (entry) => void audits.push(entry),
      signIn: (entry) => void signIns.push(entry),
      later: (effect) => void effects.push(effect),
      unrecorded: () => {
        nothingToTell = true
      },
    }
    const value = await work(write)
    if (audits.length + signIns.length === 0 && !nothingToTell) throw new AuditMissing()
    const gathered: Gathered = { audits, signIns, effects }
    await this.#parts.append(write, gathered)
    return { value, gathered }
  }
}
