import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { type CompiledQuery, Kysely, type QueryResult, SqliteDialect } from 'kysely'
import type { Database, OpenOptions } from './open.ts'
import { preparingOnce } from './prepared.ts'
import type { Schema } from './tables.ts'
import { Turn } from './turn.ts'
import { WriteAheadLog } from './write-ahead-log.ts'
import { WriteLane } from './write-lane.ts'

const busyMilliseconds = 10_000

/** Opens a SQLite file with two connections, one of which only reads; WAL, every write durable when it is answered. */
export function openSqlite({ address, synchronous = 'full' }: OpenOptions): Database {
  createForOwner(address)
  const writing = new Sqlite(address, { timeout: busyMilliseconds })
  writing.pragma('journal_mode = WAL')
  if (synchronous === 'off') writing.pragma('synchronous = off')
  const log = synchronous === 'full' ? new WriteAheadLog(writing, address) : undefined
  const reading = new Sqlite(address, { readonly: true, timeout: busyMilliseconds })
  const [writer, reader] = [new Connection(writing), new Connection(reading)]
  const lane = new WriteLane({
    run: (sql) => writer.run(sql),
    flush: async () => log?.flush(),
    turn: (work) => writer.turn(work),
  })
  return {
    kind: 'sqlite',
    writer: writer.handle,
    reader: reader.handle,
    read: (work) => reader.turn(work),
    write: (work) => lane.run(work),
    close: async () => {
      await log?.close()
      await Promise.all([reader.handle.destroy(), writer.handle.destroy()])
      // The connection that writes goes last, because the last one folds the log.
      reading.close()
      writing.close()
    },
  }
}

/** A database that is new is for the owner alone; SQLite gives its other files the same mode. */
function createForOwner(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
}

class Connection {
  /** For whoever comes past the store: the schema and tests. */
  readonly handle: Kysely<Schema>
  readonly #prepare: (sql: string) => Sqlite.Statement

  /** Savepoints copy what they may have to undo; kept in memory, that costs a third less than in a file. */
  constructor(connection: Sqlite.Database) {
    connection.pragma('foreign_keys = ON')
    connection.pragma('temp_store = memory')
    connection.pragma('cache_size = -4000')
    this.#prepare = preparingOnce(connection)
    const database = { prepare: this.#prepare, close: () => {} }
    this.handle = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) })
  }

  run(sql: string): void {
    this.#prepare(sql).run()
  }

  async turn<Value>(work: (db: Kysely<Schema>) => Promise<Value>): Promise<Value> {
    const turn = new Turn('sqlite', (query) => this.#execute(query))
    try {
      return await work(turn.db)
    } finally {
      turn.end()
    }
  }

  async #execute({ sql, parameters }: CompiledQuery): Promise<QueryResult<unknown>> {
    const statement = this.#prepare(sql)
    if (statement.reader) return { rows: statement.all(parameters) }
    return { rows: [], numAffectedRows: BigInt(statement.run(parameters).changes) }
  }
}
