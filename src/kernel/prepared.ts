import type Sqlite from 'better-sqlite3'

/** More different statements than the product has; what lies beyond is prepared each time. */
const mostStatements = 512

/**
 * `prepare` of a SQLite connection that prepares each statement once.
 *
 * Preparing costs several times as much as running most of ours.
 */
export function preparingOnce(connection: Sqlite.Database): (sql: string) => Sqlite.Statement {
  const statements = new Map<string, Sqlite.Statement>()
  return (sql) => {
    const known = statements.get(sql)
    if (known) return known
    const statement = connection.prepare(sql)
    if (statements.size < mostStatements) statements.set(sql, statement)
    return statement
  }
}
