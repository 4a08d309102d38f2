import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { auditRows, signInRows } from './records.ts'

/** Puts whole rows into a table. */
export interface Filling {
  put(table: string, row: object): void | Promise<void>
  close(): Promise<void>
}

/** Fills both logs: so many sign-ins, and three audits for every ten of them. */
export async function fillLogs(filling: Filling, signIns: number): Promise<void> {
  for (const row of signInRows(signIns)) await filling.put('sign_ins', row)
  const targets: object[] = []
  for (const { audit, targets: more } of auditRows(Math.floor(signIns * 0.3))) {
    await filling.put('directory_audits', audit)
    targets.push(...more)
  }
  for (const target of targets) await filling.put('directory_audit_targets', target)
  await filling.close()
}

const tables = ['sign_ins', 'directory_audits', 'directory_audit_targets']

/** One transaction on a SQLite file; indexes are built at the end, which is faster. */
export function sqliteFilling(path: string): Filling {
  const database = new Sqlite(path)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = off')
  database.pragma('cache_size = -400000')
  const statements = new Map<string, Sqlite.Statement>()
  const indexes = database
    .prepare<[], { name: string; sql: string }>(
      `select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in ('${tables.join("', '")}')`,
    )
    .all()
  for (const { name } of indexes) database.exec(`drop index ${name}`)
  database.exec('begin')
  return {
    put: (table, row) => {
      const columns = Object.keys(row)
      let statement = statements.get(table)
      if (!statement) {
        statement = database.prepare(
          `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
        )
        statements.set(table, statement)
      }
      statement.run(...Object.values(row))
    },
    close: async () => {
      database.exec('commit')
      for (const { sql } of indexes) database.exec(sql)
      database.pragma('wal_checkpoint(truncate)')
      database.close()
    },
  }
}

const batchSize = 2000

/** Batches of rows on PostgreSQL, each column an array. */
export async function postgresFilling(address: string): Promise<Filling> {
  const client = new pg.Client(address)
  await client.connect()
  await client.query("set synchronous_commit = off; set maintenance_work_mem = '256MB'")
  const { rows: indexes } = await client.query<{ name: string; sql: string }>(
    "select indexname as name, indexdef as sql from pg_indexes where tablename = any($1) and indexname !~ '_p?key$'",
    [tables],
  )
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  let [waiting, waitingTable]: [object[], string] = [[], '']
  const flush = async () => {
    const [first] = waiting
    if (!first) return
    const columns = Object.keys(first)
    const { rows } = await client.query<{ name: string; type: string }>(
      `select attname as name, format_type(atttypid, -1) as type from pg_attribute where attrelid = $1::regclass and attnum > 0`,
      [waitingTable],
    )
    const typeOf = (column: string) => rows.find(({ name }) => name === column)?.type ?? 'text'
    const lists = columns.map((column, index) => `$${index + 1}::${typeOf(column)}[]`)
    await client.query({
      name: `fill_${waitingTable}`,
      text: `insert into ${waitingTable} (${columns.join(', ')}) select * from unnest(${lists.join(', ')})`,
      values: columns.map((column) => waiting.map((row) => asParameter(Reflect.get(row, column)))),
    })
    waiting = []
  }
  return {
    put: async (table, row) => {
      if (table !== waitingTable || waiting.length === batchSize) await flush()
      waitingTable = table
      waiting.push(row)
    },
    close: async () => {
      await flush()
      for (const { sql } of indexes) await client.query(sql)
      await client.query(`vacuum (analyze) ${tables.join(', ')}`)
      await client.end()
    },
  }
}

const asParameter = (value: unknown) =>
  value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value
