import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { DatabaseKind } from '../../src/kernel/columns.ts'
import { type Database, openDatabase } from '../../src/kernel/open.ts'
import { templateName } from './provided.ts'

/** A database of one test's own. `close` also removes it; `await using` does that by itself. */
export interface TestDatabase extends AsyncDisposable {
  readonly database: Database
  /** For opening the same database again, from this process or from another one. */
  readonly address: string
  close(): Promise<void>
}

interface TestDatabaseOptions {
  /** `latest` (the default) has every table; `empty` has none. */
  readonly schema?: 'latest' | 'empty'
  /** Connections in the pool on PostgreSQL; 8 unless told. */
  readonly poolSize?: number
}

/** The database that the current vitest project stands for. */
export function databaseKind(): DatabaseKind {
  const kind = process.env['LATCHKEY_TEST_DATABASE']
  if (kind === 'sqlite' || kind === 'postgres') return kind
  throw new Error('This test file runs without a database: vitest.config.ts says which names run with one')
}

let created = 0
const nextName = () => `test_${process.pid}_${++created}`

/** Opens a fresh database for the current project: a SQLite file, or a database on the run's PostgreSQL. */
export async function openTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const schema = options.schema ?? 'latest'
  const { address, remove } = databaseKind() === 'sqlite' ? await newSqlite(schema) : await newPostgres(schema)
  const database = await openDatabase({ address, synchronous: 'off', poolSize: options.poolSize ?? 8 })
  const close = async () => {
    await database.close()
    await remove()
  }
  return { database, address, close, [Symbol.asyncDispose]: close }
}

interface NewDatabase {
  readonly address: string
  remove(): Promise<void>
}

async function newSqlite(schema: 'latest' | 'empty'): Promise<NewDatabase> {
  const address = join(inject('scratchFolder'), `${nextName()}.sqlite`)
  if (schema === 'latest') await copyFile(inject('templateDatabase'), address)
  const files = [address, `${address}-wal`, `${address}-shm`]
  return {
    address,
    remove: async () => {
      await Promise.all(files.map((file) => rm(file, { force: true })))
    },
  }
}

let maintenance: pg.Pool | undefined

/** One connection a worker for creating and dropping; idle, it does not keep the worker alive. */
async function maintain(statement: string): Promise<void> {
  maintenance ??= new pg.Pool({ connectionString: addressOf('postgres'), max: 1, allowExitOnIdle: true })
  await maintenance.query(statement)
}

const addressOf = (name: string) => inject('templateDatabase').replace(/[^/]+$/, name)

async function newPostgres(schema: 'latest' | 'empty'): Promise<NewDatabase> {
  const name = nextName()
  await maintain(
    `create database ${name} template ${schema === 'latest' ? templateName : 'template0'} strategy file_copy`,
  )
  return {
    address: addressOf(name),
    remove: () => maintain(`drop database ${name} with (force)`),
  }
}
