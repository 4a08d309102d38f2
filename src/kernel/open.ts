import { type Kysely, sql } from 'kysely'
import type { DatabaseKind } from './columns.ts'
import type { Schema } from './tables.ts'

/** One database, SQLite or PostgreSQL. */
export interface Database {
  readonly kind: DatabaseKind
  /** For the schema and for tests; everything else goes through `read` and `write`. */
  readonly writer: Kysely<Schema>
  readonly reader: Kysely<Schema>
  /** Runs `work` outside any transaction. */
  read<Value>(work: (db: Kysely<Schema>) => Promise<Value>): Promise<Value>
  /** Runs `work` in one transaction and resolves when it is durable; whatever `work` throws rolls back. */
  write<Value>(work: (db: Kysely<Schema>) => Promise<Value>): Promise<Value>
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
 * Opens SQLite or PostgreSQL, by the form of the address; the driver of the other one is not even loaded.
 *
 * Fails when the driver would hand out bigint as text, because every instant is one.
 *
 * Source: architecture.md §5.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const database = await openByAddress(options)
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

async function openByAddress(options: OpenOptions): Promise<Database> {
  if (/^postgres(ql)?:\/\//.test(options.address)) {
    const { openPostgres } = await import('./postgres.ts')
    return openPostgres(options)
  }
  const { openSqlite } = await import('./sqlite.ts')
  return openSqlite(options)
}
