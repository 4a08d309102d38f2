import { expect, test } from 'vitest'
import { Refusal } from '../refusal.ts'
import type { Expression } from './expression.ts'
import { parseFilter } from './filter.ts'
import { printFilter } from './print.ts'

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
  ['-0.5', { kind: 'number', value: -0.5 }],
  ["microsoft.graph.userType'Guest'", { kind: 'enum', type: 'microsoft.graph.userType', value: 'Guest' }],
  ['microsoft.graph.group/displayName', { kind: 'path', path: 'microsoft.graph.group/displayName' }],
  ['tags/any()', { kind: 'lambda', quantifier: 'any', path: 'tags' }],
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
  ["not a in ('x')", "not a in ('x')"],
  ["a eq'x'", "a eq 'x'"],
  ["tags/ANY( t:t eq 'x' or t  eq 'y' )", "tags/any(t:t eq 'x' or t eq 'y')"],
  [
    "identities/any(i:i/issuer eq 'x' and i/issuerAssignedId eq 'y')",
    "identities/any(i:i/issuer eq 'x' and i/issuerAssignedId eq 'y')",
  ],
  ["a/all(x:x/b/any(y:y has 'r, w'))", "a/all(x:x/b/any(y:y has 'r, w'))"],
])('reads %s by the precedence of OData', (text, printed) => {
  expect(printFilter(parseFilter(text))).toBe(printed)
})

test.each([
  ['nesting', `${'('.repeat(40)}a eq 1${')'.repeat(40)}`, /at most 32 levels/],
  ['nesting of not', `${'not '.repeat(40)}a`, /at most 32 levels/],
  ['nesting of any', `${'x/any(x:'.repeat(40)}x${')'.repeat(40)}`, /at most 32 levels/],
  ['comparisons', Array.from({ length: 101 }, () => 'a eq 1').join(' or '), /at most 100 comparisons/],
  ['functions', Array.from({ length: 101 }, () => "startswith(a,'b')").join(' or '), /at most 100 comparisons/],
  ['listed values', `a in (${Array.from({ length: 101 }, () => '1').join(',')})`, /at most 100 values/],
  ['words', '('.repeat(1001), /at most 1000 words/],
  ['characters', `a eq '${'x'.repeat(9000)}'`, /at most 8192 characters/],
])('refuses too much %s', (_, text, message) => {
  expect(refusalOf(text).message).toMatch(message)
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
  ['a in (1', /'\)' is/],
  ['x/any(', /any begins with a name/],
  ['x/any(1)', /x\/any\(x:…\)/],
  ['x/any(a/b:a eq 1)', /begins with a name for one item and a colon/],
  ['x/any(a eq 1)', /':' is/],
  ['x/all()', /all begins with a name/],
  ["has 'x'", /'has' needs something before it/],
  ["x/any(p:p eq 'y'", /'\)' is/],
  ['a eq 2030-99', /is not expected/],
  ['a eq \u0000', /is not expected/],
])('refuses %j and says where', (text, message) => {
  const refusal = refusalOf(text)
  expect(refusal.code).toBe('unsupportedQuery')
  expect(refusal.field).toBe('$filter')
  expect(refusal.message).toMatch(message)
})
