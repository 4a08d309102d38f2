import type { Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applicationActor } from '../../../tests/kit/builders.ts'
import { openTestGraph, type TestGraph } from '../../../tests/kit/graph.ts'
import type { GraphRoutes } from './router.ts'
import { graphRoutes } from './routes.ts'

/** How far the stream was read. */
const counted = { given: 0, ended: false }

async function* endless(): AsyncGenerator<string> {
  try {
    for (;;) {
      counted.given++
      yield 'x'.repeat(64 * 1024)
    }
  } finally {
    counted.ended = true
  }
}

async function* broken(): AsyncGenerator<string> {
  yield 'the beginning'
  throw new Error('the row is secret')
}

const streamRoute = (path: string, stream: () => AsyncIterable<string>) =>
  ({
    method: 'GET',
    path,
    operation: null,
    anonymous: true,
    summary: 'goes on and on',
    streams: true,
    answers: { type: 'Edm.String' },
    handle: async () => ({ status: 200, headers: { 'content-type': 'text/plain' }, stream: stream() }),
  }) as const

const routes: GraphRoutes = [...graphRoutes, streamRoute('/endless', endless), streamRoute('/broken', broken)]

let graph: TestGraph
let address: string
beforeAll(async () => {
  graph = await openTestGraph({ routes })
  address = await graph.server.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => graph[Symbol.asyncDispose]())

/** Long enough for buffers to fill. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 300))

test('a stream is refused inside a batch', async () => {
  const call = graph.as(applicationActor([]))
  const answer = await call('POST', '/v1.0/$batch', { requests: [{ id: '1', method: 'GET', url: '/endless' }] })
  expect(answer.body['responses']).toMatchObject([{ id: '1', status: 400, body: { error: { code: 'BadRequest' } } }])
  expect(counted.given).toBe(0)
})

test('a stream is read no faster than the caller takes it, and no further once they are gone', async () => {
  const stop = new AbortController()
  const answer = await fetch(`${address}/v1.0/endless`, { signal: stop.signal })
  const reader = answer.body?.getReader()
  await reader?.read()
  await settled()
  const taken = counted.given
  expect(taken).toBeLessThan(500)
  await settled()
  expect(counted).toEqual({ given: taken, ended: false })
  stop.abort()
  await expect.poll(() => counted.ended).toBe(true)
  expect(counted.given).toBeLessThan(taken + 5)
})

test('a caller who takes nothing more for two minutes is waited for no longer', async () => {
  counted.ended = false
  const sockets: Socket[] = []
  graph.server.server.once('connection', (socket: Socket) => sockets.push(socket))
  const answer = await fetch(`${address}/v1.0/endless`)
  await settled()
  const [socket] = sockets
  expect(socket?.timeout).toBe(120_000)
  expect(counted.ended).toBe(false)
  socket?.emit('timeout')
  await expect.poll(() => counted.ended).toBe(true)
  await expect(answer.text()).rejects.toThrow()
})

test('a stop breaks a stream off, which could go on for ever', async () => {
  counted.ended = false
  const site = await openTestGraph({ routes })
  const answer = await fetch(`${await site.server.listen({ host: '127.0.0.1', port: 0 })}/v1.0/endless`)
  await settled()
  await site[Symbol.asyncDispose]()
  expect(counted.ended).toBe(true)
  await expect(answer.text()).rejects.toThrow()
})

test('a stream that breaks breaks off the answer, so that nobody takes it for whole, and tells nothing', async () => {
  const answer = await fetch(`${address}/v1.0/broken`)
  expect(answer.status).toBe(200)
  await expect(answer.text()).rejects.toThrow()
})
