import type { Compilable, CompiledQuery, InsertObject, InsertResult, Kysely, QueryResult } from 'kysely'
import type { Schema } from './tables.ts'
import { executeOn } from './turn.ts'

/** Stands for a value that is given when the statement runs. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

const slots = new Proxy({}, { get: (_, name) => new Slot(String(name)) })

interface Given {
  readonly db: Kysely<Schema>
}

/**
 * A statement that is built and compiled once and runs with other values each time.
 *
 * Building costs several times as much as running most of ours, so what every sign-in runs is declared with this.
 * `build` sees placeholders: it passes them on and never looks at them.
 */
export function statement<Input extends object, Row>(
  build: (db: Kysely<Schema>, given: Input) => Compilable<Row>,
): (on: Given, input: Input) => Promise<QueryResult<Row>> {
  const compile = compiledOnce((db) => build(db, slots as Input))
  return (on, input) => execute(on, compile(on.db), input)
}

type Row<Table extends keyof Schema> = Schema[Table]

/** An insert of one whole row, compiled once like `statement`. */
export function insertion<Table extends keyof Schema>(
  table: Table,
): (on: Given, row: Row<Table>) => Promise<QueryResult<InsertResult>> {
  let columns: readonly string[] = []
  const compile = compiledOnce((db) => {
    const values = Object.fromEntries(columns.map((column) => [column, new Slot(column)]))
    return db.insertInto(table).values(values as InsertObject<Schema, Table>)
  })
  return (on, row) => {
    if (columns.length === 0) columns = Object.keys(row)
    return execute(on, compile(on.db), row)
  }
}

/** One compilation for each handle; a transaction shares its handle's adapter. */
function compiledOnce<Output>(
  build: (db: Kysely<Schema>) => Compilable<Output>,
): (db: Kysely<Schema>) => CompiledQuery<Output> {
  const known = new WeakMap<object, CompiledQuery<Output>>()
  return (db) => {
    const { adapter } = db.getExecutor()
    const compiled = known.get(adapter) ?? build(db).compile()
    known.set(adapter, compiled)
    return compiled
  }
}

function execute<Output>({ db }: Given, query: CompiledQuery<Output>, input: object): Promise<QueryResult<Output>> {
  const parameters = query.parameters.map((value) => (value instanceof Slot ? Reflect.get(input, value.name) : value))
  return executeOn(db, { ...query, parameters })
}
