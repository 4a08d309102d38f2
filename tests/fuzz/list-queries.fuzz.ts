import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { parseCondition } from '../../src/base/odata/condition.ts'
import { pageOf } from '../../src/base/odata/evaluate.ts'
import { parseListQuery } from '../../src/base/odata/query.ts'
import type { Position } from '../../src/base/odata/shape.ts'
import { Refusal } from '../../src/base/refusal.ts'
import { userShape } from '../../src/directory/rules.ts'
import { selectPage } from '../../src/kernel/odata.ts'
import { openTestDatabase, type TestDatabase } from '../kit/database.ts'
import { editedText, edits, fuzz } from '../kit/fuzz.ts'
import { type Asked, byName, filters, type Sorting, searches, sortings } from '../kit/list-oracle.ts'
import { type Person, people, peopleShape, storePeople } from '../kit/list-people.ts'

let opened: TestDatabase

beforeAll(async () => {
  opened = await openTestDatabase()
  return () => opened.close()
})

interface Question {
  readonly filter: Asked<Person> | undefined
  readonly search: Asked<Person> | undefined
  readonly sorting: Sorting | undefined
  readonly top: number
}

const question: fc.Arbitrary<Question> = fc.record({
  filter: fc.option(filters, { nil: undefined, freq: 5 }),
  search: fc.option(searches, { nil: undefined, freq: 2 }),
  sorting: fc.option(sortings, { nil: undefined, freq: 3 }),
  top: fc.integer({ min: 1, max: 12 }),
})

const optionsOf = ({ filter, search, sorting, top }: Question) =>
  new Map([
    ['$top', String(top)],
    ['$count', 'true'],
    ...(filter ? [['$filter', filter.text] as const] : []),
    ...(search ? [['$search', search.text] as const] : []),
    ...(sorting ? [['$orderby', sorting.text] as const] : []),
  ])

const expected = (all: readonly Person[], { filter, search, sorting }: Question): readonly string[] =>
  all
    .filter((person) => (filter?.holds(person) ?? true) && (search?.holds(person) ?? true))
    .toSorted(sorting?.compare ?? byName)
    .map(({ id }) => id)

/** Follows a list to its end; a page that is not full is the last one. */
async function walk(
  asked: Question,
  source: 'database' | 'memory',
  all: readonly Person[],
): Promise<readonly string[]> {
  const found: string[] = []
  let after: Position | undefined
  do {
    const query = parseListQuery(optionsOf(asked), peopleShape, after)
    const rows = opened.database.reader.selectFrom('users').selectAll()
    const page = source === 'database' ? await selectPage(rows, query, peopleShape) : pageOf(all, query, peopleShape)
    found.push(...page.items.map(({ id }) => id))
    expect(page.items.length, 'a page that is not full has no next').toBe(page.next ? asked.top : page.items.length)
    expect(page.count).toBe(expected(all, asked).length)
    after = page.next
  } while (after && found.length <= all.length)
  return found
}

const answered = { some: 0, none: 0 }

fuzz(
  'every filter, search, order and page is what a plain reading of it says, in the database and in memory',
  [people, fc.array(question, { minLength: 1, maxLength: 12 })],
  async (all, questions) => {
    await storePeople(opened.database, all)
    for (const asked of questions) {
      const ids = expected(all, asked)
      answered[ids.length > 0 ? 'some' : 'none']++
      const told = [...optionsOf(asked)].map((pair) => pair.join('=')).join('&')
      expect(await walk(asked, 'database', all), `database: ${told}`).toEqual(ids)
      expect(await walk(asked, 'memory', all), `memory: ${told}`).toEqual(ids)
    }
  },
)

test('some of those questions found somebody, and some nobody', () => {
  expect(answered.some).toBeGreaterThan(0)
  expect(answered.none).toBeGreaterThan(0)
})

/** Runs what may refuse; anything else that it throws is a fault. */
function refusesOrReads(read: () => unknown): void {
  const began = performance.now()
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal)
  }
  expect(performance.now() - began, 'milliseconds').toBeLessThan(1000)
}

const rawText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom(...`()',:"/\\ $=.;x1-`), maxLength: 3000 }),
  fc.tuple(filters, edits).map(([{ text }, changes]) => editedText(text, changes)),
  fc.tuple(searches, edits).map(([{ text }, changes]) => editedText(text, changes)),
  fc
    .tuple(
      fc.constantFrom('(', 'not ', 'things/any(x:', 'a eq ', "'", '"', 'name eq 1 or ', ' ', '1', '-', ','),
      fc.integer({ min: 1, max: 5000 }),
    )
    .map(([piece, times]) => piece.repeat(times)),
)

fuzz('no text is a fault or takes long, as a filter', [rawText], (text) =>
  refusesOrReads(() => parseCondition(text, peopleShape)),
)

fuzz(
  'no text is a fault or takes long, as any query option',
  [
    fc.constantFrom('$search', '$orderby', '$select', '$expand', '$top', '$count', '$filter'),
    rawText,
    fc.constantFrom('', 'manager(', 'manager($select='),
  ],
  (option, text, before) =>
    refusesOrReads(() => parseListQuery(new Map([[option, option === '$expand' ? before + text : text]]), userShape)),
)
