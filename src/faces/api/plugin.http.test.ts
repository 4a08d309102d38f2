import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { graphError } from '../../../contract/graph/envelope.ts'
import { anAdministrator, applicationActor } from '../../../tests/kit/builders.ts'
import { type GraphCaller, openTestGraph, type TestGraph } from '../../../tests/kit/graph.ts'
import { pageOf } from '../../base/odata/evaluate.ts'
import type { ResourceShape } from '../../base/odata/shape.ts'
import { roleIds } from '../../roles/rules.ts'
import { parseBody } from '../graph/body.ts'
import { answerCreated, answerPage, listQuery, noContent } from '../graph/collection.ts'
import { param } from '../graph/router.ts'
import type { ApiRoutes } from './router.ts'

const shape: ResourceShape = {
  name: 'things',
  properties: { id: { kind: 'string', filter: 'equality', sort: true } },
  defaults: ['id'],
  order: { property: 'id', descending: false },
  pageSize: { standard: 2, greatest: 5 },
}

const thing = z.object({ id: z.string() })
const body = z.strictObject({ id: z.string().max(10) })
const things = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }))

const apiRoutes: ApiRoutes = [
  {
    method: 'GET',
    path: '/things',
    operation: null,
    summary: 'lists',
    options: ['$top', '$filter', '$count', '$skiptoken'],
    answers: { schema: thing, collection: true },
    handle: async (kernel, request) => {
      const query = listQuery(kernel, request, shape)
      return answerPage(kernel, request, { shape, query, page: pageOf(things, query, shape), toGraph: (item) => item })
    },
  },
  {
    method: 'POST',
    path: '/things',
    operation: null,
    summary: 'makes',
    reads: body,
    answers: { schema: thing, created: true },
    handle: async (kernel, request) => {
      const made = parseBody(body, request)
      return answerCreated(kernel, request, { context: 'things', path: `/things/${made.id}`, body: made })
    },
  },
  { method: 'DELETE', path: '/things/{id}', operation: null, summary: 'deletes', handle: async () => noContent() },
  {
    method: 'GET',
    path: '/users/{id}/thing',
    operation: null,
    summary: 'reads',
    answers: { schema: thing },
    handle: async (_, request) => ({ status: 200, body: { id: param(request, 'id') } }),
  },
  {
    method: 'POST',
    path: '/users/{id}/break',
    operation: null,
    summary: 'breaks',
    handle: async () => {
      throw new Error('the row is secret')
    },
  },
]

let graph: TestGraph
let call: GraphCaller

beforeAll(async () => {
  graph = await openTestGraph({ routes: [], apiRoutes })
  call = graph.as(applicationActor([]))
  return () => graph[Symbol.asyncDispose]()
})

test('answers plain JSON with the numbers of the request', async () => {
  const answer = await call('GET', '/api/v1/users/1/thing', undefined, { 'client-request-id': 'mine' })
  expect(answer).toMatchObject({ status: 200, body: { id: '1' } })
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'client-request-id': 'mine',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  expect(answer.headers['odata-version']).toBeUndefined()
})

test('a list is followed page by page to its end, without a context', async () => {
  const seen: unknown[] = []
  let next: string | undefined = '/api/v1/things?$count=true'
  while (next !== undefined) {
    const page = await call('GET', next)
    expect(page.status, page.text).toBe(200)
    expect(Object.keys(page.body)).not.toContain('@odata.context')
    seen.push(...page.value.map(({ id }) => id))
    next = page.body['@odata.nextLink'] as string | undefined
    if (next) expect(next).toMatch(/^http:\/\/localhost:8080\/api\/v1\/things\?/)
  }
  expect(seen).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect((await call('GET', '/api/v1/things?$count=true')).body['@odata.count']).toBe(5)
})

test('what is made tells where it is, and what is taken away tells nothing', async () => {
  const made = await call('POST', '/api/v1/things', { id: 'x' })
  expect(made).toMatchObject({ status: 201, text: '{"id":"x"}' })
  expect(made.headers['location']).toBe('http://localhost:8080/api/v1/things/x')
  expect(await call('DELETE', '/api/v1/things/x')).toMatchObject({ status: 204, text: '' })
})

test.each<[string, string, unknown, number, string]>([
  ['GET', '/nothing', undefined, 404, 'noSuchAddress'],
  ['GET', '', undefined, 404, 'noSuchAddress'],
  ['GET', '/teams', undefined, 404, 'noSuchAddress'],
  ['PUT', '/things', {}, 405, 'wrongHttpMethod'],
  ['POST', '/things', { id: 'x', colour: 'red' }, 400, 'malformedRequest'],
  ['POST', '/things', { id: 5 }, 400, 'malformedRequest'],
  ['POST', '/users/1/break', { id: 'x' }, 400, 'malformedRequest'],
  ['GET', '/things?$orderby=id', undefined, 400, 'unsupportedQuery'],
  ['GET', '/things?$skiptoken=AAAA', undefined, 400, 'malformedRequest'],
  ['GET', '/me/thing', undefined, 400, 'malformedRequest'],
])('%s %s is refused in the shape of Graph', async (method, path, given, status, code) => {
  const answer = await call(method, `/api/v1${path}`, given)
  expect(answer).toMatchObject({ status, error: { innerCode: code } })
  expect(graphError.parse(answer.body)).toBeTruthy()
  expect(answer.text).not.toContain('graph-coverage')
})

test('a fault tells nothing but its number', async () => {
  const answer = await call('POST', '/api/v1/users/1/break')
  expect(answer.status).toBe(500)
  expect(answer.text).not.toContain('secret')
})

test('nobody is let in without a credential or with a wrong one, and a cookie counts from our own pages only', async () => {
  for (const path of ['/things', '/nothing', '']) {
    expect(await graph.asNobody('GET', `/api/v1${path}`)).toMatchObject({ status: 401 })
  }
  const { user, actor } = await anAdministrator(graph.kernel, roleIds.globalReader)
  const person = graph.as(actor)
  const wrong = await person('GET', '/api/v1/things', undefined, { authorization: 'Bearer not-ours' })
  expect(wrong.headers['www-authenticate']).toContain('invalid_token')
  expect((await person('POST', '/api/v1/things', { id: 'x' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await person('GET', '/api/v1/me/thing')).body).toEqual({ id: user.id })
})

test('requests count together with those of Graph', async () => {
  await using limited = await openTestGraph({ apiRoutes, settings: { graphRequestsPerMinute: 3 } })
  const caller = limited.as(applicationActor(['User.Read.All']))
  for (const path of ['/v1.0/users', '/beta/users', '/api/v1/things'])
    expect((await caller('GET', path)).status).toBe(200)
  expect((await caller('GET', '/api/v1/things')).status).toBe(429)
  expect((await caller('GET', '/v1.0/users')).status).toBe(429)
})

test('an address is read in any letter case, and nothing of it is found below Graph', async () => {
  expect((await call('GET', "/api/v1/Users('1')/THING")).body).toEqual({ id: '1' })
  expect((await call('GET', '/v1.0/things')).status).toBe(404)
})
