import type { Actor, ApplicationActor, UserActor } from '../../src/base/actor.ts'
import { Refusal } from '../../src/base/refusal.ts'
import { apiFace } from '../../src/faces/api/plugin.ts'
import type { ApiRoutes } from '../../src/faces/api/router.ts'
import { apiRoutes } from '../../src/faces/api/routes.ts'
import type { Credentials } from '../../src/faces/graph/authorize.ts'
import { graphFace } from '../../src/faces/graph/plugin.ts'
import type { GraphRoutes } from '../../src/faces/graph/router.ts'
import { graphRoutes } from '../../src/faces/graph/routes.ts'
import { CallerThrottle } from '../../src/faces/graph/throttle.ts'
import { buildServer, type HttpServer } from '../../src/main/server.ts'
import { leaveOut } from '../conformance/watch.ts'
import { openTestKernel, type TestKernel } from './kernel.ts'

/** An answer with its body read; an answer without one has an empty body. */
export interface GraphAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
  /** The items of a collection. */
  readonly value: readonly Readonly<Record<string, unknown>>[]
  /** `error.code`, and the refusal's own code from `innerError`. */
  readonly error: { readonly code: string; readonly message: string; readonly innerCode: string | undefined }
  readonly text: string
}

/** Calls Graph as one actor: `await graph('POST', '/v1.0/users', { … })`; bytes are sent as a picture. */
export type GraphCaller = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<GraphAnswer>

/** The header that advanced queries of directory objects want. */
export const eventual = { consistencylevel: 'eventual' } as const

/** A server with Graph and our own interface on it, and a kernel of its own; nothing listens. */
export interface TestGraph extends AsyncDisposable {
  readonly kernel: TestKernel
  readonly server: HttpServer
  /** Calls with a bearer token for an application, also one that acts for a person; with the cookie of a page for a person. */
  as(actor: ApplicationActor | UserActor): GraphCaller
  /** Calls without any credential. */
  readonly asNobody: GraphCaller
}

interface TestGraphOptions extends NonNullable<Parameters<typeof openTestKernel>[0]> {
  /** Every route of the product unless told. */
  readonly routes?: GraphRoutes
  /** What Graph has no word for; every route of the product unless told. */
  readonly apiRoutes?: ApiRoutes
}

export async function openTestGraph(options: TestGraphOptions = {}): Promise<TestGraph> {
  const kernel = await openTestKernel(options)
  const actors = new Map<string, Actor>()
  const given = { kernel, credentials: credentialsOf(actors), throttle: new CallerThrottle(kernel) }
  const server = await buildServer({
    kernel,
    faces: [
      { name: 'graph', plugin: graphFace({ ...given, routes: options.routes ?? graphRoutes }) },
      { name: 'api', plugin: apiFace({ ...given, routes: options.apiRoutes ?? apiRoutes }) },
    ],
  })
  if (options.routes?.some((route) => !graphRoutes.includes(route))) leaveOut(server)
  return {
    kernel,
    server,
    as: (actor) => {
      const token = `token-of-somebody-${actors.size}`
      actors.set(token, actor)
      return caller(server, isInPage(actor) ? fromPage(token) : { authorization: `Bearer ${token}` })
    },
    asNobody: caller(server, {}),
    [Symbol.asyncDispose]: async () => {
      await server.close()
      await kernel[Symbol.asyncDispose]()
    },
  }
}

/** Whether somebody is in a session of our own pages, with no application between. */
const isInPage = (actor: Actor): boolean => actor.kind === 'user' && actor.application === undefined

const fromPage = (token: string) => ({ cookie: `latchkey-session=${token}`, 'sec-fetch-site': 'same-origin' })

/** Tokens and cookies as they would be if their issuers had made them. */
const credentialsOf = (actors: ReadonlyMap<string, Actor>): Credentials => ({
  verifyAccessToken: async (token) => {
    const actor = actors.get(token)
    const isToken = actor?.kind === 'application' || (actor?.kind === 'user' && !isInPage(actor))
    if (!isToken) throw new Refusal('tokenInvalid', 'The access token is not ours.')
    return actor
  },
  findSession: async (token, origin) => {
    const actor = actors.get(token)
    return actor?.kind === 'user' && isInPage(actor) ? { ...actor, origin } : undefined
  },
})

function caller(server: HttpServer, credentials: Readonly<Record<string, string>>): GraphCaller {
  return async (method, path, body, headers = {}) => {
    const isFile = body instanceof Uint8Array
    const json = body === undefined ? {} : { 'content-type': isFile ? 'image/png' : 'application/json' }
    const answer = await server.inject({
      method: method as 'GET',
      url: path.startsWith('http') ? path.replace(/^https?:\/\/[^/]+/, '') : path,
      headers: { ...json, ...credentials, ...headers },
      ...(body === undefined ? {} : { payload: isFile ? Buffer.from(body) : JSON.stringify(body) }),
    })
    return readAnswer(answer.statusCode, answer.headers, answer.body)
  }
}

function readAnswer(status: number, headers: object, text: string): GraphAnswer {
  const isJson = 'content-type' in headers && /^application\/json *(;|$)/.test(String(headers['content-type']))
  const body = isJson && text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {}
  const error = body['error'] as { code: string; message: string; innerError?: { code?: string } } | undefined
  return {
    status,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body,
    value: (body['value'] ?? []) as readonly Record<string, unknown>[],
    error: { code: error?.code ?? '', message: error?.message ?? '', innerCode: error?.innerError?.code },
    text,
  }
}
