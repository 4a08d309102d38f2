import { beforeEach, expect, test } from 'vitest'
import type { BatchAnswer } from '../../../contract/graph/batch.ts'
import { aGroup, anAdministrator, applicationActor, aUser, systemActor } from '../../../tests/kit/builders.ts'
import { type GraphCaller, openTestGraph, type TestGraph } from '../../../tests/kit/graph.ts'
import { updateConfigurations } from '../../policies/authentication-methods/service.ts'
import { roleIds } from '../../roles/rules.ts'

let graph: TestGraph
let call: GraphCaller

beforeEach(async () => {
  graph = await openTestGraph()
  call = graph.as(
    applicationActor(['User.ReadWrite.All', 'Group.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All']),
  )
  return () => graph[Symbol.asyncDispose]()
})

const json = { 'Content-Type': 'application/json' }

interface Inner {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>> & { readonly error?: { readonly code: string; message: string } }
}

/** Sends a batch that is answered, and returns its answers by id. */
async function batch(requests: readonly object[], as = call, version = 'v1.0'): Promise<Record<string, Inner>> {
  const answer = await as('POST', `/${version}/$batch`, { requests })
  expect(answer.status, answer.text).toBe(200)
  const responses = answer.body['responses'] as readonly BatchAnswer[]
  expect(responses.map(({ id }) => id)).toEqual(requests.map((request) => (request as { id: string }).id))
  return Object.fromEntries(responses.map((response) => [response.id, response as unknown as Inner]))
}

const newGroup = (displayName: string) => ({
  displayName,
  mailEnabled: false,
  mailNickname: displayName,
  securityEnabled: true,
})

test('twenty requests of every verb are each answered as alone', async () => {
  const user = await aUser(graph.kernel)
  const group = await aGroup(graph.kernel)
  const gone = await aGroup(graph.kernel)
  const reads = Array.from({ length: 16 }, (_, index) => ({ id: `r${index}`, method: 'GET', url: `/users/${user.id}` }))
  const answers = await batch([
    ...reads,
    { id: 'post', method: 'POST', url: 'groups', headers: json, body: newGroup('made') },
    { id: 'patch', method: 'patch', url: `/groups/${group.id}`, headers: json, body: { description: 'x' } },
    { id: 'delete', method: 'DELETE', url: `/v1.0/groups/${gone.id}` },
    { id: 'none', method: 'GET', url: '/users/nobody@example.com?$select=id' },
  ])
  const alone = await call('GET', `/v1.0/users/${user.id}`)
  for (const { id } of reads) expect(answers[id]).toMatchObject({ status: 200, body: alone.body })
  expect(answers['post']).toMatchObject({ status: 201, body: { displayName: 'made' } })
  expect(answers['post']?.headers['Location']).toContain('/v1.0/groups/')
  expect(answers['patch']).toMatchObject({ status: 204 })
  expect(answers['patch']).not.toHaveProperty('body')
  expect(answers['delete']?.status).toBe(204)
  expect(answers['none']).toMatchObject({ status: 404, body: { error: { code: 'Request_ResourceNotFound' } } })
  expect((await call('GET', `/v1.0/groups/${group.id}`)).body['description']).toBe('x')
  expect((await call('GET', `/v1.0/groups/${gone.id}`)).status).toBe(404)
})

test('each answer has a number of its own, and the caller’s from outside', async () => {
  const answer = await call(
    'POST',
    '/v1.0/$batch',
    { requests: [1, 2].map((id) => ({ id: `${id}`, method: 'GET', url: '/users?$top=1' })) },
    { 'client-request-id': 'outside-1' },
  )
  const responses = answer.body['responses'] as readonly BatchAnswer[]
  const ids = [answer.headers['request-id'], ...responses.map(({ headers }) => headers['request-id'])]
  expect(new Set(ids).size).toBe(3)
  for (const { headers } of responses) {
    expect(headers).toMatchObject({
      'client-request-id': 'outside-1',
      'OData-Version': '4.0',
      'Content-Type': expect.stringContaining('application/json;odata.metadata=minimal'),
    })
  }
})

test('a count is a text, a page’s link leads on outside, and headers of a request count for it', async () => {
  await aUser(graph.kernel)
  await aUser(graph.kernel)
  const answers = await batch([
    { id: 'count', method: 'GET', url: '/users/$count', headers: { ConsistencyLevel: 'eventual' } },
    { id: 'page', method: 'GET', url: "/users?$top=1&$filter=startswith(displayName, 'Ada')" },
  ])
  expect(answers['count']).toMatchObject({ status: 200, headers: { 'Content-Type': 'text/plain' }, body: '2' })
  const next = await call('GET', String(answers['page']?.body['@odata.nextLink']))
  expect([next.status, next.value.length]).toEqual([200, 1])
})

test('one that depends on others runs after them', async () => {
  const user = await aUser(graph.kernel)
  const at = `/users/${user.id}`
  const patch = (id: string, jobTitle: string, dependsOn: readonly string[]) => ({
    ...{ id, method: 'PATCH', url: at, headers: json, body: { jobTitle }, dependsOn },
  })
  const answers = await batch([
    { id: 'read', method: 'GET', url: `${at}?$select=jobTitle`, dependsOn: ['third'] },
    patch('third', 'third', ['second', 'first']),
    patch('second', 'second', ['first', 'first']),
    patch('first', 'first', []),
  ])
  expect(answers['read']?.body['jobTitle']).toBe('third')
})

test('one whose dependency failed is not carried out, nor what depends on it', async () => {
  const user = await aUser(graph.kernel)
  const change = { method: 'PATCH', url: `/users/${user.id}`, headers: json, body: { jobTitle: 'changed' } }
  const answers = await batch([
    { id: 'a', method: 'GET', url: '/users/nobody@example.com' },
    { id: 'b', ...change, dependsOn: ['a'] },
    { id: 'c', ...change, dependsOn: ['b'] },
    { id: 'd', method: 'GET', url: `/users/${user.id}?$select=jobTitle` },
  ])
  for (const id of ['b', 'c']) {
    expect(answers[id]).toMatchObject({ status: 424, body: { error: { code: 'FailedDependency' } } })
  }
  expect(answers['d']?.body['jobTitle']).toBeNull()
  expect((await call('GET', `/v1.0/users/${user.id}?$select=jobTitle`)).body['jobTitle']).toBeNull()
})

test.each([
  ['another server', 'https://graph.microsoft.com/v1.0/users', 400],
  ['another server without a scheme', '//evil.example/users', 400],
  ['another scheme', 'file:///etc/passwd', 400],
  ['the other version', '/beta/users', 400],
  ['a version there is not', '/v9.0/users', 400],
  ['the version alone', '/v1.0', 400],
  ['only a query', '?$top=1', 400],
  ['a fragment', '/users#x', 400],
  ['a backslash', '\\\\evil.example\\users', 400],
  ['dots', '/../beta/users', 404],
  ['encoded dots', '/%2e%2e/users', 404],
  ['half a percent sign', '/users/%4', 400],
  ['no percent sign', '/users/%', 400],
  ['a line break', '/users/a\r\nb', 400],
  ['a slash', '/', 404],
  ['a batch', '/$batch', 400],
  ['an encoded batch', '/%24BATCH', 400],
  ['a batch as a function', '/$batch()', 400],
  ['letters of many lands', "/users?$filter=displayName eq 'Žofie 🔑'", 200],
  ['spaces and quotes in a key', "/users('a b\"c@example.com')", 404],
])('an address of %s is refused alone', async (_, url, status) => {
  const answers = await batch([
    {
      id: 'odd',
      method: url.toLowerCase().includes('batch') ? 'POST' : 'GET',
      url,
      headers: json,
      body: { requests: [] },
    },
    { id: 'even', method: 'GET', url: '/users' },
  ])
  expect(answers['odd']?.status, JSON.stringify(answers['odd'])).toBe(status)
  expect(answers['even']?.status).toBe(200)
})

const read = { method: 'GET', url: '/users' }

test.each<[string, unknown, RegExp]>([
  ['nothing', undefined, /requests/],
  ['a list', [], /body is not right/],
  ['no requests', { requests: [] }, /requests/],
  ['21 requests', { requests: Array.from({ length: 21 }, (_, id) => ({ id: `${id}`, ...read })) }, /requests/],
  ['requests that are none', { requests: ['GET /users'] }, /requests\/0/],
  ['a request without an id', { requests: [read] }, /requests\/0\/id/],
  ['a numeric id', { requests: [{ ...read, id: 1 }] }, /requests\/0\/id/],
  ['an empty id', { requests: [{ ...read, id: '' }] }, /requests\/0\/id/],
  ['no method', { requests: [{ id: '1', url: '/users' }] }, /requests\/0\/method/],
  ['no url', { requests: [{ id: '1', method: 'GET' }] }, /requests\/0\/url/],
  ['a header that is no text', { requests: [{ ...read, id: '1', headers: { a: 1 } }] }, /requests\/0\/headers\/a/],
  ['an unknown property', { requests: [{ ...read, id: '1', atomicityGroup: 'g' }] }, /atomicityGroup/],
  ['an id twice', { requests: [1, 1].map((id) => ({ ...read, id: `${id}` })) }, /'1' is there twice/],
  ['a dependency on itself', { requests: [{ ...read, id: '1', dependsOn: ['1'] }] }, /depends on itself/],
  ['a dependency on nobody', { requests: [{ ...read, id: '1', dependsOn: ['2'] }] }, /does not hold/],
  [
    'a circle',
    {
      requests: [
        { ...read, id: '0' },
        { ...read, id: '1', dependsOn: ['3'] },
        { ...read, id: '2', dependsOn: ['1'] },
        { ...read, id: '3', dependsOn: ['2', '0'] },
      ],
    },
    /'1', '2', '3' wait for one another/,
  ],
  [
    'a body without Content-Type',
    { requests: [{ id: '1', method: 'POST', url: '/groups', body: {} }] },
    /Content-Type/,
  ],
])('a batch with %s is refused as a whole', async (_, body, message) => {
  const answer = await call('POST', '/v1.0/$batch', body, json)
  expect(answer.status, answer.text).toBe(400)
  expect(answer.error.message).toMatch(message)
})

test('a refused batch has changed nothing', async () => {
  const group = await aGroup(graph.kernel)
  const answer = await call('POST', '/v1.0/$batch', {
    requests: [
      { id: '1', method: 'DELETE', url: `/groups/${group.id}` },
      { id: '1', method: 'GET', url: '/users' },
    ],
  })
  expect([answer.status, answer.error.code]).toEqual([400, 'BadRequest'])
  expect((await call('GET', `/v1.0/groups/${group.id}`)).status).toBe(200)
})

test('a body in another format is refused alone', async () => {
  const answers = await batch([
    { id: '1', method: 'POST', url: '/groups', headers: { 'content-type': 'text/plain' }, body: 'e30' },
    { id: '2', method: 'POST', url: '/groups', headers: { 'CONTENT-TYPE': 'application/jsonx' }, body: {} },
    { id: '3', method: 'POST', url: '/groups', headers: json, body: newGroup('three') },
  ])
  expect([answers['1']?.status, answers['2']?.status, answers['3']?.status]).toEqual([415, 415, 201])
})

test('nobody gets further through a batch than alone', async () => {
  const { actor, user } = await anAdministrator(graph.kernel, roleIds.helpdeskAdministrator)
  const { user: chief } = await anAdministrator(graph.kernel, roleIds.globalAdministrator)
  const passes = (id: string) => `/users/${id}/authentication/temporaryAccessPassMethods`
  await updateConfigurations(graph.kernel, systemActor(), [{ id: 'TemporaryAccessPass', change: { state: 'enabled' } }])
  const requests = [user.id, chief.id].map((id) => ({ id, method: 'POST', url: passes(id), headers: json, body: {} }))
  const answers = await batch(requests, graph.as(actor))
  expect(Object.values(answers).map(({ status }) => status)).toEqual([403, 403])
  const forged = await batch(
    [{ id: '1', ...read, headers: { Authorization: 'Bearer token-of-somebody-0', Cookie: 'latchkey-session=x' } }],
    graph.as(applicationActor([])),
  )
  expect(forged['1']?.status).toBe(403)
})

test('/me is the person who sent the batch', async () => {
  const { actor, user } = await anAdministrator(graph.kernel, roleIds.globalReader)
  expect((await batch([{ id: '1', method: 'GET', url: '/me' }], graph.as(actor)))['1']?.body['id']).toBe(user.id)
  expect((await batch([{ id: '1', method: 'GET', url: '/me' }]))['1']?.status).toBe(400)
})

test('a cookie counts only in a batch from a page of this server', async () => {
  const { actor } = await anAdministrator(graph.kernel, roleIds.globalReader)
  const body = { requests: [{ id: '1', ...read }] }
  const foreign = await graph.as(actor)('POST', '/v1.0/$batch', body, { 'sec-fetch-site': 'cross-site' })
  expect([foreign.status, foreign.error.innerCode]).toEqual([403, 'crossSiteRequest'])
  expect((await graph.asNobody('POST', '/v1.0/$batch', body)).status).toBe(401)
})

test('beta answers as beta, and other verbs are refused', async () => {
  const user = await aUser(graph.kernel)
  const answers = await batch([{ id: '1', method: 'GET', url: `beta/users/${user.id}` }], call, 'beta')
  expect(answers['1']?.body['@odata.context']).toContain('/beta/')
  expect((await call('GET', '/v1.0/$batch')).status).toBe(405)
})

test('a batch of ten megabytes is refused', async () => {
  const answer = await call('POST', '/v1.0/$batch', { requests: [{ id: 'x'.repeat(10 * 1024 * 1024), ...read }] })
  expect([answer.status, answer.error.innerCode]).toEqual([413, 'bodyTooLarge'])
})
