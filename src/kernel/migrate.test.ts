import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../../tests/kit/database.ts'
import { migrateToLatest, pendingMigrations, type SchemaStep } from './migrate.ts'

const step = (name: string, ...statements: readonly string[]): SchemaStep => ({
  name,
  up: async (db) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
})

const first = step('0001-first', 'create table first (id text)')

test('steps are taken in order, once', async () => {
  await using test = await openTestDatabase({ schema: 'empty' })
  const second = step('0002-second', 'alter table first add column name text')
  expect(await migrateToLatest(test.database, [first])).toEqual(['0001-first'])
  expect(await migrateToLatest(test.database, [first, second])).toEqual(['0002-second'])
  expect(await migrateToLatest(test.database, [first, second])).toEqual([])
})

test('a step that fails half way leaves nothing, and can be taken again', async () => {
  await using test = await openTestDatabase({ schema: 'empty' })
  const broken = step('0002-second', 'create table second (id text)', 'create nonsense')
  await expect(migrateToLatest(test.database, [first, broken])).rejects.toThrow('nonsense')
  const mended = step('0002-second', 'create table second (id text)')
  expect(await migrateToLatest(test.database, [first, mended])).toContain('0002-second')
})

test('a database of a newer version is refused and left alone', async () => {
  await using test = await openTestDatabase({ schema: 'empty' })
  const newer = step('0002-newer', 'create table newer (id text)')
  await migrateToLatest(test.database, [first, newer])
  await expect(migrateToLatest(test.database, [first])).rejects.toThrow('newer or different version of Latchkey')
  expect(await migrateToLatest(test.database, [first, newer])).toEqual([])
})

test('says which steps a database lacks', async () => {
  await using test = await openTestDatabase({ schema: 'empty' })
  const pending = await pendingMigrations(test.database)
  expect(pending).toContain('0001-pass-end-to-end')
  await migrateToLatest(test.database)
  expect(await pendingMigrations(test.database)).toEqual([])
})
