import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLogger } from '../kernel/log.ts'
import { createMetrics } from '../kernel/metrics.ts'
import { buildManagement, type Phase } from './management.ts'

const metrics = createMetrics({ process: false })
let phase: Phase = 'running'
let lacking: () => Promise<string | undefined> = async () => undefined
let asked = 0

const server = buildManagement({
  metrics,
  log: createLogger('silent'),
  phase: () => phase,
  lacking: () => {
    asked++
    return lacking()
  },
})
beforeAll(() => server.ready())
afterAll(() => server.close())

async function get(url: string) {
  const { statusCode, body, headers } = await server.inject({ method: 'GET', url })
  return { status: statusCode, body, headers }
}

const statuses = async () => [
  (await get('/health/live')).status,
  (await get('/health/started')).status,
  (await get('/health/ready')).status,
]

test('a running server is live, started and ready', async () => {
  expect(await statuses()).toEqual([200, 200, 200])
})

test('a server that starts or stops is live and not ready', async () => {
  phase = 'starting'
  expect(await statuses()).toEqual([200, 503, 503])
  phase = 'stopping'
  expect(await statuses()).toEqual([200, 200, 503])
  phase = 'running'
})

test('a server without its database is live and says what it lacks, nothing more', async () => {
  lacking = async () => {
    throw new Error('connect ECONNREFUSED postgres://u:canary@db')
  }
  expect(await statuses()).toEqual([200, 200, 503])
  expect((await get('/health/ready')).body).toBe('{"status":"notReady","lacking":"the database does not answer"}')
  lacking = async () => 'the schema is not up to date'
  expect((await get('/health/ready')).body).toContain('the schema is not up to date')
  lacking = async () => undefined
})

test('probes that come together ask the database once', async () => {
  let answer = (_: undefined) => {}
  lacking = () =>
    new Promise((resolve) => {
      answer = resolve
    })
  asked = 0
  const probes = Array.from({ length: 20 }, () => get('/health/ready'))
  while (asked === 0) await new Promise((resume) => setTimeout(resume, 1))
  await new Promise((resume) => setTimeout(resume, 20))
  answer(undefined)
  expect((await Promise.all(probes)).every(({ status }) => status === 200)).toBe(true)
  expect(asked).toBe(1)
  lacking = async () => undefined
})

test('metrics are text for Prometheus and are not cached', async () => {
  metrics.passIssued('once')
  const { status, body, headers } = await get('/metrics')
  expect([status, headers['cache-control']]).toEqual([200, 'no-store'])
  expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(body).toContain('tap_issued_total{usage="once"} 1')
})

test('ten thousand odd requests do not make the list of series grow', async () => {
  await get('/nothing')
  const before = (await get('/metrics')).body.split('\n').length
  for (let index = 0; index < 10_000; index++) await get(`/nothing-${index}?x=${index}`)
  expect((await get('/metrics')).body.split('\n')).toHaveLength(before)
})

test('anything else is not found, whatever it is', async () => {
  for (const url of ['/', '/health', '/metrics/', '/v1.0/users', '/../etc/passwd']) {
    expect((await get(url)).status).toBe(404)
  }
  expect((await server.inject({ method: 'POST', url: '/metrics', payload: 'x' })).statusCode).toBe(404)
})
