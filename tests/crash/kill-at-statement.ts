import Sqlite from 'better-sqlite3'
import pg from 'pg'

/** Counts the statements this process sends to its database, and dies before a chosen one as by a power cut. */
export interface StatementCounter {
  /** Starts counting; the process is killed before the statement with this number, the first being 1. */
  arm(fatalStatement: number): void
  /** How many statements were sent since `arm`. */
  count(): number
}

/** Hooks both drivers of this process; to be called before any database is opened. */
export function countStatements(): StatementCounter {
  let sent = 0
  let fatal = Number.POSITIVE_INFINITY
  let armed = false
  const before = () => {
    if (!armed) return
    sent++
    if (sent === fatal) process.kill(process.pid, 'SIGKILL')
  }
  hookSqlite(before)
  hookPostgres(before)
  return {
    arm: (fatalStatement) => {
      armed = true
      fatal = fatalStatement
    },
    count: () => sent,
  }
}

function hookSqlite(before: () => void): void {
  const prepare = Sqlite.prototype.prepare
  Sqlite.prototype.prepare = function (this: Sqlite.Database, sql: string) {
    const statement = prepare.call(this, sql)
    const counted = (name: 'all' | 'run') => {
      const original: (...args: never[]) => unknown = statement[name]
      Object.defineProperty(statement, name, {
        value: (...args: never[]) => {
          before()
          return Reflect.apply(original, statement, args)
        },
      })
    }
    counted('all')
    counted('run')
    return statement
  } as typeof prepare
}

function hookPostgres(before: () => void): void {
  const query: (...args: never[]) => unknown = pg.Client.prototype.query
  Object.defineProperty(pg.Client.prototype, 'query', {
    configurable: true,
    writable: true,
    value: function (this: pg.Client, ...args: never[]) {
      before()
      return Reflect.apply(query, this, args)
    },
  })
}
