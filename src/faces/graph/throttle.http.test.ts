import { expect, test } from 'vitest'
import type { BatchAnswer } from '../../../contract/graph/batch.ts'
import { anAdministrator, applicationActor, aUser, systemActor } from '../../../tests/kit/builders.ts'
import { openTestGraph } from '../../../tests/kit/graph.ts'
import { recordsOf } from '../../../tests/kit/records.ts'
import { updateConfigurations } from '../../policies/authentication-methods/service.ts'
import { roleIds } from '../../roles/rules.ts'

const limits = { graphRequestsPerMinute: 6, graphChangesPerMinute: 2 }
const everything = ['User.ReadWrite.All', 'Group.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All']

const another = (permissions: readonly string[]) => ({
  ...applicationActor(permissions),
  appId: '00000000-0000-4000-8000-0000000000a9',
})

test('a caller who sends too much is told how long to wait, and then goes on', async () => {
  await using graph = await openTestGraph({ settings: limits })
  const call = graph.as(applicationActor(everything))
  for (let sent = 0; sent < 6; sent++) expect((await call('GET', '/v1.0/users')).status).toBe(200)
  const refused = await call('GET', '/beta/users')
  expect([refused.status, refused.error.code, refused.error.innerCode]).toEqual([
    429,
    'TooManyRequests',
    'tooManyRequests',
  ])
  expect(refused.headers['retry-after']).toBe('10')
  expect((await graph.as(another(everything))('GET', '/v1.0/users')).status).toBe(200)
  graph.kernel.clock.advanceSeconds(10)
  expect((await call('GET', '/v1.0/users')).status).toBe(200)
  expect((await call('GET', '/v1.0/users')).status).toBe(429)
})

test('what does not exist or may not be done counts too', async () => {
  await using graph = await openTestGraph({ settings: limits })
  const call = graph.as(applicationActor([]))
  const asked = ['/v1.0/users', '/v1.0/nothing', '/v1.0/groups/y', '/v1.0/users/x', '/v1.0/', '/v1.0/users?$top=0']
  for (const path of asked) expect((await call('GET', path)).status, path).not.toBe(429)
  expect((await call('GET', '/v1.0/nothing')).status).toBe(429)
})

test('changes by one operation have a limit of their own', async () => {
  await using graph = await openTestGraph({ settings: { ...limits, graphRequestsPerMinute: 0 } })
  const { kernel } = graph
  await updateConfigurations(kernel, systemActor(), [{ id: 'TemporaryAccessPass', change: { state: 'enabled' } }])
  const user = await aUser(kernel)
  const call = graph.as(applicationActor(everything))
  const change = () => call('PATCH', `/v1.0/users/${user.id}`, { jobTitle: 'x' })
  const issue = () => call('POST', `/v1.0/users/${user.id}/authentication/temporaryAccessPassMethods`, {})
  expect([(await change()).status, (await change()).status]).toEqual([204, 204])
  const records = await recordsOf(kernel, async () => {
    const refused = await change()
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '30'])
  })
  expect(records).toEqual([])
  expect((await issue()).status).toBe(201)
  for (let read = 0; read < 20; read++) expect((await call('GET', `/v1.0/users/${user.id}`)).status).toBe(200)
})

test('each request of a batch has its own 429, and the batch none', async () => {
  await using graph = await openTestGraph({ settings: limits })
  const call = graph.as(applicationActor(everything))
  const requests = Array.from({ length: 8 }, (_, id) => ({ id: `${id}`, method: 'GET', url: '/users' }))
  for (const expected of [6, 0]) {
    const answer = await call('POST', '/v1.0/$batch', { requests })
    expect(answer.status).toBe(200)
    const responses = answer.body['responses'] as readonly BatchAnswer[]
    const refused = responses.filter(({ status }) => status === 429)
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(expected)
    expect(refused).toHaveLength(8 - expected)
    for (const { headers } of refused) expect(headers['Retry-After']).toBe('10')
  }
})

test('a person is one caller in all sessions', async () => {
  await using graph = await openTestGraph({ settings: limits })
  const { actor } = await anAdministrator(graph.kernel, roleIds.globalReader)
  for (let sent = 0; sent < 6; sent++) await graph.as({ ...actor, sessionId: `${sent}` })('GET', '/v1.0/me')
  expect((await graph.as(actor)('GET', '/v1.0/me')).status).toBe(429)
})

test('what was refused is counted by the limit that refused it', async () => {
  await using graph = await openTestGraph({ settings: limits })
  const call = graph.as(applicationActor([]))
  for (let sent = 0; sent < 3; sent++) await call('POST', '/v1.0/groups', {})
  for (let sent = 0; sent < 5; sent++) await call('GET', '/v1.0/users')
  const { text } = await graph.kernel.metrics.expose()
  expect(text).toContain('graph_throttled_total{limit="operation"} 1')
  expect(text).toContain('graph_throttled_total{limit="caller"} 2')
})
