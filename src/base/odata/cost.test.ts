import { expect, test } from 'vitest'
import { parseCondition } from './condition.ts'
import { parseSearch } from './search.ts'
import type { ResourceShape } from './shape.ts'

const shape: ResourceShape = {
  name: 'users',
  properties: {
    id: { kind: 'guid', filter: 'equality' },
    mail: { kind: 'string', filter: 'text' },
    phones: { kind: 'collection', items: { kind: 'string', filter: 'text' } },
  },
  order: { property: 'id', descending: false },
  pageSize: { standard: 10, greatest: 100 },
  search: { mail: 'words' },
}

const many = (what: string, times: number): string => Array.from({ length: times }, () => what).join(' or ')

test.each([
  ["mail eq 'a'", 100],
  ["startswith(mail,'a')", 100],
  ["contains(mail,'a')", 25],
  ["not endswith(mail,'a')", 25],
  ["phones/any(p:p eq 'a')", 12],
  ["phones/all(p:contains(p,'a'))", 12],
  ['phones/any()', 12],
])('a filter may ask %s %d times and no more', (what, times) => {
  expect(parseCondition(many(what, times), shape)).toMatchObject({ kind: 'either' })
  expect(() => parseCondition(many(what, times + 1), shape)).toThrow(/no index serves|at most 100 comparisons/)
})

test('what is inside of one collection is counted too', () => {
  const inside = Array.from({ length: 5 }, () => "contains(p,'a')").join(' or ')
  expect(parseCondition(many(`phones/any(p:${inside})`, 5), shape)).toBeDefined()
  expect(() => parseCondition(many(`phones/any(p:${inside})`, 6), shape)).toThrow(/no index serves/)
})

test('a search has twenty words, in one clause or in many', () => {
  const clause = (words: number) => `"mail:${Array.from({ length: words }, () => 'a').join(' ')}"`
  expect(parseSearch(`${clause(15)} AND ${clause(5)}`, shape)).toBeDefined()
  expect(() => parseSearch(`${clause(15)} AND ${clause(6)}`, shape)).toThrow(/at most 20 words/)
  expect(() => parseSearch(clause(21), shape)).toThrow(/at most 20 words/)
})
