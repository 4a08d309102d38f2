import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Database, OpenOptions } from './open.ts'
import { preparingOnce } from './prepared.ts'
import type { Schema } from './tables.ts'
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
  const [writer, reader] = [handleOf(writing), handleOf(reading)]
  const lane = new WriteLane(writer, async () => log?.flush())
  return {
    kind: 'sqlite',
    writer,
    reader,
    read: (work) => work(reader),
    write: (work) => lane.run(work),
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

/** A database that is new is for the owner alone; SQLite gives its other files the same mode. */
function createForOwner(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
}

/** Savepoints copy what they may have to undo; kept in memory, that costs a third less than in a file. */
function handleOf(connection: Sqlite.Database): Kysely<Schema> {
  connection.pragma('foreign_keys = ON')
  connection.pragma('temp_store = memory')
  connection.pragma('cache_size = -4000')
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: preparingOnce(connection) }) })
}
