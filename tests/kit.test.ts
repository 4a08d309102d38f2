import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { pendingMigrations } from '../src/kernel/migrate.ts'
import { databaseKind, openTestDatabase } from './kit/database.ts'

test('a test database is of the kind its project stands for and has every table', async () => {
  await using opened = await openTestDatabase()
  expect(opened.database.kind).toBe(databaseKind())
  expect(await pendingMigrations(opened.database)).toEqual([])
})

test('two test databases do not see each other', async () => {
  await using first = await openTestDatabase()
  await using second = await openTestDatabase()
  await sql`create table only_in_first (x integer)`.execute(first.database.writer)
  await expect(sql`select x from only_in_first`.execute(second.database.reader)).rejects.toThrow(/only_in_first/)
})

test('an empty test database has no table', async () => {
  await using opened = await openTestDatabase({ schema: 'empty' })
  expect(await pendingMigrations(opened.database)).not.toEqual([])
})
