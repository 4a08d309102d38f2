import { beforeEach, expect, test } from 'vitest'
import { applicationActor, aUser, systemActor } from '../../../tests/kit/builders.ts'
import { type GraphCaller, openTestGraph, type TestGraph } from '../../../tests/kit/graph.ts'
import { updateConfigurations } from '../../policies/authentication-methods/service.ts'

let graph: TestGraph
let call: GraphCaller
let at: string

beforeEach(async () => {
  graph = await openTestGraph()
  call = graph.as(
    applicationActor(['User.ReadWrite.All', 'Group.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All']),
  )
  at = `/v1.0/users/${(await aUser(graph.kernel)).id}`
  return () => graph[Symbol.asyncDispose]()
})

const group = { displayName: 'G', mailEnabled: false, mailNickname: 'g', securityEnabled: true }

test('what was made is answered without a body where that is preferred', async () => {
  const answer = await call('POST', '/v1.0/groups', group, { prefer: 'return=minimal' })
  expect([answer.status, answer.text]).toEqual([204, ''])
  expect(answer.headers['preference-applied']).toBe('return=minimal')
  expect(answer.headers['odata-entityid']).toBe(answer.headers['location'])
  expect((await call('GET', String(answer.headers['location']))).body['displayName']).toBe('G')
})

test('what was changed is answered with the entity and its tag where that is preferred', async () => {
  const answer = await call(
    'PATCH',
    at,
    { jobTitle: 'Poet' },
    { prefer: 'respond-async, Return="representation"; x=1' },
  )
  expect(answer.status).toBe(200)
  expect(answer.headers['preference-applied']).toBe('return=representation')
  const read = await call('GET', at)
  expect(answer.body).toEqual(read.body)
  expect(answer.headers['etag']).toBe(read.headers['etag'])
  expect(answer.body['jobTitle']).toBe('Poet')
})

test('a preference for what is done anyway is said to be kept', async () => {
  const made = await call('POST', '/v1.0/groups', group, { prefer: 'return=representation' })
  expect([made.status, made.headers['preference-applied']]).toEqual([201, 'return=representation'])
  const changed = await call('PATCH', at, { jobTitle: 'x' }, { prefer: 'return=minimal' })
  expect([changed.status, changed.headers['preference-applied']]).toEqual([204, undefined])
})

test('nobody may prefer not to hear a passcode', async () => {
  await updateConfigurations(graph.kernel, systemActor(), [{ id: 'TemporaryAccessPass', change: { state: 'enabled' } }])
  const answer = await call('POST', `${at}/authentication/temporaryAccessPassMethods`, {}, { prefer: 'return=minimal' })
  expect([answer.status, answer.body['temporaryAccessPass']]).toEqual([201, expect.any(String)])
})

test('an entity that the caller may not read stays unsaid, and the change is made', async () => {
  const reset = graph.as(applicationActor(['User-PasswordProfile.ReadWrite.All']))
  const body = { passwordProfile: { password: 'correct horse battery staple' } }
  const answer = await reset('PATCH', at, body, { prefer: 'return=representation' })
  expect(answer.status, answer.text).toBeOneOf([200, 204])
})

test.each([
  'include-unknown-enum-members',
  'return',
  'return=',
  'return=everything',
  'return=minimalx',
  'xreturn=minimal',
  'odata.continue-on-error, wait=10, handling=strict',
  '=;,,"',
  ','.repeat(5000),
  ' '.repeat(8000),
  'return=minimal'.repeat(500),
])('a preference of %s changes nothing', async (prefer) => {
  const made = await call('POST', '/v1.0/groups', group, { prefer })
  expect([made.status, made.headers['preference-applied']]).toEqual([201, undefined])
  expect((await call('GET', '/v1.0/users', undefined, { prefer })).status).toBe(200)
})

test('HEAD is GET without a body, OPTIONS says what may be sent', async () => {
  const read = await call('GET', at)
  const head = await call('HEAD', at)
  expect([head.status, head.text]).toEqual([200, ''])
  for (const name of ['content-type', 'content-length', 'etag', 'odata-version']) {
    expect(head.headers[name], name).toBe(read.headers[name])
  }
  expect((await call('HEAD', '/v1.0/users/nobody')).status).toBe(404)
  const options = await call('OPTIONS', at)
  expect([options.status, options.headers['allow']]).toEqual([204, 'GET, HEAD, PATCH, DELETE, OPTIONS'])
  expect((await call('OPTIONS', '/v1.0/nothing')).status).toBe(404)
  expect((await call('PUT', at)).headers['allow']).toBe('GET, HEAD, PATCH, DELETE')
})
