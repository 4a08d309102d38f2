import { type CompiledQuery, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { databaseKind, openTestDatabase } from '../../tests/kit/database.ts'
import { parseListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { userShape } from '../directory/rules.ts'
import { selectPage } from './odata.ts'
import type { Database } from './open.ts'
import { Turn } from './turn.ts'

let database: Database

const userCount = 4000

const rows = Array.from({ length: userCount }, (_, index) => {
  const name = `user ${(index * 7919) % userCount}`
  const mail = index % 3 === 0 ? null : `${name.replace(' ', '')}@example.com`
  return {
    id: `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
    user_principal_name: `u${index}@example.com`,
    user_principal_name_key: `u${index}@example.com`,
    display_name: name,
    display_name_key: name,
    mail,
    mail_key: mail,
    mail_nickname: 'x',
    business_phones: '[]',
    user_type: 'Member',
    account_enabled: 1,
    created_at: index,
    sessions_valid_from: 0,
  } as const
})

beforeAll(async () => {
  const opened = await openTestDatabase()
  database = opened.database
  for (let at = 0; at < userCount; at += 500) {
    await database.writer
      .insertInto('users')
      .values(rows.slice(at, at + 500))
      .execute()
  }
  await sql`analyze`.execute(database.writer)
  return () => opened.close()
})

/** Reads a page, and says with which statements. */
async function reading(query: string, after?: Page<unknown>['next']) {
  const statements: CompiledQuery[] = []
  const turn = new Turn(databaseKind(), (statement) => {
    statements.push(statement)
    return database.reader.executeQuery(statement)
  })
  const options = new Map(query.split('&').map((pair) => pair.split('=', 2) as [string, string]))
  const standing = turn.db.selectFrom('users').selectAll().where('deleted_at', 'is', null)
  const page = await selectPage(standing, parseListQuery(options, userShape, after), userShape)
  return { page, plans: await Promise.all(statements.map(planOf)) }
}

/** How the database goes about a statement, in its own words. */
async function planOf(statement: CompiledQuery): Promise<string> {
  const explain = databaseKind() === 'sqlite' ? 'explain query plan' : 'explain'
  const { rows: lines } = await database.reader.executeQuery<Record<string, unknown>>({
    ...statement,
    sql: `${explain} ${statement.sql}`,
  })
  return lines.map((line) => String(line['detail'] ?? line['QUERY PLAN'])).join('\n')
}

/** SQLite says SCAN and PostgreSQL Seq Scan where every row is read; a sort of all of them is a Sort or a TEMP B-TREE. */
const everyRow = /SCAN users(?! USING (?:COVERING )?INDEX)|Seq Scan/
const everySort = /USE TEMP B-TREE FOR ORDER BY|(?:^|->\s+)Sort\s+\(/m

test.each([
  ['displayName', "$top=10&$filter=displayName eq 'user 77'"],
  ['displayName', "$top=10&$filter=startswith(displayName,'user 77')"],
  ['displayName', '$top=10'],
  ['displayName', '$top=10&$orderby=displayName desc'],
  ['displayName', "$top=10&$filter=startswith(displayName,'user 1')&$orderby=displayName"],
  ['userPrincipalName', "$top=10&$filter=userPrincipalName eq 'u77@example.com'"],
  ['userPrincipalName', "$top=10&$filter=startswith(userPrincipalName,'u77')"],
  ['userPrincipalName', '$top=10&$orderby=userPrincipalName'],
  ['userPrincipalName', '$top=10&$orderby=userPrincipalName desc'],
  ['mail', "$top=10&$filter=mail eq 'user77@example.com'"],
  ['mail', "$top=10&$filter=startswith(mail,'user77')"],
  ['mail', '$top=10&$orderby=mail'],
  ['mail', '$top=10&$orderby=mail desc'],
  ['mail', '$top=10&$search="mail:user77"'],
  ['id', '$top=10&$orderby=id'],
])('an index on %s serves %s, also in the middle of the list', async (_, query) => {
  const first = await reading(query)
  expect(first.page.items.length).toBeGreaterThan(0)
  const middle = first.page.next && (await reading(query, first.page.next))
  for (const plan of [...first.plans, ...(middle?.plans ?? [])]) {
    expect(plan).not.toMatch(everyRow)
    if (!/filter|search/.test(query)) expect(plan).not.toMatch(everySort)
  }
})

test('a page far down the list is read from where it begins', async () => {
  for (const [query, after] of [
    ['$top=10', { value: 'user 3', id: rows[5]?.id ?? '' }],
    ['$top=10&$orderby=mail', { value: null, id: rows[3000]?.id ?? '' }],
    ['$top=10&$orderby=mail', { value: 'user3000@example.com', id: rows[5]?.id ?? '' }],
    ['$top=10&$orderby=mail desc', { value: 'user3000@example.com', id: rows[5]?.id ?? '' }],
    ['$top=10&$orderby=displayName desc,id', { value: 'user 3', others: [rows[5]?.id ?? ''], id: rows[5]?.id ?? '' }],
  ] as const) {
    const { plans } = await reading(query, after)
    for (const plan of plans) expect(plan, query).toMatch(/SEARCH users|Index Cond|Recheck Cond/)
  }
})
