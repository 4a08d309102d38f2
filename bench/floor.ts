import { createHmac, createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { hash, verify } from '@node-rs/argon2'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { inParallel } from './measure.ts'
import { processorMilliseconds } from './processor.ts'

const cost = { algorithm: 2, memoryCost: 256, timeCost: 1, parallelism: 1 } as const
const text = 'x'.repeat(600)

export interface Floor {
  readonly perSecond: number
  readonly processorMs: number
}

/** Milliseconds of processor for one keyed hash and one check of a pass's argon2id, alone. */
export async function hashFloor(count: number): Promise<number> {
  const key = createSecretKey(randomBytes(32))
  const keyed = () => createHmac('sha256', key).update('user/pass/code').digest('base64url')
  const phc = await hash(keyed(), { ...cost, salt: randomBytes(16) })
  const before = process.cpuUsage()
  for (let round = 0; round < count; round++) await verify(phc, keyed())
  const used = process.cpuUsage(before)
  return (used.user + used.system) / 1000 / count
}

/** One update and two inserts on SQLite, `perCommit` of them in a durable commit. */
export function commitFloor(folder: string, count: number, perCommit: number): Floor {
  const database = new Sqlite(join(folder, `floor-${randomUUID()}.sqlite`))
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = full')
  database.exec('create table pass (id text primary key, used_at integer)')
  database.exec('create table session (id text primary key, user_id text, data text)')
  database.exec('create table record (id text primary key, at integer, data text)')
  const passes = Array.from({ length: count }, () => randomUUID())
  const insert = database.prepare('insert into pass values (?, null)')
  database.transaction(() => {
    for (const id of passes) insert.run(id)
  })()
  const spend = database.prepare('update pass set used_at = ? where id = ? and used_at is null')
  const open = database.prepare('insert into session values (?, ?, ?)')
  const record = database.prepare('insert into record values (?, ?, ?)')
  const redeem = database.transaction((batch: readonly string[]) => {
    for (const id of batch) {
      spend.run(1, id)
      open.run(randomUUID(), id, text)
      record.run(randomUUID(), 1, text)
    }
  })
  const before = process.cpuUsage()
  const startedAt = performance.now()
  for (let index = 0; index < passes.length; index += perCommit) redeem(passes.slice(index, index + perCommit))
  const seconds = (performance.now() - startedAt) / 1000
  const used = process.cpuUsage(before)
  database.close()
  return { perSecond: count / seconds, processorMs: (used.user + used.system) / 1000 / count }
}

/** The same as one statement on PostgreSQL, each a durable commit of its own, `atOnce` at a time. */
export async function postgresFloor(address: string, pid: number, count: number, atOnce: number): Promise<Floor> {
  const pool = new pg.Pool({ connectionString: address, max: atOnce })
  const [pass, session, record] = ['pass', 'session', 'record'].map((name) => `floor_${name}_${Date.now()}`)
  await pool.query(`create table ${pass} (id text primary key, used_at bigint)`)
  await pool.query(`create table ${session} (id text primary key, user_id text, data text)`)
  await pool.query(`create table ${record} (id text primary key, at bigint, data text)`)
  const passes = Array.from({ length: count }, () => randomUUID())
  await pool.query(`insert into ${pass} select unnest($1::text[]), null`, [passes])
  const redeem = `with spent as (update ${pass} set used_at = 1 where id = $1 and used_at is null returning id),
    opened as (insert into ${session} select $2, id, $4 from spent returning id)
    insert into ${record} select $3, 1, $4 from opened`
  const own = process.cpuUsage()
  const before = processorMilliseconds(pid)
  const { total } = await inParallel(passes, atOnce, (id) =>
    pool.query({ name: 'redeem', text: redeem, values: [id, randomUUID(), randomUUID(), text] }),
  )
  const used = process.cpuUsage(own)
  const processor = processorMilliseconds(pid) - before + (used.user + used.system) / 1000
  await pool.end()
  return { perSecond: (count / total) * 1000, processorMs: processor / count }
}
