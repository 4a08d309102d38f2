import { expect, test } from 'vitest'
import { Refusal } from '../refusal.ts'
import { parseListQuery, parseSelect, project } from './query.ts'
import type { ResourceShape } from './shape.ts'

const shape: ResourceShape = {
  name: 'users',
  properties: {
    id: { kind: 'guid', filter: 'equality' },
    displayName: { kind: 'string', filter: 'prefix', sort: true },
    mail: { kind: 'string' },
    'manager/id': { kind: 'guid', filter: 'equality' },
  },
  defaults: ['id', 'displayName'],
  order: { property: 'displayName', descending: false },
  pageSize: { standard: 100, greatest: 999 },
}

const read = (options: Record<string, string>) => parseListQuery(new Map(Object.entries(options)), shape)

test('a list without options is a page of the usual size in the usual order', () => {
  expect(read({})).toEqual({
    top: 100,
    condition: undefined,
    order: { property: 'displayName', descending: false },
    after: undefined,
    count: false,
    select: undefined,
  })
})

test('every option is read', () => {
  expect(
    read({ $top: '5', $filter: "id eq 'x'", $orderby: ' DisplayName DESC ', $count: 'True', $select: 'MAIL, id,mail' }),
  ).toMatchObject({
    top: 5,
    condition: { kind: 'compare', property: 'id' },
    order: { property: 'displayName', descending: true },
    count: true,
    select: ['mail', 'id'],
  })
})

test.each<[Record<string, string>, RegExp]>([
  [{ $top: '0' }, /'0' is not a page size; it is a whole number from 1 to 999/],
  [{ $top: '-1' }, /not a page size/],
  [{ $top: '1000' }, /not a page size/],
  [{ $top: '9'.repeat(400) }, /not a page size/],
  [{ $top: '1e2' }, /not a page size/],
  [{ $top: '' }, /not a page size/],
  [{ $count: 'yes' }, /\$count: it is true or false/],
  [{ $select: 'id,nickname' }, /'nickname' is not a property of users/],
  [{ $select: 'manager/id' }, /'manager\/id' is not a property/],
  [{ $select: '' }, /'' is not a property/],
  [{ $select: '__proto__' }, /'__proto__' is not a property/],
  [{ $orderby: 'mail' }, /'mail' cannot be sorted by/],
  [{ $orderby: 'nickname' }, /'nickname' is not a property/],
  [{ $orderby: 'displayName,id' }, /'id' cannot be sorted by/],
  [{ $orderby: 'displayName sideways' }, /properties with commas between/],
  [{ $orderby: 'displayName,' }, /properties with commas between/],
  [{ $orderby: 'displayName,displayName desc' }, /'displayName' is there twice/],
  [{ $orderby: Array.from({ length: 6 }, () => 'displayName').join(',') }, /at most 5/],
])('refuses %j and names what is wrong', (options, message) => {
  expect(() => read(options)).toThrow(Refusal)
  expect(() => read(options)).toThrow(message)
})

test('an answer keeps what was selected, or the default properties, and its annotations', () => {
  const body = { '@odata.type': '#x', id: '1', displayName: 'A', mail: 'a@example.com' }
  expect(project(body, parseSelect('mail', shape), shape)).toEqual({ '@odata.type': '#x', mail: 'a@example.com' })
  expect(project(body, parseSelect(undefined, shape), shape)).toEqual({
    '@odata.type': '#x',
    id: '1',
    displayName: 'A',
  })
})
