import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import type { Server, ServerOptions } from 'node:https'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { uuid } from '../base/random.ts'
import { Refusal } from '../base/refusal.ts'
import { frameworkStatus, refuseBroken } from '../faces/broken-request.ts'
import { graphMount } from '../faces/graph/plugin.ts'
import { noSchemas } from '../faces/no-schemas.ts'
import { clientAddress, correlationIdOf, type IsTrusted, trustedProxies } from '../faces/origin.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { FaceName } from '../kernel/metrics.ts'
import type { Settings } from '../kernel/settings.ts'

/** One face, and the name its requests are counted under. */
export interface ServerFace {
  readonly name: FaceName
  readonly plugin: FastifyPluginAsync
}

export interface ServerParts {
  readonly kernel: Kernel
  readonly faces: readonly ServerFace[]
}

export type HttpServer = FastifyInstance<Server>

const mostConnections = 4096
const bodyLimit = 64 * 1024

/** Builds the web server with all its faces, not yet listening; tests use its `inject`. */
export async function buildServer({ kernel, faces }: ServerParts): Promise<HttpServer> {
  const { settings } = kernel
  const server = fastify({
    https: tlsOptions(settings),
    loggerInstance: kernel.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (logger) => logger,
    genReqId: () => uuid(kernel.random),
    rewriteUrl: (request) => graphMount(request.url ?? '/'),
    trustProxy: (_, hop) => hop === 0,
    bodyLimit,
    schemaController: noSchemas,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    clientErrorHandler: refuseBroken(commonHeaders(settings)),
    frameworkErrors: (_, request, reply) => {
      const refusal = new Refusal('malformedRequest', 'The address is malformed.')
      const headers = { ...commonHeaders(settings), 'content-type': 'application/json; charset=utf-8' }
      reply.raw.writeHead(400, headers).end(JSON.stringify(plainError(refusal, request.id)))
    },
  })
  server.server.headersTimeout = 15_000
  server.server.maxConnections = mostConnections
  addCommonHooks(server, kernel)
  endConnectionsAtStop(server)
  for (const face of faces) await server.register(counted(face, kernel))
  return server
}

/** HTTP/1.1 over TLS 1.2 or newer; null for plain HTTP. */
function tlsOptions({ tls }: Settings): ServerOptions | null {
  if (!tls) return null
  return { cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile), minVersion: 'TLSv1.2' }
}

function addCommonHooks(server: HttpServer, { settings, log }: Kernel): void {
  const isTrusted = trustedProxies(settings.trustedProxies)
  const common = Object.entries(commonHeaders(settings))
  server.addHook('onRequest', async (request, reply) => {
    settleForwarded(request, isTrusted, settings)
    for (const [name, value] of common) reply.raw.setHeader(name, value)
  })
  server.addHook('onResponse', async (request, reply) => {
    log.info(
      {
        method: request.method,
        path: request.originalUrl.split('?')[0],
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
        requestId: request.id,
        correlationId: correlationIdOf(request),
      },
      'Answered',
    )
  })
  server.setNotFoundHandler(async (request, reply) =>
    reply.code(404).send(plainError({ code: 'noSuchAddress', message: 'Nothing lives at this address.' }, request.id)),
  )
  server.setErrorHandler(async (error, request, reply) => {
    const status = frameworkStatus(error)
    if (status < 500) {
      return reply
        .code(status)
        .send(plainError({ code: 'malformedRequest', message: 'The request is not well formed.' }, request.id))
    }
    log.error({ err: error, requestId: request.id, correlationId: correlationIdOf(request) }, 'A request failed')
    return reply.code(500).send(plainError({ code: 'fault', message: 'Something broke on the server.' }, request.id))
  })
}

/**
 * While stopping, an answer under way is the last on its connection; kept alive, it would hold up the stop.
 *
 * A stream in the middle is broken off, because it lasts as long as its reader likes.
 */
function endConnectionsAtStop(server: HttpServer): void {
  const underWay = new Set<ServerResponse>()
  server.addHook('onRequest', async (_, reply) => {
    underWay.add(reply.raw)
    reply.raw.once('close', () => underWay.delete(reply.raw))
  })
  server.addHook('preClose', async () => {
    for (const answer of underWay) {
      if (!answer.headersSent) answer.setHeader('connection', 'close')
      else if (!answer.writableEnded) answer.destroy()
    }
  })
}

/**
 * Leaves of the forwarding headers only what is true, so that whoever reads them later may believe them.
 *
 * The caller's address comes from trusted proxies; scheme and host come from the settings alone.
 */
function settleForwarded(request: FastifyRequest, isTrusted: IsTrusted, settings: Settings): void {
  const { headers, socket } = request.raw
  const peer = socket.remoteAddress ?? ''
  const forwarded = headers['x-forwarded-for']
  const publicUrl = new URL(settings.publicUrl)
  headers['x-forwarded-for'] = clientAddress(peer, forwarded?.toString(), isTrusted)
  headers['x-forwarded-proto'] = publicUrl.protocol.replace(':', '')
  headers['x-forwarded-host'] = publicUrl.host
  delete headers.forwarded
}

/** What every answer carries; a face with pages of its own replaces the content policy, one with files the caching. */
const commonHeaders = ({ publicUrl }: Settings): Record<string, string> => ({
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
})

const counted =
  ({ name, plugin }: ServerFace, { metrics }: Kernel): FastifyPluginAsync =>
  async (scope) => {
    scope.addHook('onResponse', async (request, reply) => {
      metrics.requested(name, request.method, reply.statusCode, reply.elapsedTime / 1000)
    })
    await scope.register(plugin)
  }

/** The answer where no face has one of its own. */
const plainError = ({ code, message }: { readonly code: string; readonly message: string }, requestId: string) => ({
  error: { code, message, requestId },
})

/** Begins to listen; the answer is the address bound, `http://127.0.0.1:8080`. */
export const listen = (server: HttpServer, { host, port }: Settings): Promise<string> => server.listen({ host, port })
