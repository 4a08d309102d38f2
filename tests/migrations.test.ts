import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrateToLatest } from '../src/kernel/migrate.ts'
import { migrations } from '../src/migrations/index.ts'
import { databaseKind, openTestDatabase } from './kit/database.ts'
import { describeSchema } from './kit/schema.ts'

test('both databases have one schema, and it is the one written down in schema.txt', async () => {
  await using fresh = await openTestDatabase()
  await expect(await describeSchema(fresh.database)).toMatchFileSnapshot('./schema.txt')
})

test('a database that was upgraded step by step is the same as a fresh one', async () => {
  await using fresh = await openTestDatabase()
  await using upgraded = await openTestDatabase({ schema: 'empty' })
  for (const [index] of migrations.entries()) await migrateToLatest(upgraded.database, migrations.slice(0, index + 1))
  expect(await describeSchema(upgraded.database)).toBe(await describeSchema(fresh.database))
})

test('steps are numbered without gaps, so that their order by name is their order in the list', () => {
  const numbers = migrations.map(({ name }) => name.slice(0, 4))
  expect(numbers).toEqual(migrations.map((_, index) => String(index + 1).padStart(4, '0')))
})

if (databaseKind() === 'postgres') {
  test('every text is ordered by code point, as on SQLite', async () => {
    await using fresh = await openTestDatabase()
    const { rows } = await sql`
      select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
        join pg_collation k on k.oid = a.attcollation
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%'
        and k.collname <> 'C'`.execute(fresh.database.reader)
    expect(rows).toEqual([])
  })
}
