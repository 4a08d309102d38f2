import type Sqlite from 'better-sqlite3'

/** More different statements than the product has by itself; of those that callers' filters make, the latest are kept. */
const mostStatements = 512

/** No statement of the product is longer. */
const longestKept = 16_384

/**
 * `prepare` of a SQLite connection that prepares each statement once.
 *
 * Preparing costs several times as much as running most of ours.
 */
export function preparingOnce(connection: Sqlite.Database): (sql: string) => Sqlite.Statement {
  const statements = new Map<string, Sqlite.Statement>()
  return (sql) => {
    const known = statements.get(sql)
    const statement = known ?? connection.prepare(sql)
    if (sql.length > longestKept) return statement
    if (known) statements.delete(sql)
    else if (statements.size >= mostStatements) statements.delete(statements.keys().next().value ?? '')
    statements.set(sql, statement)
    return statement
  }
}
