import { beforeAll, expect, test } from 'vitest'
import { applicationActor } from '../../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../../tests/kit/graph.ts'

let graph: TestGraph

beforeAll(async () => {
  graph = await openTestGraph()
  return () => graph[Symbol.asyncDispose]()
})

test.each(['v1.0', 'beta'])('tells a stranger what %s has, in XML', async (version) => {
  const answer = await graph.asNobody('GET', `/${version}/$metadata`)
  expect(answer.status).toBe(200)
  expect(answer.headers['content-type']).toBe('application/xml')
  expect(answer.headers['odata-version']).toBe('4.0')
  expect(answer.text).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?><edmx:Edmx Version="4.0"/)
  expect(answer.text.includes('authenticationMethodsUsed')).toBe(version === 'beta')
})

test('tells it to callers with a token too, and under its other spellings', async () => {
  const known = graph.as(applicationActor([]))
  for (const path of ['/v1.0/$metadata', '/v1.0/%24metadata', '/v1.0/$METADATA', '/v1.0/$metadata/']) {
    expect((await known('GET', path)).status, path).toBe(200)
    expect((await graph.asNobody('GET', path)).status, path).toBe(200)
  }
})

test('lets strangers read nothing else, and change nothing there', async () => {
  for (const path of ['/v1.0/users', '/v1.0/$metadata/users', '/v1.0/$metadata$', '/v1.0//$metadata', '/v1.0/']) {
    expect((await graph.asNobody('GET', path)).status, path).toBe(401)
  }
  expect((await graph.asNobody('POST', '/v1.0/$metadata', {})).status).toBe(401)
  expect((await graph.as(applicationActor([]))('DELETE', '/v1.0/$metadata')).status).toBe(405)
})

test('refuses options it does not read', async () => {
  expect((await graph.asNobody('GET', '/v1.0/$metadata?$top=1')).status).toBe(400)
})
