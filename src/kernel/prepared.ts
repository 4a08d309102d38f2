import type Sqlite from 'better-sqlite3'
import type { SqliteDatabase } from 'kysely'
import type pg from 'pg'

/** More different statements than the product has; what lies beyond is prepared each time. */
const mostStatements = 512

/**
 * A SQLite connection that prepares each statement once.
 *
 * Preparing costs several times as much as running most of ours.
 */
export function preparingOnce(connection: Sqlite.Database): SqliteDatabase {
  const statements = new Map<string, Sqlite.Statement>()
  return {
    close: () => void connection.close(),
    prepare: (sql) => {
      const known = statements.get(sql)
      if (known) return known
      const statement = connection.prepare(sql)
      if (statements.size < mostStatements) statements.set(sql, statement)
      return statement
    },
  }
}

type QueryText = (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>

/** Names for statements, the same on every connection of the process. */
export class StatementNames {
  readonly #names = new Map<string, string>()

  /** The statement's name, or nothing for one too many. */
  nameOf(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known !== undefined || this.#names.size >= mostStatements) return known
    const name = `latchkey_${this.#names.size}`
    this.#names.set(text, name)
    return name
  }
}

const isWorthPlanning = /^(?:select|insert|update|delete|with)\b/i

/**
 * Makes a PostgreSQL connection send statements by name, so that each is parsed and planned once.
 *
 * Source: performance.md, rule 3.
 */
export function namingStatements(client: pg.PoolClient, names: StatementNames): void {
  const query = client.query.bind(client) as unknown as (config: pg.QueryConfig) => Promise<pg.QueryResult>
  const named: QueryText = (text, values) => {
    const name = isWorthPlanning.test(text) ? names.nameOf(text) : undefined
    return query({ text, values: [...values], ...(name === undefined ? {} : { name }) })
  }
  Object.assign(client, { query: named })
}
