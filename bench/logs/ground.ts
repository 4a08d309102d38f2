import Sqlite from 'better-sqlite3'
import pg from 'pg'

/** Asks the database past everything of ours: what the same question costs at least. */
export interface Ground {
  ask(sql: string, values: readonly unknown[]): Promise<number>
  close(): Promise<void>
}

export function sqliteGround(path: string): Ground {
  const database = new Sqlite(path, { readonly: true })
  const statements = new Map<string, Sqlite.Statement>()
  return {
    ask: async (sql, values) => {
      const statement = statements.get(sql) ?? database.prepare(sql)
      statements.set(sql, statement)
      return statement.all(...values).length
    },
    close: async () => {
      database.close()
    },
  }
}

export async function postgresGround(address: string): Promise<Ground> {
  const client = new pg.Client(address)
  await client.connect()
  const names = new Map<string, string>()
  return {
    ask: async (sql, values) => {
      let count = 0
      const text = sql.replaceAll('?', () => `$${++count}`)
      const name = names.get(text) ?? `floor_${names.size}`
      names.set(text, name)
      return (await client.query({ name, text, values: [...values] })).rows.length
    },
    close: () => client.end(),
  }
}
