import { expect, test } from 'vitest'
import { parseCondition } from './condition.ts'
import type { ResourceShape } from './shape.ts'

const shape: ResourceShape = {
  name: 'users',
  properties: {
    id: { kind: 'guid', filter: 'equality' },
    displayName: { kind: 'string', filter: 'text' },
    mail: { kind: 'string', filter: 'prefix' },
    accountEnabled: { kind: 'boolean', filter: 'equality' },
    createdDateTime: { kind: 'dateTime', filter: 'range' },
    size: { kind: 'integer', filter: 'range' },
    jobTitle: { kind: 'string' },
  },
  order: { property: 'displayName', descending: false },
  pageSize: { standard: 100, greatest: 999 },
}

test('a property is found whatever its letter case and answers under its own name', () => {
  expect(parseCondition("DISPLAYNAME eq 'x'", shape)).toEqual({
    kind: 'compare',
    property: 'displayName',
    operator: 'eq',
    value: 'x',
  })
})

test('a value before its property turns the comparison round', () => {
  expect(parseCondition('2030-01-01T00:00:00Z le createdDateTime', shape)).toEqual({
    kind: 'compare',
    property: 'createdDateTime',
    operator: 'ge',
    value: Date.UTC(2030, 0, 1),
  })
})

test('an id is compared in lower case, quoted or not', () => {
  const value = '6f1967b7-15e8-4935-ac26-d50770ed07a7'
  for (const written of [value.toUpperCase(), `'${value.toUpperCase()}'`]) {
    expect(parseCondition(`id eq ${written}`, shape)).toMatchObject({ value })
  }
})

test('a flag may stand alone', () => {
  expect(parseCondition('not accountEnabled', shape)).toMatchObject({
    kind: 'not',
    operand: { property: 'accountEnabled', value: true },
  })
})

test.each([
  ["nickname eq 'x'", /'nickname' is not a property of users/],
  ["constructor eq 'x'", /'constructor' is not a property/],
  ["jobTitle eq 'x'", /'jobTitle' cannot be filtered/],
  ["displayName gt 'x'", /cannot be filtered with gt, only with eq, ne, in, startswith/],
  ["endswith(mail,'x')", /'mail' cannot be filtered with endswith/],
  ['displayName eq 5', /'displayName' is compared with a text in single quotes/],
  ["accountEnabled eq 'true'", /'accountEnabled' is compared with true or false/],
  ['size eq 1.5', /'size' is compared with a whole number/],
  ['size lt 99999999999', /'size' is compared with a whole number/],
  ['createdDateTime gt 2030-02-31T00:00:00Z', /'createdDateTime' is compared with a date and time/],
  ['createdDateTime gt null', /null is compared with eq or ne only/],
  ['displayName eq mail', /'displayName' is compared with a text/],
  ["'x' eq 'x'", /names a property/],
  ["'x'", /a value alone is no condition/],
  ["tolower(displayName) eq 'x'", /names a property/],
  ["substringof('x',displayName)", /function 'substringof' is not supported/],
  ['startswith(displayName)', /takes a property and a text/],
  ["startswith(displayName,'a','b')", /takes a property and a text/],
])('refuses %s', (text, message) => {
  expect(() => parseCondition(text, shape)).toThrow(message)
})
