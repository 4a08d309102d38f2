import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Kernel } from '../kernel/kernel.ts'
import { tokenErrors } from '../oidc/rules/token-errors.ts'
import { errorBody, isTenantName, type TokenError } from '../oidc/rules.ts'
import { createEngine, discoveryRoute, type Engine, engineRoutes } from '../oidc/service.ts'
import { frameworkStatus } from './broken-request.ts'
import { originOf } from './origin.ts'

interface Face {
  readonly kernel: Kernel
  readonly engine: Engine
}

interface TenantParams {
  readonly tenant: string
}

/** More than the engine reads; a body that says it is larger is not waited for. */
const bodyLimit = 56 * 1024

/**
 * OAuth 2.0 and OpenID Connect at Entra's addresses: token, discovery, keys.
 *
 * What the engine could do besides has no address yet.
 */
export const oidcFace =
  (kernel: Kernel): FastifyPluginAsync =>
  async (scope) => {
    const face: Face = { kernel, engine: createEngine(kernel) }
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', async () => undefined)
    scope.setErrorHandler((error, request, reply) => {
      if (frameworkStatus(error) === 500) throw error
      return refuse(kernel, request, reply, tokenErrors.malformed)
    })
    scope.addHook('onRequest', async (request, reply) => {
      reply.raw.setHeader('x-ms-request-id', request.id)
      reply.raw.setHeader('client-request-id', originOf(request).correlationId)
    })
    mount(scope, face, ['POST', 'OPTIONS'], engineRoutes.token)
    mount(scope, face, ['GET', 'OPTIONS'], engineRoutes.jwks)
    mount(scope, face, ['GET', 'OPTIONS'], discoveryRoute, `/v2.0${discoveryRoute}`)
  }

function mount(
  scope: FastifyInstance,
  face: Face,
  method: ('GET' | 'POST' | 'OPTIONS')[],
  enginePath: string,
  path: string = enginePath,
): void {
  scope.route<{ Params: TenantParams }>({
    method,
    url: `/:tenant${path}`,
    handler: (request, reply) => forward(face, request, reply, request.params.tenant, enginePath),
  })
}

async function forward(
  { kernel, engine }: Face,
  request: FastifyRequest,
  reply: FastifyReply,
  tenant: string,
  path: string,
): Promise<unknown> {
  if (!isTenantName(tenant, kernel.tenant)) return refuse(kernel, request, reply, tokenErrors.unknownTenant)
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit) {
    return refuse(kernel, request, reply.header('connection', 'close'), tokenErrors.tooLarge)
  }
  reply.hijack()
  try {
    await engine.handle(request.raw, reply.raw, { path, origin: originOf(request), traceId: request.id })
  } catch (error) {
    kernel.log.error({ err: error, requestId: request.id }, 'The protocol engine could not be reached')
    const { status, body } = worded(kernel, request, tokenErrors.fault)
    if (!reply.raw.headersSent) reply.raw.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    reply.raw.end(JSON.stringify(body))
  }
  return reply
}

function refuse(kernel: Kernel, request: FastifyRequest, reply: FastifyReply, refusal: TokenError): FastifyReply {
  const { status, body } = worded(kernel, request, refusal)
  return reply.code(status).header('cache-control', 'no-store').send(body)
}

const worded = (kernel: Kernel, request: FastifyRequest, refusal: TokenError) => ({
  status: refusal.status,
  body: errorBody(refusal, {
    now: kernel.clock.now(),
    traceId: request.id,
    correlationId: originOf(request).correlationId,
  }),
})
