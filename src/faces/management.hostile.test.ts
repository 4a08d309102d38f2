import { afterAll, beforeAll, expect, test } from 'vitest'
import { rawRequest } from '../../tests/kit/raw-http.ts'
import { createLogger } from '../kernel/log.ts'
import { createMetrics } from '../kernel/metrics.ts'
import { buildManagement } from './management.ts'

const logged: string[] = []
const server = buildManagement({
  metrics: createMetrics({ process: false }),
  log: createLogger('trace', { write: (line) => void logged.push(line) }),
  phase: () => 'running',
  lacking: async () => undefined,
})
let address = ''

beforeAll(async () => {
  address = await server.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => server.close())

const addresses = ['/', '/health/live', '/health/ready', '/health/started', '/metrics', '/nothing']

async function expectRefused(
  answer: Awaited<ReturnType<typeof rawRequest>>,
  statuses: readonly number[],
  told: string,
) {
  expect(answer.status, `${told} → ${answer.head}`).toBeOneOf(statuses)
  expect(answer.headers, told).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  expect(answer.body, told).not.toMatch(/FST_|\.(?:ts|js):\d|evil\.example/)
}

test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'])(
  '%s finds nothing',
  async (method) => {
    const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'x']
    for (const url of addresses) {
      for (const type of types) {
        for (const body of ['', '{', '{"__proto__":1}', 'x'.repeat(2000)]) {
          const head = `${method} ${url} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`
          const told = `${method} ${url} ${type} ${body.slice(0, 20)}`
          await expectRefused(await rawRequest(address, head + body), [400, 404, 413, 415], told)
        }
      }
    }
  },
)

test.each([
  '/%',
  '/%ZZ',
  '/%E0%A4%A',
  '/%00',
  '//evil.example/metrics',
  '/metrics/../metrics',
  '/metrics%00',
  '/METRICS',
])('%s is no address here', async (url) => {
  const answer = await rawRequest(address, `GET ${url} HTTP/1.1\r\nHost: evil.example\r\n\r\n`)
  await expectRefused(answer, [400, 404], url)
})

test('what is no request is refused on the bare connection', async () => {
  await expectRefused(
    await rawRequest(address, `GET / HTTP/1.1\r\nHost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`),
    [431],
    '20 kB',
  )
  await expectRefused(await rawRequest(address, 'EHLO x\r\n\r\n'), [400], 'another protocol')
  const large = 'POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 10485760\r\n\r\nx'
  await expectRefused(await rawRequest(address, large), [404, 413], '10 MB')
})

test('a stranger’s mistakes are no faults and fill no log', () => {
  expect(logged).toEqual([])
})
