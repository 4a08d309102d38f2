import { subscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import { type Difference, differencesIn, type Exchange } from './validator.ts'

const found: { readonly exchange: Exchange; readonly differences: readonly Difference[] }[] = []
const unwatched = new WeakSet<object>()
const elsewhere = new Set<string>()

/** Looks at every JSON answer from `/v1.0` of every web server made from now on in this process. */
export function watchServers(): void {
  subscribe('fastify.initialization', (message) => {
    const { fastify } = message as { readonly fastify: FastifyInstance }
    fastify.addHook('onSend', async (request, reply, payload) => {
      if (unwatched.has(fastify)) return
      judge({
        method: request.method,
        url: request.originalUrl,
        status: reply.statusCode,
        body: jsonIn(String(reply.getHeader('content-type') ?? ''), payload),
        sent: request.body,
        prefer: String(request.headers['prefer'] ?? ''),
      })
    })
  })
}

/** Leaves a server out whose routes are a test's own. */
export const leaveOut = (server: object): void => void unwatched.add(server)

/** Looks at the answers of a server in another process, as far as they are got with `fetch`. */
export const watchAddress = (address: string): void => void elsewhere.add(new URL(address).origin)

/** Puts itself before `fetch`, for servers in other processes. */
export function watchFetch(): void {
  const original = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const answer = await original(input, init)
    const request = input instanceof Request ? input : { url: String(input), method: init?.method ?? 'GET' }
    const { origin, pathname, search } = new URL(request.url)
    if (elsewhere.has(origin) && /^\/v1\.0\//i.test(pathname)) {
      const sent = typeof init?.body === 'string' ? { sent: JSON.parse(init.body) as unknown } : {}
      const body = jsonIn(answer.headers.get('content-type') ?? '', await answer.clone().text())
      judge({ method: request.method, url: pathname + search, status: answer.status, body, ...sent })
    }
    return answer
  }
}

function jsonIn(contentType: string, payload: unknown): unknown {
  return contentType.startsWith('application/json') && typeof payload === 'string' && payload !== ''
    ? JSON.parse(payload)
    : undefined
}

function judge(exchange: Exchange): void {
  if (!/^\/v1\.0\//i.test(exchange.url)) return
  try {
    const differences = differencesIn(exchange)
    if (differences.length > 0) found.push({ exchange, differences })
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    found.push({ exchange, differences: [{ where: 'the validator', property: '', problem: 'wrong', text }] })
  }
}

/** Throws when an answer since the last call was not Graph's. */
export function requireConformance(): void {
  const all = found.splice(0)
  if (all.length === 0) return
  const lines = all.flatMap(({ exchange, differences }) =>
    differences.map(
      ({ where, property, problem, text }) =>
        `${problem} '${property}' in ${where}: ${text} (${exchange.method} ${exchange.url.slice(0, 200)} → ${exchange.status})`,
    ),
  )
  const told = [...new Set(lines)].slice(0, 40).join('\n')
  throw new Error(`Answers that are not Microsoft Graph's (tests/conformance/README.md):\n${told}`)
}
