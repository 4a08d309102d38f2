import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type DialectAdapter,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { DatabaseKind } from './columns.ts'
import type { Schema } from './tables.ts'

/** What runs one statement. */
export type Execute = (query: CompiledQuery) => Promise<QueryResult<unknown>>

/**
 * One read or one write: the handle its statements go through until it is over.
 *
 * A statement that comes later is refused, because it would end up in somebody else's write.
 */
export class Turn implements DatabaseConnection {
  readonly db: Kysely<Schema>
  readonly #execute: Execute
  #isOver = false

  constructor(kind: DatabaseKind, execute: Execute) {
    this.#execute = execute
    this.db = new Kysely<Schema>({ dialect: dialectOf(kind, this) })
    turns.set(this.db, this)
  }

  end(): void {
    this.#isOver = true
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#isOver) throw new Error('A statement came when its read or write was over')
    return (await this.#execute(query)) as QueryResult<Row>
  }

  streamQuery(): never {
    throw new Error('Results are read whole')
  }
}

const turns = new WeakMap<Kysely<Schema>, Turn>()

/** Runs a compiled query on a handle; past Kysely's own plumbing where the handle is a turn's, which has one connection. */
export const executeOn = <Row>(db: Kysely<Schema>, query: CompiledQuery<Row>): Promise<QueryResult<Row>> =>
  turns.get(db)?.executeQuery<Row>(query) ?? db.executeQuery(query)

interface Sharable {
  readonly adapter: DialectAdapter
  readonly compiler: QueryCompiler
}

const shared: Readonly<Record<DatabaseKind, Sharable>> = {
  sqlite: { adapter: new SqliteAdapter(), compiler: new SqliteQueryCompiler() },
  postgres: { adapter: new PostgresAdapter(), compiler: new PostgresQueryCompiler() },
}

const dialectOf = (kind: DatabaseKind, turn: Turn): Dialect => ({
  createAdapter: () => shared[kind].adapter,
  createQueryCompiler: () => shared[kind].compiler,
  createDriver: () => driverOf(turn),
  createIntrospector: (db) => (kind === 'sqlite' ? new SqliteIntrospector(db) : new PostgresIntrospector(db)),
})

/** What Kysely asks for a connection; a turn has one, and a write is a transaction already. */
function driverOf(turn: Turn): Driver {
  const nothing = async () => {}
  const refuse = async () => {
    throw new Error('A write is a transaction already')
  }
  return {
    init: nothing,
    acquireConnection: async () => turn,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: nothing,
    destroy: nothing,
  }
}
