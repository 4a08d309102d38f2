import { afterAll, beforeAll, expect, test } from 'vitest'
import { aGroup, anAdministrator } from '../../tests/kit/builders.ts'
import { everyRoute } from '../../tests/kit/every-route.ts'
import { type GraphCaller, openTestGraph, type TestGraph } from '../../tests/kit/graph.ts'
import { roleIds } from '../roles/rules.ts'

let graph: TestGraph
let call: GraphCaller
let addressOf: (root: string, path: string) => string
beforeAll(async () => {
  graph = await openTestGraph({ poolSize: 1 })
  const { user, actor } = await anAdministrator(graph.kernel, roleIds.globalAdministrator)
  const group = await aGroup(graph.kernel)
  call = graph.as(actor)
  addressOf = (root, path) =>
    `${root}${path.replace('/groups/{id}', `/groups/${group.id}`).replaceAll(/\{\w+\}/g, user.id)}`
})
afterAll(() => graph[Symbol.asyncDispose]())

const reading = everyRoute.filter(({ route }) => route.method === 'GET').map((rooted) => [rooted.name, rooted] as const)

/** One that waits for a second connection with the first in hand keeps out everybody, once as many ask at a time as there are connections. */
test.each(reading)('%s needs no more than one connection to the database', async (_, { root, route }) => {
  const answer = await call('GET', addressOf(root, route.path))
  expect(answer.status, answer.text.slice(0, 300)).not.toBe(503)
  expect(answer.status).toBeLessThan(500)
})
