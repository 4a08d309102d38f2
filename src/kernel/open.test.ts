import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { databaseKind, openTestDatabase } from '../../tests/kit/database.ts'
import { isUniqueViolation } from './database-errors.ts'
import { openDatabase } from './open.ts'

test('an instant comes back as the number that went in', async () => {
  await using test = await openTestDatabase()
  const { writer, reader } = test.database
  const instant = 8_640_000_000_000_000
  await writer.insertInto('job_leases').values({ name: 'a', holder: 'h', expires_at: instant }).execute()
  const row = await reader.selectFrom('job_leases').select('expires_at').executeTakeFirstOrThrow()
  expect(row.expires_at).toBe(instant)
})

test('bytes come back as the bytes that went in', async () => {
  await using test = await openTestDatabase()
  const wrapped = Uint8Array.from({ length: 256 }, (_, index) => index)
  await test.database.writer
    .insertInto('vault_keys')
    .values({ id: 'a', purpose: 'p', wrapped, created_at: 0, retired_at: null })
    .execute()
  const row = await test.database.reader.selectFrom('vault_keys').select('wrapped').executeTakeFirstOrThrow()
  expect(Uint8Array.from(row.wrapped)).toEqual(wrapped)
})

test('texts are ordered by code point, whatever the language', async () => {
  await using test = await openTestDatabase()
  const names = ['Z', 'a', 'É', 'ß', '🔑', '｡']
  for (const name of names.toReversed()) {
    await test.database.writer.insertInto('job_leases').values({ name, holder: 'h', expires_at: 0 }).execute()
  }
  const rows = await test.database.reader.selectFrom('job_leases').select('name').orderBy('name').execute()
  expect(rows.map((row) => row.name)).toEqual(['Z', 'a', 'É', 'ß', '｡', '🔑'].toSorted(byCodePoint))
})

const byCodePoint = (one: string, other: string) => (one.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0)

test('a second row of the same key is known as such', async () => {
  await using test = await openTestDatabase()
  const insert = () =>
    test.database.writer.insertInto('job_leases').values({ name: 'a', holder: 'h', expires_at: 0 }).execute()
  await insert()
  const error = await insert().catch((caught: unknown) => caught)
  expect(isUniqueViolation(error)).toBe(true)
  const other = await sql`select nonsense`.execute(test.database.reader).catch((caught: unknown) => caught)
  expect(isUniqueViolation(other)).toBe(false)
})

test('a row that refers to nothing is refused', async () => {
  await using test = await openTestDatabase()
  const orphan = test.database.writer
    .insertInto('passwords')
    .values({ user_id: 'nobody', hash: '', must_change: 0, changed_at: 0, last_used_at: null })
    .execute()
  await expect(orphan).rejects.toThrow(/foreign key/i)
})

test('what only one of the two databases would take is refused by it, so that tests see it', async () => {
  await using test = await openTestDatabase()
  const values = { name: 'a', holder: 'h', expires_at: 0 }
  const wrong = [true, new Date(0), undefined].map((value) => ({ ...values, expires_at: value as unknown as number }))
  const [flag, date] = await Promise.allSettled(
    wrong.map((row) => test.database.writer.insertInto('job_leases').values(row).execute()),
  )
  expect([flag?.status, date?.status]).toEqual(['rejected', 'rejected'])
})

if (databaseKind() === 'sqlite') {
  test('a SQLite file is new for its owner alone, durable, and read by a handle that cannot write', async () => {
    const address = join(inject('scratchFolder'), `opened-${process.pid}`, 'deep', 'latchkey.sqlite')
    const database = await openDatabase({ address })
    const pragma = async (name: 'journal_mode' | 'synchronous' | 'foreign_keys') =>
      Object.values(
        (await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(database.writer)).rows[0] ?? {},
      )[0]
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(1)
    expect(await pragma('foreign_keys')).toBe(1)
    await sql`create table t (x integer)`.execute(database.writer)
    await expect(sql`insert into t values (1)`.execute(database.reader)).rejects.toThrow(/readonly/)
    expect((await stat(address)).mode & 0o077).toBe(0)
    expect((await stat(`${address}-wal`)).mode & 0o077).toBe(0)
    await database.close()
  })
} else {
  test('a PostgreSQL that is not there is told at once', async () => {
    await expect(openDatabase({ address: 'postgres://latchkey@127.0.0.1:1/none' })).rejects.toThrow(/ECONNREFUSED/)
  })
}
