import {
  BatchRequestContent,
  BatchResponseContent,
  GraphError,
  RetryHandlerOptions,
} from '@microsoft/microsoft-graph-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Clients, openClients } from './clients.ts'

const most = 60
let clients: Clients
let time: NodeJS.Timeout

/** One request a second after the first sixty; the server's clock stands still, and goes on with the real one once somebody was refused. */
beforeEach(async () => {
  clients = await openClients(['User.Read.All'], { graphRequestsPerMinute: most })
  time = setInterval(async () => {
    if ((await refused()) > 0) clients.kernel.clock.advanceSeconds(1)
  }, 1000)
})

afterEach(async () => {
  clearInterval(time)
  await clients[Symbol.asyncDispose]()
})

async function refused(): Promise<number> {
  const { text } = await clients.kernel.metrics.expose()
  return Number(/graph_throttled_total\{limit="caller"\} (\d+)/.exec(text)?.[1] ?? 0)
}

const people = () => clients.graph.api('/users').top(1)

async function useUp(): Promise<void> {
  for (let sent = 0; sent < most; sent++) await people().get()
}

test('the JavaScript client waits as it is told, and succeeds', async () => {
  await useUp()
  expect(await refused()).toBe(0)
  const begun = performance.now()
  await people().get()
  expect(await refused()).toBeGreaterThan(0)
  expect(performance.now() - begun).toBeGreaterThan(900)
})

test('the SDK waits as it is told, and succeeds', async () => {
  const { users } = clients.sdk
  for (let sent = 0; sent < most; sent++) await users.get({ queryParameters: { top: 1 } })
  expect(await refused()).toBe(0)
  const begun = performance.now()
  await users.get({ queryParameters: { top: 1 } })
  expect(await refused()).toBeGreaterThan(0)
  expect(performance.now() - begun).toBeGreaterThan(900)
})

test('a client that does not wait is told 429 and for how long', async () => {
  await useUp()
  const impatient = people().middlewareOptions([new RetryHandlerOptions(undefined, 0)])
  const error = await impatient.get().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(GraphError)
  expect(error).toMatchObject({ statusCode: 429, code: 'TooManyRequests' })
  expect((error as GraphError).headers?.get('retry-after')).toMatch(/^[1-9]\d*$/)
})

test('each request of a batch finds its own 429, and for how long', async () => {
  for (let sent = 0; sent < most - 1; sent++) await people().get()
  const steps = ['1', '2', '3'].map((id) => ({ id, request: new Request(`${clients.address}/users?$top=1`) }))
  const answers = new BatchResponseContent(
    await clients.graph.api('/$batch').post(await new BatchRequestContent(steps).getContent()),
  )
  const told = [...answers.getResponses().values()].filter(({ status }) => status === 429)
  expect(told.length).toBeGreaterThan(1)
  for (const { headers } of told) expect(headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
})
