import { beforeEach, expect, test } from 'vitest'
import type { BatchAnswer } from '../../../contract/graph/batch.ts'
import { aGroup, applicationActor, aUser, systemActor } from '../../../tests/kit/builders.ts'
import { type GraphCaller, openTestGraph, type TestGraph } from '../../../tests/kit/graph.ts'
import { recordsOf } from '../../../tests/kit/records.ts'
import { updateUser } from '../../directory/service.ts'

let graph: TestGraph
let call: GraphCaller
let at: string
let id: string

beforeEach(async () => {
  graph = await openTestGraph()
  call = graph.as(
    applicationActor(['User.ReadWrite.All', 'Group.ReadWrite.All', 'Policy.ReadWrite.AuthenticationMethod']),
  )
  id = (await aUser(graph.kernel)).id
  at = `/v1.0/users/${id}`
  return () => graph[Symbol.asyncDispose]()
})

const tagOf = async (path = at) => String((await call('GET', path)).headers['etag'])
const jobTitle = async () => (await call('GET', `${at}?$select=jobTitle`)).body['jobTitle']
const change = (title: string, headers: Record<string, string>) => call('PATCH', at, { jobTitle: title }, headers)

test('a single entity has a weak tag, the same however it is asked, until it changes', async () => {
  const tag = await tagOf()
  expect(tag).toMatch(/^W\/"[\w-]{22}"$/)
  for (const path of [
    at,
    `${at}?$select=id`,
    `/v1.0/users('${id}')`,
    `${at}/`,
    at.toUpperCase().replace('V1.0', 'v1.0'),
  ]) {
    expect(await tagOf(path), path).toBe(tag)
  }
  await change('other', {})
  expect(await tagOf()).not.toBe(tag)
})

test('a list, a count and a refusal have none', async () => {
  for (const path of ['/v1.0/users', '/v1.0/users/$count', '/v1.0/users/nobody']) {
    expect((await call('GET', path)).headers).not.toHaveProperty('etag')
  }
})

test('who has it already gets nothing but the headers', async () => {
  const tag = await tagOf()
  for (const named of [tag, tag.replace('W/', ''), `"x", ${tag}`, '*']) {
    const answer = await call('GET', at, undefined, { 'if-none-match': named, 'client-request-id': 'mine' })
    expect([answer.status, answer.text, answer.headers['etag']], named).toEqual([304, '', tag])
    expect(answer.headers).toMatchObject({ 'odata-version': '4.0', 'client-request-id': 'mine' })
    expect(answer.headers).not.toHaveProperty('content-type')
  }
  await change('other', {})
  expect((await call('GET', at, undefined, { 'if-none-match': tag })).status).toBe(200)
  expect((await call('GET', at, undefined, { 'if-match': tag })).status).toBe(412)
})

test('a change of another state than the present one is refused, recorded, and changes nothing', async () => {
  const tag = await tagOf()
  expect((await change('first', { 'if-match': tag })).status).toBe(204)
  const records = await recordsOf(graph.kernel, async () => {
    const refused = await change('second', { 'if-match': tag })
    expect([refused.status, refused.error.innerCode]).toEqual([412, 'entityChanged'])
  })
  expect(records).toMatchObject([{ activityDisplayName: 'Update user', result: 'failure' }])
  expect(await jobTitle()).toBe('first')
  expect((await change('third', { 'if-match': `"x",${await tagOf()}` })).status).toBe(204)
  expect((await change('fourth', { 'if-match': '*' })).status).toBe(204)
  expect(await jobTitle()).toBe('fourth')
})

test('of many changes of one state one is made', async () => {
  const headers = { 'if-match': await tagOf() }
  const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => change(`title ${index}`, headers)))
  const statuses = answers.map(({ status }) => status).toSorted()
  expect(statuses).toEqual([204, 412, 412, 412, 412, 412, 412, 412])
  expect(await jobTitle()).toBe(`title ${answers.findIndex(({ status }) => status === 204)}`)
})

test('a deletion depends on the state too, and a gone entity has none', async () => {
  const { id: groupId } = await aGroup(graph.kernel)
  const group = `/v1.0/groups/${groupId}`
  const stale = await tagOf(group)
  await call('PATCH', group, { description: 'x' })
  expect((await call('DELETE', group, undefined, { 'if-match': stale })).status).toBe(412)
  expect((await call('DELETE', group, undefined, { 'if-match': await tagOf(group) })).status).toBe(204)
  expect((await call('DELETE', group, undefined, { 'if-match': '*' })).status).toBe(404)
})

test('a change that changes nothing depends on it as well', async () => {
  const stale = await tagOf()
  await updateUser(graph.kernel, systemActor(), { user: id, change: { jobTitle: 'x' } })
  expect((await call('PATCH', at, {}, { 'if-match': stale })).status).toBe(412)
})

test('a singleton has a tag', async () => {
  const policy = '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Fido2'
  const type = '#microsoft.graph.fido2AuthenticationMethodConfiguration'
  const tag = await tagOf(policy)
  const disable = () => call('PATCH', policy, { '@odata.type': type, state: 'disabled' }, { 'if-match': tag })
  expect((await disable()).status).toBe(204)
  expect((await disable()).status).toBe(412)
})

test('an address without an entity has no state to name', async () => {
  const group = await aGroup(graph.kernel, { members: [{ ...(await aUser(graph.kernel)) }] })
  const member = (await call('GET', `/v1.0/groups/${group.id}/members`)).value[0]?.['id']
  const link = `/v1.0/groups/${group.id}/members/${member}/$ref`
  expect((await call('DELETE', link, undefined, { 'if-match': '"x"' })).status).toBe(412)
  expect((await call('DELETE', link, undefined, { 'if-match': '*' })).status).toBe(204)
})

test('a change that must find nothing is refused where there is something', async () => {
  expect((await change('x', { 'if-none-match': '*' })).status).toBe(412)
  expect((await change('x', { 'if-none-match': await tagOf() })).status).toBe(412)
  expect((await change('x', { 'if-none-match': '"other"' })).status).toBe(204)
})

test('who may not change it is told that, not that it changed', async () => {
  const reader = graph.as(applicationActor(['User.Read.All']))
  const records = await recordsOf(graph.kernel, async () => {
    expect((await reader('PATCH', at, { jobTitle: 'x' }, { 'if-match': '"x"' })).status).toBe(403)
  })
  expect(records).toMatchObject([{ activityDisplayName: 'Update user', result: 'failure' }])
})

test.each(['x', '""x', 'W/', 'W/x', '"', '*, "x"', ',', '', '"x" "y', '"'.repeat(9999), ' '.repeat(5000)])(
  'If-Match of %j is refused, or names no state',
  async (value) => {
    const answer = await change('x', { 'if-match': value })
    expect(answer.status).toBeOneOf([400, 412])
    expect(await jobTitle()).toBeNull()
  },
)

test('in a batch each request has its own condition', async () => {
  const tag = await tagOf()
  const patch = (batchId: string, title: string, dependsOn: readonly string[]) => ({
    ...{ id: batchId, method: 'PATCH', url: `/users/${id}`, body: { jobTitle: title }, dependsOn },
    headers: { 'Content-Type': 'application/json', 'If-Match': tag },
  })
  const requests = [
    patch('1', 'first', []),
    patch('2', 'second', ['1']),
    { id: '3', method: 'GET', url: `/users/${id}`, headers: { 'If-None-Match': '*' }, dependsOn: ['1'] },
  ]
  const answer = await call('POST', '/v1.0/$batch', { requests })
  const responses = answer.body['responses'] as readonly BatchAnswer[]
  expect(responses.map(({ status }) => status)).toEqual([204, 412, 304])
  expect(responses[2]).not.toHaveProperty('body')
})
