import fc from 'fast-check'
import { beforeAll, expect } from 'vitest'
import type { BatchAnswer } from '../../contract/graph/batch.ts'
import { graphError } from '../../contract/graph/envelope.ts'
import { graphRoutes } from '../../src/faces/graph/routes.ts'
import { applicationActor, aUser } from '../kit/builders.ts'
import { editedText, edits, fuzz } from '../kit/fuzz.ts'
import { type GraphCaller, openTestGraph, type TestGraph } from '../kit/graph.ts'

let graph: TestGraph
let call: GraphCaller
let userId = ''

beforeAll(async () => {
  graph = await openTestGraph()
  call = graph.as(applicationActor(['User.Read.All']))
  userId = (await aUser(graph.kernel)).id
  return () => graph[Symbol.asyncDispose]()
})

const text = fc.string({ unit: 'binary', maxLength: 12 })
const url = fc.oneof(
  fc.constantFrom(...graphRoutes.map(({ path }) => path)),
  fc.webUrl(),
  text,
  fc.constantFrom('', '/', '//', '/$batch', '/me', 'users?$top=1', '/v1.0/users', '/beta/users', '/users/%', '#', '?'),
)
const id = fc.constantFrom('1', '2', '3', '4', '5', 'constructor', '__proto', 'toString', '')
const item = fc.record(
  {
    id: fc.oneof({ weight: 9, arbitrary: id }, { weight: 1, arbitrary: fc.jsonValue() }),
    method: fc.oneof(fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'get'), text),
    url,
    headers: fc.option(fc.dictionary(fc.oneof(fc.constantFrom('content-type', 'If-Match', 'Prefer'), text), text)),
    body: fc.jsonValue(),
    dependsOn: fc.option(fc.array(id, { maxLength: 3 })),
  },
  { requiredKeys: ['id', 'method', 'url'] },
)
const envelope = fc.record({ requests: fc.array(item, { maxLength: 22 }) })

async function answersWell(payload: string): Promise<void> {
  const answer = await graph.server.inject({
    method: 'POST',
    url: '/v1.0/$batch',
    headers: { authorization: 'Bearer token-of-somebody-0', 'content-type': 'application/json' },
    payload,
  })
  const told = `${payload} → ${answer.statusCode} ${answer.body.slice(0, 500)}`
  expect(answer.statusCode, told).toBeOneOf([200, 400])
  if (answer.statusCode === 400) expect(graphError.safeParse(answer.json()).success, told).toBe(true)
  else for (const each of answer.json().responses as readonly BatchAnswer[]) answeredWell(each, told)
}

/** Only the answer to HEAD comes without a body. */
function answeredWell({ status, body }: BatchAnswer, told: string): void {
  if (status !== 501) expect(status, told).toBeLessThan(500)
  if (body === undefined && /"head"/i.test(told)) return
  if (status >= 400) expect(graphError.safeParse(body).success, told).toBe(true)
}

fuzz('no batch is a fault, whatever its requests', [envelope], (whole) => answersWell(JSON.stringify(whole)))

fuzz('nor one altered anywhere', [edits], async (changes) => {
  const whole = {
    requests: [
      { id: '1', method: 'GET', url: `/users/${userId}`, headers: { accept: 'application/json' } },
      { id: '2', method: 'GET', url: '/users?$top=1', dependsOn: ['1'] },
    ],
  }
  await answersWell(editedText(JSON.stringify(whole), changes))
})

fuzz('what is right among it is answered rightly', [fc.array(url, { maxLength: 18 })], async (urls) => {
  const odd = urls.map((each, index) => ({ id: `odd${index}`, method: 'GET', url: each === '' ? '/' : each }))
  const right = { id: 'right', method: 'GET', url: `/users/${userId}?$select=id` }
  const answer = await call('POST', '/v1.0/$batch', { requests: [...odd, right] })
  if (answer.status === 400) return
  const responses = answer.body['responses'] as readonly BatchAnswer[]
  expect(responses.find((each) => each.id === 'right')).toMatchObject({ status: 200, body: { id: userId } })
})
