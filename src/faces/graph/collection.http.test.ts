import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { graphCollection } from '../../../contract/graph/envelope.ts'
import { applicationActor } from '../../../tests/kit/builders.ts'
import { type GraphCaller, openTestGraph } from '../../../tests/kit/graph.ts'
import { pageOf } from '../../base/odata/evaluate.ts'
import type { ResourceShape } from '../../base/odata/shape.ts'
import { answerCreated, answerEntity, answerPage, listQuery } from './collection.ts'
import { type GraphRoute, type GraphRoutes, param, type SystemOption } from './router.ts'

const shape: ResourceShape = {
  name: 'things',
  properties: {
    id: { kind: 'guid', filter: 'equality', sort: true },
    name: { kind: 'string', fold: true, filter: 'text', sort: true },
    size: { kind: 'integer', filter: 'range', sort: true, nullable: true },
  },
  defaults: ['id', 'name'],
  order: { property: 'name', descending: false },
  pageSize: { standard: 4, greatest: 50 },
}

const things = Array.from({ length: 11 }, (_, index) => ({
  id: `0000000${index.toString(16)}`,
  name: `thing ${index % 3}`,
  size: index % 4 === 0 ? null : index,
}))

const options: readonly SystemOption[] = ['$top', '$filter', '$orderby', '$select', '$count', '$skiptoken']

const listAt = (path: string): GraphRoute => ({
  method: 'GET',
  path,
  operation: null,
  summary: 'lists',
  options,
  handle: async (kernel, request) => {
    const query = listQuery(kernel, request, shape)
    return answerPage(kernel, request, { shape, query, page: pageOf(things, query, shape), toGraph: (thing) => thing })
  },
})

const routes: GraphRoutes = [
  listAt('/things'),
  listAt('/others'),
  {
    method: 'GET',
    path: '/things/{id}',
    operation: null,
    summary: 'reads',
    options: ['$select'],
    handle: async (kernel, request) => {
      const body = things.find(({ id }) => id === param(request, 'id')) ?? {}
      return answerEntity(kernel, request, { context: 'things', body, shape })
    },
  },
  {
    method: 'POST',
    path: '/things',
    operation: null,
    summary: 'creates',
    handle: async (kernel, request) =>
      answerCreated(kernel, request, { context: 'things', path: '/things/1', body: { id: '1' } }),
  },
]

let call: GraphCaller

beforeAll(async () => {
  const graph = await openTestGraph({ routes })
  call = graph.as(applicationActor([]))
  return () => graph[Symbol.asyncDispose]()
})

async function walk(first: string): Promise<string[]> {
  const ids: string[] = []
  for (let next: unknown = first; typeof next === 'string'; ) {
    const answer = await call('GET', next)
    expect(answer.status).toBe(200)
    graphCollection(z.object({ id: z.string() })).parse(answer.body)
    ids.push(...answer.value.map(({ id }) => String(id)))
    next = answer.body['@odata.nextLink']
  }
  return ids
}

test.each([
  '',
  '$orderby=size desc&',
  '$orderby=id&',
  '$orderby=size,name desc&',
  '$orderby=name desc,id&',
  '$filter=size ne null&',
  '$count=true&$select=id&',
])('following the links of /things?%s shows everything once and in order', async (query) => {
  const whole = await walk(`/v1.0/things?${query}$top=50`)
  expect(new Set(whole).size).toBe(query.includes('filter') ? 8 : 11)
  for (const top of [1, 3, 11]) {
    expect(await walk(`/v1.0/things?${query}$top=${top}`)).toEqual(whole)
  }
})

test('a page has context, count on its first page only, and an absolute link that keeps the options', async () => {
  const query = "$count=true&$select=name&$top=2&$filter=startswith(name,'thing 1')&api=1"
  const first = await call('GET', `/beta/things?${query}`)
  expect(first.body).toMatchObject({
    '@odata.context': 'http://localhost:8080/beta/$metadata#things(name)',
    '@odata.count': 4,
    value: [{ name: 'thing 1' }, { name: 'thing 1' }],
  })
  const link = new URL(String(first.body['@odata.nextLink']))
  expect(link.origin + link.pathname).toBe('http://localhost:8080/beta/things')
  expect([...link.searchParams.keys()]).toEqual(['$count', '$select', '$top', '$filter', 'api', '$skiptoken'])
  const second = await call('GET', link.href)
  expect(second.body).not.toHaveProperty('@odata.count')
  expect(second.body).not.toHaveProperty('@odata.nextLink')
  expect(second.value).toHaveLength(2)
})

test('a page token that was changed, made up, or given out for something else is refused', async () => {
  const { body } = await call('GET', '/v1.0/things?$top=2')
  const token = new URL(String(body['@odata.nextLink'])).searchParams.get('$skiptoken') ?? ''
  const refused = [
    `/v1.0/things?$top=2&$skiptoken=${token.slice(0, -1)}`,
    `/v1.0/things?$top=2&$skiptoken=${token.slice(0, 43)}${btoa('["a","0"]')}`,
    `/v1.0/things?$top=2&$skiptoken=${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`,
    '/v1.0/things?$top=2&$skiptoken=',
    '/v1.0/things?$top=2&$skiptoken=%00',
    `/v1.0/things?$top=3&$skiptoken=${token}`,
    `/v1.0/things?$top=2&$filter=size eq 1&$skiptoken=${token}`,
    `/v1.0/others?$top=2&$skiptoken=${token}`,
  ]
  for (const path of refused) {
    const answer = await call('GET', path)
    expect([answer.status, answer.error.innerCode]).toEqual([400, 'malformedRequest'])
  }
  expect((await call('GET', `/v1.0/things?$top=2&$skiptoken=${token}`)).status).toBe(200)
})

test('a query option of the wrong shape is a 400 in Graph’s code that names it', async () => {
  for (const [query, target] of [
    ['$top=0', '$top'],
    ['$select=weight', '$select'],
    ["$filter=weight eq 'x'", '$filter'],
    ['$orderby=weight', '$orderby'],
    ['$expand=all', '$expand'],
    ['$search=x', '$search'],
  ]) {
    const answer = await call('GET', `/v1.0/things?${query}`)
    expect(answer.body).toMatchObject({ error: { code: 'Request_UnsupportedQuery', target } })
    expect(answer.status).toBe(400)
  }
})

test('the size of a page may be preferred, up to $top and to what the resource allows', async () => {
  const sizeOf = async (query: string, prefer: string) => {
    const answer = await call('GET', `/v1.0/things${query}`, undefined, { prefer })
    expect(answer.status).toBe(200)
    return [answer.value.length, answer.headers['preference-applied']]
  }
  expect(await sizeOf('', 'odata.maxpagesize=2')).toEqual([2, 'odata.maxpagesize=2'])
  expect(await sizeOf('', 'return=minimal, MaxPageSize="7"')).toEqual([7, 'odata.maxpagesize=7'])
  expect(await sizeOf('', 'odata.maxpagesize=999999')).toEqual([11, 'odata.maxpagesize=50'])
  expect(await sizeOf('?$top=3', 'odata.maxpagesize=9')).toEqual([3, 'odata.maxpagesize=3'])
  expect(await sizeOf('?$top=9', 'odata.maxpagesize=3')).toEqual([3, 'odata.maxpagesize=3'])
  for (const none of ['odata.maxpagesize=0', 'odata.maxpagesize=x', 'odata.maxpagesize', 'respond-async', '']) {
    expect(await sizeOf('', none)).toEqual([4, undefined])
  }
})

test('an entity shows its default properties or the selected ones', async () => {
  expect((await call('GET', '/v1.0/things/00000001')).body).toEqual({
    '@odata.context': 'http://localhost:8080/v1.0/$metadata#things/$entity',
    id: '00000001',
    name: 'thing 1',
  })
  expect((await call('GET', '/v1.0/things/00000001?$select=Size')).body).toEqual({
    '@odata.context': 'http://localhost:8080/v1.0/$metadata#things(size)/$entity',
    size: 1,
  })
})

test('what is created has an address', async () => {
  const answer = await call('POST', '/beta/things', {})
  expect([answer.status, answer.headers['location']]).toEqual([201, 'http://localhost:8080/beta/things/1'])
})
