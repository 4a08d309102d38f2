import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { openTestDatabase } from '../../tests/kit/database.ts'
import type { Condition } from '../base/odata/condition.ts'
import { pageOf } from '../base/odata/evaluate.ts'
import { type ListQuery, parseListQuery } from '../base/odata/query.ts'
import type { Position, ResourceShape } from '../base/odata/shape.ts'
import { comparisonKey } from '../base/text.ts'
import { instant, toIso } from '../base/time.ts'
import { selectPage } from './odata.ts'
import { behindPrefix } from './odata-condition.ts'
import type { Database } from './open.ts'

const shape: ResourceShape = {
  name: 'groups',
  properties: {
    id: { kind: 'guid', column: 'id', filter: 'equality', sort: true },
    displayName: { kind: 'string', column: 'display_name_key', fold: true, filter: 'text', sort: true },
    description: { kind: 'string', column: 'description', nullable: true, filter: 'text', sort: true },
    isAssignableToRole: { kind: 'boolean', column: 'is_assignable_to_role', filter: 'equality' },
    createdDateTime: { kind: 'dateTime', column: 'created_at', filter: 'range', sort: true },
    deletedDateTime: { kind: 'dateTime', column: 'deleted_at', nullable: true, filter: 'range', sort: true },
  },
  order: { property: 'displayName', descending: false },
  pageSize: { standard: 100, greatest: 999 },
}

const names = ['Ada', 'ada', 'ÅSA', 'Straße', 'STRASSE', "O'Neil", 'a%b_c', '\u{1F511} keys', '\uFB01sh', 'b', '', 'ab']
const texts = [...names, null, 'abc', '\uE000', '\u{10FFFF}', 'a\u{10FFFF}b']
const moments = [0, 1_000, 1_767_225_600_000, null, 4_000_000_000_000]

const groups = Array.from({ length: 40 }, (_, index) => ({
  id: `00000000-0000-4000-8000-0000000000${(index * 3).toString(16).padStart(2, '0')}`,
  display_name: names[index % names.length] ?? '',
  description: texts[(index * 7) % texts.length] ?? null,
  is_assignable_to_role: index % 3 === 0 ? 1 : 0,
  created_at: moments[(index * 2) % 3] ?? 5,
  deleted_at: moments[index % moments.length] ?? null,
}))

const items = groups.map((group) => ({
  id: group.id,
  displayName: group.display_name,
  description: group.description,
  isAssignableToRole: group.is_assignable_to_role === 1,
  createdDateTime: toIso(instant(group.created_at)),
  deletedDateTime: group.deleted_at === null ? null : toIso(instant(group.deleted_at)),
}))

let database: Database

beforeAll(async () => {
  const opened = await openTestDatabase()
  database = opened.database
  await database.writer
    .insertInto('groups')
    .values(
      groups.map((group) => ({
        ...group,
        display_name_key: comparisonKey(group.display_name),
        mail_nickname: 'x',
      })),
    )
    .execute()
  return () => opened.close()
})

const fromDatabase = (query: ListQuery) => selectPage(database.reader.selectFrom('groups').selectAll(), query, shape)

const text = fc.oneof(fc.constantFrom(...names, 'a', 'AB', '\u{10FFFF}'), fc.string({ maxLength: 2 }))
const comparison = fc.constantFrom('eq', 'ne') as fc.Arbitrary<'eq' | 'ne'>
const range = fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le') as fc.Arbitrary<'eq' | 'gt'>

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      kind: fc.constant('compare' as const),
      property: fc.constantFrom('displayName', 'description'),
      operator: comparison,
      value: fc.oneof(text, fc.constant(null)),
    }),
    fc.record({
      kind: fc.constant('compare' as const),
      property: fc.constantFrom('createdDateTime', 'deletedDateTime'),
      operator: range,
      value: fc.constantFrom(0, 1_000, 1_767_225_600_000),
    }),
    fc.record({
      kind: fc.constant('compare' as const),
      property: fc.constant('isAssignableToRole'),
      operator: comparison,
      value: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('text' as const),
      property: fc.constantFrom('displayName', 'description'),
      test: fc.constantFrom('startswith', 'endswith', 'contains'),
      value: text,
    }),
    fc.record({
      kind: fc.constant('in' as const),
      property: fc.constantFrom('displayName', 'description'),
      values: fc.array(fc.oneof(text, fc.constant(null)), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), operand: tie('condition') }),
    fc.record({
      kind: fc.constantFrom('both' as const, 'either' as const),
      left: tie('condition'),
      right: tie('condition'),
    }),
  ),
}))

const order = fc.record({
  property: fc.constantFrom('id', 'displayName', 'description', 'createdDateTime', 'deletedDateTime'),
  descending: fc.boolean(),
})

test('the database answers every filter, order and page as the rule in memory does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.option(condition, { nil: undefined }),
      order,
      fc.integer({ min: 1, max: 15 }),
      async (asked, by, top) => {
        let after: Position | undefined
        do {
          const query: ListQuery = { top, condition: asked, order: by, after, count: true, select: undefined }
          const page = await fromDatabase(query)
          const expected = pageOf(items, query, shape)
          expect(page.items.map(({ id }) => id)).toEqual(expected.items.map(({ id }) => id))
          expect(page.next).toEqual(expected.next)
          expect(page.count).toBe(expected.count)
          after = page.next
        } while (after)
      },
    ),
    { numRuns: 150 },
  )
})

test('a filter as it is written finds its rows', async () => {
  const query = parseListQuery(
    new Map([['$filter', "startswith(displayName,'ad') and isAssignableToRole eq true"]]),
    shape,
  )
  const page = await fromDatabase(query)
  expect(page.items.length).toBeGreaterThan(0)
  expect(new Set(page.items.map((row) => row.display_name.toLowerCase()))).toEqual(new Set(['ada']))
})

test.each([
  ['ab', 'ac'],
  ['a\u{10FFFF}', 'b'],
  ['\uD7FF', '\uE000'],
  ['\u{10FFFF}', undefined],
  ['', undefined],
])('the first text behind all that begin with %j is %j', (prefix, end) => {
  expect(behindPrefix(prefix)).toBe(end)
})
