import { Readable } from 'node:stream'
import fastifyCookie from '@fastify/cookie'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../base/actor.ts'
import { Refusal } from '../../base/refusal.ts'
import { parseStrictJson } from '../../base/strict-json.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { correlationIdOf, originOf } from '../origin.ts'
import { authenticate, type Credentials } from './authorize.ts'
import { type Dialect, graphDialect } from './dialect.ts'
import { errorResponse } from './errors.ts'
import {
  createGraphRouter,
  type GraphResponse,
  type GraphRouter,
  type GraphVersion,
  type Root,
  type Routes,
} from './router.ts'
import type { CallerThrottle } from './throttle.ts'

/** What a face of routes is given by `main`. */
export interface RoutedFace {
  readonly kernel: Kernel
  readonly routes: Routes
  readonly credentials: Credentials
  /** Shared with other faces; its own unless told. */
  readonly throttle?: CallerThrottle
}

/** One place where the routes are found. */
export interface Mount {
  readonly root: Root
  readonly version: GraphVersion
}

const bodyLimit = 1024 * 1024

/** Microsoft Graph at `/v1.0` and `/beta`. */
export const graphFace = (face: RoutedFace): FastifyPluginAsync =>
  routedFace(face, graphDialect, [
    { root: '/v1.0', version: 'v1.0' },
    { root: '/beta', version: 'beta' },
  ])

/** Routes at one or more roots: their own parser, headers, authentication and error envelope. */
export const routedFace =
  (face: RoutedFace, dialect: Dialect, mounts: readonly Mount[]): FastifyPluginAsync =>
  async (scope) => {
    await scope.register(fastifyCookie)
    const throttle = face.throttle === undefined ? {} : { throttle: face.throttle }
    const router = createGraphRouter(face.kernel, face.routes, { dialect, ...throttle })
    for (const at of mounts) {
      await scope.register(async (child) => mount(child, face, { router, dialect, ...at }), { prefix: at.root })
    }
  }

interface Mounted extends Mount {
  readonly router: GraphRouter
  readonly dialect: Dialect
}

/**
 * The address the web framework is shown instead of one of a face of routes.
 *
 * The router takes its paths apart itself, so the framework neither decodes nor refuses them.
 */
export const graphMount = (url: string): string => url.replace(/^\/(v1\.0|beta|api\/v1)(?:[/?].*)?$/s, '/$1/-')

function mount(scope: FastifyInstance, face: RoutedFace, at: Mounted): void {
  const { kernel, credentials } = face
  const { router, dialect, root } = at
  const actors = new WeakMap<FastifyRequest, Actor>()
  const isOpen = openTo(face.routes)
  readJsonAndFiles(scope)
  scope.addHook('onRequest', async (request, reply) => {
    reply.headers(dialect.headers(idsOf(request)))
    refuseEncodedBody(request)
    const open = isOpen(pathOf(request, root), request.method)
    actors.set(request, open ? stranger(request) : await authenticate(credentials, kernel.settings, request))
  })
  scope.setErrorHandler((error, request, reply) => {
    const context = { path: pathOf(request, root), ...idsOf(request), now: kernel.clock.now() }
    return send(reply, dialect, errorResponse(frameworkRefusal(error), context, kernel.log))
  })
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const actor = actors.get(request)
    if (!actor) throw new Error('A request came past authentication')
    return send(reply, dialect, await router(callOf(request, at, actor)))
  }
  scope.all('/', { bodyLimit }, handler)
  scope.all('/*', { bodyLimit }, handler)
  scope.setNotFoundHandler(handler)
}

/** Which requests nobody has to sign in for; whoever sends one with credentials is a stranger all the same. */
function openTo(routes: Routes): (path: string, method: string) => boolean {
  const open = new Set(routes.filter(({ anonymous }) => anonymous).map(({ path }) => path.toLowerCase()))
  return (path, method) =>
    (method === 'GET' || method === 'HEAD') && open.has(path.replace('%24', '$').replace(/\/$/, '').toLowerCase())
}

const stranger = (request: FastifyRequest): Actor => ({ kind: 'anonymous', origin: originOf(request) })

function callOf(request: FastifyRequest, { root, version }: Mount, actor: Actor) {
  const [, query = ''] = splitOnce(request.originalUrl, '?')
  return {
    method: request.method,
    root,
    version,
    path: pathOf(request, root),
    query,
    headers: plainHeaders(request),
    body: request.body,
    actor,
    ...idsOf(request),
  }
}

const pathOf = (request: FastifyRequest, root: Root): string =>
  splitOnce(request.originalUrl, '?')[0].slice(root.length)

function splitOnce(text: string, sign: string): readonly [string, string?] {
  const at = text.indexOf(sign)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

/** A caller's own id is echoed if it can do no harm in a header or a log. */
function idsOf(request: FastifyRequest) {
  const given = request.headers['client-request-id']
  const clientRequestId = typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : correlationIdOf(request)
  return { requestId: request.id, clientRequestId }
}

const plainHeaders = (request: FastifyRequest): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )

function readJsonAndFiles(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit }, async (_: unknown, body: Buffer) =>
    body.length === 0 ? undefined : parseStrictJson(decodeUtf8(body)),
  )
  scope.addContentTypeParser(fileTypes, { parseAs: 'buffer', bodyLimit }, async (_: unknown, body: Buffer) => body)
}

/** What a form of another site cannot send; the route says whether it reads files. */
const fileTypes = /^(?:image\/[\w.+*-]+|application\/octet-stream)(?:$|[\s;])/

function decodeUtf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch (cause) {
    throw new Refusal('malformedRequest', 'The body is not UTF-8.', { cause })
  }
}

function refuseEncodedBody(request: FastifyRequest): void {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    throw new Refusal('wrongContentType', 'The body is compressed; send it as it is, without Content-Encoding.')
  }
}

/** What the web framework refuses by itself, in our words; anything else stays what it is. */
function frameworkRefusal(error: unknown): unknown {
  if (error instanceof Refusal || !(error instanceof Error) || !('statusCode' in error)) return error
  switch (error.statusCode) {
    case 400:
      return new Refusal('malformedRequest', 'The request is not well formed.', { cause: error })
    case 413:
      return new Refusal('bodyTooLarge', 'The body is larger than 1 MiB.', { cause: error })
    case 415:
      return new Refusal('wrongContentType', 'The body has to be JSON: send Content-Type: application/json.', {
        cause: error,
      })
    default:
      return error
  }
}

function send(reply: FastifyReply, { contentType }: Dialect, response: GraphResponse): FastifyReply {
  reply.code(response.status).headers(response.headers ?? {})
  if (response.stream) return reply.request.method === 'HEAD' ? reply.send() : sendStream(reply, response.stream)
  if (response.body === undefined) return reply.send()
  if (reply.hasHeader('content-type')) return reply.send(response.body)
  return reply.header('content-type', contentType).send(JSON.stringify(response.body))
}

/** A caller who takes nothing more is waited for so long. */
const stalledMilliseconds = 2 * 60_000

function sendStream(reply: FastifyReply, stream: AsyncIterable<string>): FastifyReply {
  reply.raw.setTimeout(stalledMilliseconds, () => reply.raw.destroy())
  return reply.send(Readable.from(stream))
}
