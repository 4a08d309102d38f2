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
    weight: { kind: 'number', filter: 'range' },
    state: { kind: 'enum', filter: 'equality', members: ['enabled', 'disabled'] },
    modes: { kind: 'flags', filter: 'equality', members: ['sms', 'password'] },
    userType: { kind: 'string', filter: 'equality', members: ['Member', 'Guest'] },
    phones: { kind: 'collection', items: { kind: 'string', filter: 'prefix' } },
    links: {
      kind: 'collection',
      items: {
        properties: {
          to: { kind: 'string', filter: 'equality' },
          'by/id': { kind: 'guid', filter: 'equality' },
          tags: { kind: 'collection', items: { kind: 'string', filter: 'equality' } },
        },
      },
    },
    closed: { kind: 'collection' },
    '@odata.type': { kind: 'string' },
  },
  types: ['microsoft.graph.user', 'microsoft.graph.guest'],
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

test.each<[string, object]>([
  ["userType eq 'GUEST'", { value: 'Guest' }],
  ["userType eq 'other'", { value: 'other' }],
  ["state eq 'ENABLED'", { value: 'enabled' }],
  ["state ne microsoft.graph.state'disabled'", { operator: 'ne', value: 'disabled' }],
  ['weight gt -1.5', { operator: 'gt', value: -1.5 }],
  ["modes has 'password, SMS'", { kind: 'has', members: ['password', 'sms'] }],
  ["modes eq 'sms'", { kind: 'compare', value: 'sms' }],
  ["microsoft.graph.user/displayName eq 'x'", { property: 'displayName' }],
  ["isof('microsoft.graph.Guest')", { property: '@odata.type', value: '#microsoft.graph.guest' }],
  ['phones/any()', { kind: 'any', property: 'phones', of: undefined }],
  ["phones/all(p:p eq 'x')", { kind: 'all', of: { kind: 'compare', property: '', value: 'x' } }],
  ["links/any(l:l/BY/id eq 'X' and l/to eq 'y')", { of: { left: { property: 'by/id' }, right: { property: 'to' } } }],
  ["links/any(l:l/tags/any(t:t eq 'x'))", { of: { kind: 'any', property: 'tags', of: { property: '' } } }],
])('reads %s', (text, condition) => {
  expect(parseCondition(text, shape)).toMatchObject(condition)
})

test.each([
  ["state eq 'paused'", /'state' is compared with one of its members in single quotes: enabled, disabled/],
  ["state has 'paused'", /'state' has one or more of these in single quotes: enabled, disabled/],
  ["modes eq 'sms,voice'", /'modes' is compared with its members/],
  ["modes has ''", /'modes' has one or more of these/],
  ["displayName has 'x'", /cannot be filtered with has, only with eq/],
  ["phones eq 'x'", /'phones' is a collection; look into it with any or all/],
  ["displayName/any(x:x eq 'y')", /'displayName' is no collection/],
  ["closed/any(x:x eq 'y')", /'closed' cannot be filtered/],
  ["closed eq 'y'", /'closed' cannot be filtered/],
  ["phones/any(p:q eq 'x')", /'q' does not belong to an item; behind p: a path begins with p/],
  ["phones/any(p:displayName eq 'x')", /'displayName' does not belong to an item/],
  ["phones/any(p:p/number eq 'x')", /'p\/number' is not one of the items of 'phones', which are p/],
  ["links/any(l:l/from eq 'x')", /is not one of the items of 'links', which are l\/to, l\/by\/id, l\/tags/],
  ["phones/any(p:endswith(p,'x'))", /the property 'p' cannot be filtered with endswith/],
  ["isof('microsoft.graph.device')", /isof takes one of the types of users: isof\('microsoft.graph.user'\)/],
  ['isof()', /is not expected/],
  ["not displayName eq 'x'", /put what not is about in parentheses/],
  ['phones/$count eq 0', /'phones\/\$count' is not a property/],
  ["microsoft.graph.device/displayName eq 'x'", /is not a property of users/],
])('refuses to look for %s', (text, message) => {
  expect(() => parseCondition(text, shape)).toThrow(message)
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
