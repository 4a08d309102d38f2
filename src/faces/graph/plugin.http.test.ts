import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { graphError } from '../../../contract/graph/envelope.ts'
import { applicationActor, userActor } from '../../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../../tests/kit/graph.ts'
import { Refusal } from '../../base/refusal.ts'
import { userId } from '../../base/text.ts'
import { parseBody } from './body.ts'
import { answerList, noContent } from './collection.ts'
import { type GraphRequest, type GraphRoutes, param } from './router.ts'

const body = z.strictObject({ name: z.string().max(10), size: z.int().optional() })

/** What the routes below were given last. */
let last: GraphRequest | undefined

const routes: GraphRoutes = [
  {
    method: 'GET',
    path: '/users/{id}',
    operation: null,
    summary: 'tells what it was given',
    handle: async (_, request) => {
      last = request
      return { status: 200, body: { id: param(request, 'id'), own: request.own } }
    },
  },
  {
    method: 'POST',
    path: '/users',
    operation: null,
    summary: 'reads a body',
    reads: body,
    handle: async (_, request) => ({ status: 201, body: parseBody(body, request) }),
  },
  {
    method: 'DELETE',
    path: '/users/{id}',
    operation: null,
    summary: 'deletes',
    handle: async () => noContent(),
  },
  {
    method: 'GET',
    path: '/users/{id}/authentication/methods',
    operation: null,
    summary: 'lists',
    handle: async (kernel, request) => answerList(kernel, request, 'things', []),
  },
  {
    method: 'POST',
    path: '/users/{id}/authentication/break',
    operation: null,
    summary: 'breaks',
    handle: async () => {
      throw new Error('the row is secret')
    },
  },
  {
    method: 'POST',
    path: '/users/{id}/wait',
    operation: null,
    summary: 'throttles',
    handle: async () => {
      throw new Refusal('throttled', 'Too many attempts.', { retryAfterSeconds: 12.2 })
    },
  },
]

const user = userActor({
  id: userId('6f1967b7-15e8-4935-ac26-d50770ed07a7'),
  userPrincipalName: 'ada@example.com',
  displayName: 'Ada',
} as Parameters<typeof userActor>[0])

let graph: TestGraph

beforeAll(async () => {
  graph = await openTestGraph({ routes })
  return () => graph[Symbol.asyncDispose]()
})

const automation = (on: TestGraph) => on.as(applicationActor([]))

test('an answer carries Graph’s headers, its own ids and the headers of every answer', async () => {
  const answer = await automation(graph)('GET', '/v1.0/users/1', undefined, { 'client-request-id': 'my-request_1' })
  expect(answer.status).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type':
      'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
    'odata-version': '4.0',
    'client-request-id': 'my-request_1',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  })
  expect(answer.headers['request-id']).toMatch(/^[\da-f-]{36}$/)
  expect(answer.headers['strict-transport-security']).toBeUndefined()
})

test('a client-request-id becomes the correlation id only where it is a GUID', async () => {
  const call = automation(graph)
  const guid = '0F1967B7-15E8-4935-AC26-D50770ED07A7'
  await call('GET', '/beta/users/1', undefined, { 'client-request-id': guid })
  expect(last?.actor.origin.correlationId).toBe(guid.toLowerCase())
  const answer = await call('GET', '/beta/users/1', undefined, { 'client-request-id': 'x'.repeat(65) })
  expect(answer.headers['client-request-id']).toBe(answer.headers['request-id'])
  expect(last?.actor.origin.correlationId).toBe(answer.headers['request-id'])
})

test('the origin holds a short user agent and the address a trusted proxy tells', async () => {
  await using proxied = await openTestGraph({ routes, settings: { trustedProxies: ['127.0.0.1'] } })
  const agent = `a\u0085${'b'.repeat(600)}`
  await automation(proxied)('GET', '/v1.0/users/1', undefined, {
    'user-agent': agent,
    'x-forwarded-for': '198.51.100.9',
  })
  expect(last?.actor.origin).toMatchObject({ ipAddress: '198.51.100.9', userAgent: `a${'b'.repeat(511)}` })
})

test('a forwarding header from a stranger, or a malformed one, changes nothing', async () => {
  await automation(graph)('GET', '/v1.0/users/1', undefined, { 'x-forwarded-for': '198.51.100.9' })
  expect(last?.actor.origin.ipAddress).toBe('127.0.0.1')
  await using trusting = await openTestGraph({ routes, settings: { trustedProxies: ['127.0.0.0/8'] } })
  for (const forwardedFor of ['', 'x', ',,,', '<script>', '1.2.3.4.5', '::::']) {
    const answer = await automation(trusting)('GET', '/v1.0/users/1', undefined, { 'x-forwarded-for': forwardedFor })
    expect(answer.status).toBe(200)
    expect(last?.actor.origin.ipAddress).toBe('127.0.0.1')
  }
})

test('without credentials the answer is 401 and says how to bring them', async () => {
  for (const path of ['/v1.0/users/1', '/v1.0/nothing', '/beta', '/v1.0/%ZZ']) {
    const answer = await graph.asNobody('GET', path)
    expect(answer.status).toBe(401)
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer /)
    expect(answer.error.code).toBe('InvalidAuthenticationToken')
    expect(graphError.parse(answer.body)).toBeTruthy()
  }
})

test.each(['Bearer', 'Bearer a b', 'Basic YTpi', 'Bearer not-ours', 'bearer \u00e4', `Bearer ${'x'.repeat(900)}`])(
  'the authorization %s is refused as an invalid token, even beside a cookie',
  async (authorization) => {
    const answer = await graph.as(user)('GET', '/v1.0/users/1', undefined, { authorization })
    expect(answer.status).toBe(401)
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"')
  },
)

test('a session that is over is refused', async () => {
  const answer = await graph.asNobody('GET', '/v1.0/users/1', undefined, {
    cookie: 'latchkey-session=aaaaaaaaaaaaaaaaaaaaaaaa',
  })
  expect([answer.status, answer.error.innerCode]).toEqual([401, 'sessionEnded'])
})

test.each<[string, Record<string, string>]>([
  ['another site says so', { 'sec-fetch-site': 'cross-site' }],
  ['another site says so and the origin lies', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:8080' }],
  ['the origin is another', { 'sec-fetch-site': '', origin: 'http://evil.example' }],
  ['it is a form', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['it is plain text that looks like JSON', { 'content-type': 'text/plain; application/json' }],
])('a cookie does not count for a change when %s', async (_, headers) => {
  const answer = await graph.as(user)('POST', '/v1.0/users', { name: 'x' }, headers)
  expect([answer.status, answer.error.innerCode]).toEqual([403, 'crossSiteRequest'])
})

test('a cookie counts for a change from a page of this server', async () => {
  const call = graph.as(user)
  expect((await call('POST', '/v1.0/users', { name: 'x' })).status).toBe(201)
  expect((await call('DELETE', '/v1.0/users/1')).status).toBe(204)
})

test('/me is the signed-in user, and nobody for an application', async () => {
  const own = await graph.as(user)('GET', '/v1.0/me')
  expect(own.body).toEqual({ id: user.userId, own: true })
  const answer = await automation(graph)('GET', '/v1.0/Me')
  expect(answer.status).toBe(400)
  expect(answer.error.message).toBe('/me request is only valid with delegated authentication flow.')
})

test.each<[string, string | Uint8Array, RegExp]>([
  ['no body', '', /'name' is not right/],
  ['null', 'null', /'name' is not right/],
  ['an array', '[]', /The body is not right/],
  ['a text', '"x"', /The body is not right/],
  ['no JSON', '{name:1}', /not valid JSON/],
  ['a cut text', '{"name":"x', /not valid JSON/],
  ['a wrong type', '{"name":5}', /'name' is not right/],
  ['a number out of range', '{"name":"x","size":1e400}', /'size' is not right/],
  ['an unknown property', '{"name":"x","isAdmin":true}', /'isAdmin' is not one that can be given/],
  ['a property twice', '{"name":"x","name":"y"}', /'name' is there twice/],
  ['__proto__', '{"name":"x","__proto__":{"size":1}}', /'__proto__' is not allowed/],
  ['constructor', '{"name":"x","constructor":{"prototype":{}}}', /'constructor' is not one/],
  ['U+0000', '{"name":"\\u0000"}', /U\+0000/],
  ['half a character', '{"name":"\\ud800"}', /half a surrogate/],
  ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), /not UTF-8/],
  ['UTF-16', Buffer.from('{"name":"x"}', 'utf16le'), /not (valid JSON|UTF-8)/],
  ['a deep nest', '['.repeat(100_000), /not valid JSON/],
  ['a text that is too long', JSON.stringify({ name: 'x'.repeat(500_000) }), /'name' is not right/],
])('a body with %s is refused with 400', async (_, payload, message) => {
  const token = { authorization: 'Bearer token-of-somebody-0' }
  automation(graph)
  const answer = await graph.server.inject({
    method: 'POST',
    url: '/v1.0/users',
    headers: { ...token, 'content-type': 'application/json; charset=utf-8; x="y"' },
    payload: typeof payload === 'string' ? payload : Buffer.from(payload),
  })
  expect(answer.statusCode).toBe(400)
  expect(graphError.parse(answer.json()).error).toMatchObject({ code: 'Request_BadRequest' })
  expect(answer.json().error.message).toMatch(message)
})

test.each<[string, Record<string, string>, number]>([
  ['text/plain', { 'content-type': 'text/plain' }, 415],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ['XML', { 'content-type': 'application/xml' }, 415],
  ['JSON in name only', { 'content-type': 'application/jsonx' }, 415],
  ['a broken content type', { 'content-type': ';;=' }, 415],
  ['no content type', { 'content-type': '' }, 415],
  ['a compressed body', { 'content-encoding': 'gzip' }, 415],
  ['JSON with parameters', { 'content-type': 'Application/JSON;odata.metadata=full' }, 201],
])('a body sent as %s is answered', async (_, headers, status) => {
  const answer = await automation(graph)('POST', '/v1.0/users', { name: 'x' }, headers)
  expect(answer.status).toBe(status)
})

test('a body over a mebibyte is refused with 413', async () => {
  const answer = await automation(graph)('POST', '/v1.0/users', { name: 'x'.repeat(1024 * 1024) })
  expect([answer.status, answer.error.innerCode]).toEqual([413, 'bodyTooLarge'])
})

test('a fault tells nothing but a number, in the style of its address', async () => {
  const answer = await automation(graph)('POST', '/v1.0/users/1/authentication/break', {})
  expect([answer.status, answer.error.code]).toEqual([500, 'generalException'])
  expect(answer.text).not.toContain('secret')
  expect(answer.text).toContain(answer.headers['request-id'])
})

test('a refusal for now says when to come again', async () => {
  const answer = await automation(graph)('POST', '/v1.0/users/1/wait', {})
  expect([answer.status, answer.headers['retry-after']]).toEqual([429, '13'])
})

test.each([
  ['HEAD', '/v1.0/users/1', 200],
  ['OPTIONS', '/v1.0/users/1', 204],
  ['PUT', '/v1.0/users/1', 405],
  ['TRACE', '/v1.0/users/1', 405],
  ['PROPFIND', '/v1.0/users/1', 405],
  ['GET', '/v1.0/%ZZ', 400],
  ['GET', '/v1.0/users/%FF', 400],
  ['GET', '/v1.0/users/a%00b', 400],
  ['GET', '/v1.0/users/1?x=%ZZ', 400],
  ['GET', '/v1.0/users/1?$select=id&%24SELECT=id', 400],
  ['GET', '/v1.0/users/1?$apply=x', 400],
  ['GET', '/v1.0/users/1?anything=1&ConsistencyLevel=eventual', 200],
  ['GET', `/v1.0/users/${'x'.repeat(300)}`, 200],
  ['GET', '/v1.0/users/..%2F..%2Fetc', 200],
  ['GET', '/v1.0//users//1', 404],
  ['GET', '/v1.0', 404],
  ['GET', '/v1.0/', 404],
  ['GET', '/v1.0?x', 404],
  ['GET', '/v1.0x/users/1', 404],
  ['GET', '/v2.0/users/1', 404],
  ['GET', '/%ZZ', 400],
])('%s %s is answered with %i and never with a fault', async (method, url, status) => {
  const answer = await automation(graph)(method, url)
  expect(answer.status).toBe(status)
})

test('an address that reads no body refuses one with something in it', async () => {
  const call = automation(graph)
  expect((await call('POST', '/v1.0/users/x/wait', {})).status).toBe(429)
  expect((await call('POST', '/v1.0/users/x/wait', { force: true })).status).toBe(400)
})
