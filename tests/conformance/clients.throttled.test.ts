import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Clients, openClients } from './clients.ts'

let clients: Clients
let time: NodeJS.Timeout

/** One request a second after the first sixty; the server's clock goes on with the real one. */
beforeEach(async () => {
  clients = await openClients(['User.Read.All'], { graphRequestsPerMinute: 60 })
  time = setInterval(() => clients.kernel.clock.advanceSeconds(1), 1000)
})

afterEach(async () => {
  clearInterval(time)
  await clients[Symbol.asyncDispose]()
})

async function refused(): Promise<number> {
  const { text } = await clients.kernel.metrics.expose()
  return Number(/graph_throttled_total\{limit="caller"\} (\d+)/.exec(text)?.[1] ?? 0)
}

test('the JavaScript client waits as it is told, and succeeds', async () => {
  for (let sent = 0; sent < 62; sent++) await clients.graph.api('/users').top(1).get()
  expect(await refused()).toBeGreaterThan(0)
})

test('the SDK waits as it is told, and succeeds', async () => {
  for (let sent = 0; sent < 62; sent++) await clients.sdk.users.get({ queryParameters: { top: 1 } })
  expect(await refused()).toBeGreaterThan(0)
})
