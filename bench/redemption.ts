import { Agent, request } from 'node:http'
import type { ServerProcess } from '../tests/kit/running-server.ts'
import { inParallel, percentile } from './measure.ts'
import { processorMilliseconds } from './processor.ts'
import type { Seeded } from './seed.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

interface Answer {
  readonly status: number
  readonly cookies: readonly string[]
  readonly body: Record<string, unknown>
}

/** The least client that costs little of its own: one keep-alive agent, JSON in and out. */
function call(
  address: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${address}${path}`, { method, agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          cookies: (response.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? ''),
          body: text.startsWith('{') ? JSON.parse(text) : {},
        }),
      )
    })
    sent.once('error', reject)
    sent.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body))
  })
}

export async function accessToken(server: ServerProcess, seeded: Seeded): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: seeded.clientId,
    client_secret: seeded.clientSecret,
    scope: 'https://graph.microsoft.com/.default',
  })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await call(server.address, 'POST', `/${seeded.tenantId}/oauth2/v2.0/token`, headers, form.toString())
  return String(answer.body['access_token'])
}

/** What one round of one kind of request came to. */
export interface Round {
  readonly perSecond: number
  readonly processorMs: number
  readonly p99Ms: number
}

/** Runs one kind of request over all items and takes the server's processor time for it. */
export async function measured<Item>(
  server: ServerProcess,
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<Round> {
  const before = processorMilliseconds(server.pid)
  const { each, total } = await inParallel(items, 16, work)
  const processor = processorMilliseconds(server.pid) - before
  return {
    perSecond: (items.length / total) * 1000,
    processorMs: processor / items.length,
    p99Ms: percentile(each, 0.99),
  }
}

/** Issues a one-time pass over Graph; returns its code. */
export async function issue(server: ServerProcess, token: string, user: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const path = `/v1.0/users/${encodeURIComponent(user)}/authentication/temporaryAccessPassMethods`
  const answer = await call(server.address, 'POST', path, headers, { isUsableOnce: true })
  if (answer.status !== 201) throw new Error(`issuing answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return String(answer.body['temporaryAccessPass'])
}

const json = { 'content-type': 'application/json', accept: 'application/json', 'sec-fetch-site': 'same-origin' }

/** A sign-in that has come as far as being asked for its pass. */
export interface Asked {
  readonly cookie: string
  readonly version: unknown
  readonly code: string
  readonly source: string
}

/** The first two requests of a sign-in: the page and the user name. Every source has an address of its own. */
export async function ask(server: ServerProcess, user: string, code: string, number: number): Promise<Asked> {
  const source = `198.18.${(number >> 8) % 256}.${number % 256}`
  const headers = { ...json, 'x-forwarded-for': source }
  const begun = await call(server.address, 'GET', '/signin', headers)
  const [cookie = ''] = begun.cookies
  const asked = await call(
    server.address,
    'POST',
    '/signin/identify',
    { ...headers, cookie },
    {
      version: begun.body['version'],
      userPrincipalName: user,
    },
  )
  return { cookie, version: asked.body['version'], code, source }
}

/** The third request: the pass itself. */
export async function redeem(server: ServerProcess, asked: Asked): Promise<void> {
  const headers = { ...json, 'x-forwarded-for': asked.source, cookie: asked.cookie }
  const answer = await call(server.address, 'POST', '/signin/prove', headers, {
    version: asked.version,
    method: 'temporaryAccessPass',
    code: asked.code,
  })
  if (answer.body['step'] !== 'done') throw new Error(`redeeming answered ${JSON.stringify(answer.body)}`)
}
