import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../tests/kit/temporary-folder.ts'
import type { Schema } from './tables.ts'
import { WriteLane } from './write-lane.ts'

async function laneWith(flush: () => Promise<void>) {
  const folder = await temporaryFolder('write-lane')
  const connection = new Sqlite(join(folder.path, 'lane.sqlite'))
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: connection }) })
  connection.exec('create table done (name text)')
  const lane = new WriteLane({ run: (sql) => void connection.exec(sql), flush, turn: (work) => work(db) })
  return {
    note: (name: string) => lane.run(() => sql`insert into done values (${name})`.execute(db)),
    noted: async () => (await sql<{ name: string }>`select name from done`.execute(db)).rows.map((row) => row.name),
    [Symbol.asyncDispose]: async () => {
      await db.destroy()
      await folder.remove()
    },
  }
}

test('nobody is answered before the disk has what was committed, and whoever comes meanwhile shares the next commit', async () => {
  const flushes: (() => void)[] = []
  await using lane = await laneWith(() => new Promise((resolve) => flushes.push(resolve)))
  const answered: string[] = []
  const first = lane.note('first').then(() => answered.push('first'))
  await expect.poll(() => flushes.length).toBe(1)
  const others = ['second', 'third'].map((name) => lane.note(name).then(() => answered.push(name)))
  await new Promise((resolve) => setImmediate(resolve))
  expect(answered).toEqual([])
  expect(await lane.noted()).toEqual(['first'])

  flushes[0]?.()
  await first
  await expect.poll(() => flushes.length).toBe(2)
  expect(answered).toEqual(['first'])
  flushes[1]?.()
  await Promise.all(others)
  expect(flushes).toHaveLength(2)
})

test('where the disk fails, everybody who shared the commit is told so', async () => {
  await using lane = await laneWith(async () => {
    throw new Error('the disk is gone')
  })
  const outcomes = await Promise.allSettled([lane.note('a'), lane.note('b')])
  expect(outcomes.map((outcome) => outcome.status === 'rejected' && String(outcome.reason))).toEqual([
    'Error: the disk is gone',
    'Error: the disk is gone',
  ])
})
