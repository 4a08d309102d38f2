import { expect, test } from 'vitest'
import { Refusal } from '../refusal.ts'
import { type Expression, parseFilter, printFilter } from './filter.ts'

const refusalOf = (text: string): Refusal => {
  try {
    parseFilter(text)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error(`'${text}' was read`)
}

test.each<[string, Expression]>([
  ["'O''Neil'", { kind: 'string', value: "O'Neil" }],
  ["''", { kind: 'string', value: '' }],
  ['-12.5e3', { kind: 'number', value: -12500 }],
  ['TRUE', { kind: 'boolean', value: true }],
  ['null', { kind: 'null' }],
  ['2030-01-31T08:00:00.123Z', { kind: 'dateTime', text: '2030-01-31T08:00:00.123Z' }],
  ['2030-01-31', { kind: 'dateTime', text: '2030-01-31' }],
  ['6F1967B7-15e8-4935-ac26-d50770ed07a7', { kind: 'guid', text: '6F1967B7-15e8-4935-ac26-d50770ed07a7' }],
  ['initiatedBy/user/id', { kind: 'path', path: 'initiatedBy/user/id' }],
])('reads %s as a value or a path', (text, expression) => {
  expect(parseFilter(text)).toEqual(expression)
})

test.each([
  ['a eq 1 or b eq 2 and c eq 3', 'a eq 1 or b eq 2 and c eq 3'],
  ['(a eq 1 or b eq 2) and c eq 3', '(a eq 1 or b eq 2) and c eq 3'],
  ['((a   eq 1))', 'a eq 1'],
  ['not (a eq 1)', 'not (a eq 1)'],
  ["not startswith(a,'x') AND b EQ true", "not startswith(a, 'x') and b eq true"],
  ["a in ('x','y') or a ne null", "a in ('x', 'y') or a ne null"],
  ['a eq 1 and (b eq 2 and c eq 3)', 'a eq 1 and (b eq 2 and c eq 3)'],
])('reads %s by the precedence of OData', (text, printed) => {
  expect(printFilter(parseFilter(text))).toBe(printed)
})

test.each([
  ['', /ends too early/],
  ["displayName eq 'x", /not closed \(at character 16\)/],
  ['displayName eq', /ends too early/],
  ['displayName displayName', /'displayName' is not expected here \(at character 13\)/],
  ['eq 1', /'eq' needs something before it/],
  ['(a eq 1', /'\)' is/],
  ["startswith(a,'x'", /'\)' is/],
  ['startswith()', /'\)' is not expected/],
  ['a eq 1;drop', /';' is not expected/],
  ['a eq 9e999', /too large/],
  [`${'('.repeat(40)}a eq 1${')'.repeat(40)}`, /at most 32 levels/],
  [`${'not '.repeat(40)}a`, /at most 32 levels/],
  [Array.from({ length: 200 }, () => 'a eq 1').join(' or '), /at most 400 words/],
  [`a eq '${'x'.repeat(5000)}'`, /at most 4096 characters/],
  ['a eq 2030-99', /is not expected/],
  ['a eq \u0000', /is not expected/],
])('refuses %j and says where', (text, message) => {
  const refusal = refusalOf(text)
  expect(refusal.code).toBe('unsupportedQuery')
  expect(refusal.field).toBe('$filter')
  expect(refusal.message).toMatch(message)
})
