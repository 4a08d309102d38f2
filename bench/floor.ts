import { createHmac, createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { hash, verify } from '@node-rs/argon2'
import Sqlite from 'better-sqlite3'

const cost = { algorithm: 2, memoryCost: 256, timeCost: 1, parallelism: 1 } as const

/** Milliseconds of processor for one keyed hash and one check of a pass's argon2id, alone. */
export async function hashFloor(rounds: number): Promise<number> {
  const key = createSecretKey(randomBytes(32))
  const mac = createHmac('sha256', key).update('user/pass/code').digest('base64url')
  const phc = await hash(mac, { ...cost, salt: randomBytes(16) })
  const before = process.cpuUsage()
  for (let round = 0; round < rounds; round++) {
    const again = createHmac('sha256', key).update('user/pass/code').digest('base64url')
    await verify(phc, again)
  }
  const used = process.cpuUsage(before)
  return (used.user + used.system) / 1000 / rounds
}

/** Commits per second of one update and two inserts on SQLite, each durable, `perCommit` of them sharing a commit. */
export function commitFloor(
  folder: string,
  rounds: number,
  perCommit: number,
): { perSecond: number; processor: number } {
  const database = new Sqlite(join(folder, `floor-${randomUUID()}.sqlite`))
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = full')
  database.exec('create table pass (id text primary key, used_at integer)')
  database.exec('create table session (id text primary key, user_id text, data text)')
  database.exec('create table record (id text primary key, at integer, data text)')
  const passes = Array.from({ length: rounds }, () => randomUUID())
  const insert = database.prepare('insert into pass values (?, null)')
  database.transaction(() => {
    for (const id of passes) insert.run(id)
  })()
  const spend = database.prepare('update pass set used_at = ? where id = ? and used_at is null')
  const open = database.prepare('insert into session values (?, ?, ?)')
  const record = database.prepare('insert into record values (?, ?, ?)')
  const text = 'x'.repeat(600)
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
  return { perSecond: rounds / seconds, processor: (used.user + used.system) / 1000 / rounds }
}
