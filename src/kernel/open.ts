import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely'
import pg from 'pg'
import type { DatabaseKind } from './columns.ts'
import { namingStatements, preparingOnce, StatementNames } from './prepared.ts'
import type { Schema } from './tables.ts'
import { WriteAheadLog } from './write-ahead-log.ts'

/** The two handles on one database: on SQLite two connections, on PostgreSQL one pool. */
export interface Database {
  readonly kind: DatabaseKind
  readonly writer: Kysely<Schema>
  readonly reader: Kysely<Schema>
  /** Makes durable what was committed; absent where a commit does so itself. */
  flush?(): Promise<void>
  close(): Promise<void>
}

export interface OpenOptions {
  /** `postgres://…`, or the path of the SQLite file. */
  readonly address: string
  /** `off` gives up durability for speed; only tests want it. */
  readonly synchronous?: 'full' | 'off'
  readonly poolSize?: number
}

/**
 * Opens SQLite (WAL, durable at `flush`) or PostgreSQL, by the form of the address.
 *
 * Fails when the driver would hand out bigint as text, because every instant is one.
 *
 * Source: architecture.md §5.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const database = /^postgres(ql)?:\/\//.test(options.address) ? openPostgres(options) : openSqlite(options)
  try {
    const probe = await sql<{ big: unknown }>`select cast(1767225600000 as bigint) as big`.execute(database.writer)
    if (probe.rows[0]?.big !== 1_767_225_600_000) {
      throw new Error('The database driver does not return bigint as a number')
    }
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}

function openSqlite({ address, synchronous = 'full' }: OpenOptions): Database {
  createForOwner(address)
  const writing = new Sqlite(address, { timeout: busyMilliseconds })
  writing.pragma('journal_mode = WAL')
  if (synchronous === 'off') writing.pragma('synchronous = off')
  const log = synchronous === 'full' ? new WriteAheadLog(writing, address) : undefined
  const reading = new Sqlite(address, { readonly: true, timeout: busyMilliseconds })
  const [writer, reader] = [sqliteHandle(writing), sqliteHandle(reading)]
  return {
    kind: 'sqlite',
    writer,
    reader,
    ...(log ? { flush: () => log.flush() } : {}),
    close: async () => {
      await log?.close()
      await reader.destroy()
      // A handle never used closes nothing; the connection that writes goes last, because the last one folds the log.
      reading.close()
      await writer.destroy()
      writing.close()
    },
  }
}

const busyMilliseconds = 10_000

/** Savepoints copy what they may have to undo; kept in memory, that costs a third less than in a file. */
function sqliteHandle(connection: Sqlite.Database): Kysely<Schema> {
  connection.pragma('foreign_keys = ON')
  connection.pragma('temp_store = memory')
  connection.pragma('cache_size = -4000')
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: preparingOnce(connection) }) })
}

/** A database that is new is for the owner alone; SQLite gives its other files the same mode. */
function createForOwner(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
}

function openPostgres(options: OpenOptions): Database {
  const types = new pg.TypeOverrides()
  types.setTypeParser(pg.types.builtins.INT8, Number)
  const pool = new pg.Pool({
    connectionString: options.address,
    max: options.poolSize ?? 16,
    types,
    application_name: 'latchkey',
    connectionTimeoutMillis: 10_000,
  })
  const names = new StatementNames()
  pool.on('connect', (client) => namingStatements(client, names))
  pool.on('error', () => {
    // An idle connection was cut; the pool opens another when it is needed.
  })
  const handle = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  return { kind: 'postgres', writer: handle, reader: handle, close: () => handle.destroy() }
}
