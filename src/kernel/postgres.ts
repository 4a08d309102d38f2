import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Database, OpenOptions } from './open.ts'
import { Lease, StatementNames } from './postgres-lease.ts'
import type { Schema } from './tables.ts'
import { Turn } from './turn.ts'

/** Opens a pool of connections to PostgreSQL. */
export function openPostgres(options: OpenOptions): Database {
  const types = new pg.TypeOverrides()
  types.setTypeParser(pg.types.builtins.INT8, Number)
  const pool = new pg.Pool({
    connectionString: options.address,
    max: options.poolSize ?? 16,
    types,
    application_name: 'latchkey',
    connectionTimeoutMillis: 10_000,
    pipeline: true,
  })
  pool.on('error', () => {
    // An idle connection was cut; the pool opens another when it is needed.
  })
  const handle = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  const names = new StatementNames()
  return {
    kind: 'postgres',
    writer: handle,
    reader: handle,
    read: (work) => finished(new Lease(pool, names, 'read'), work),
    write: (work) => finished(new Lease(pool, names, 'write'), work),
    close: () => handle.destroy(),
  }
}

async function finished<Value>(lease: Lease, work: (db: Kysely<Schema>) => Promise<Value>): Promise<Value> {
  const turn = new Turn('postgres', (query) => lease.execute(query))
  try {
    const value = await work(turn.db)
    turn.end()
    await lease.finish()
    return value
  } catch (error) {
    turn.end()
    await lease.undo()
    throw error
  }
}
