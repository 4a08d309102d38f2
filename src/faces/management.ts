import fastify, { type FastifyInstance } from 'fastify'
import type { Logger } from '../kernel/log.ts'
import type { Metrics } from '../kernel/metrics.ts'
import { frameworkStatus, refuseBroken } from './broken-request.ts'
import { noSchemas } from './no-schemas.ts'

/** Where a process stands between its start and its end. */
export type Phase = 'starting' | 'running' | 'stopping'

interface ManagementParts {
  readonly metrics: Metrics
  readonly log: Logger
  phase(): Phase
  /** Rejects, or names what is lacking, while requests cannot be served; `undefined` when all is well. */
  lacking(): Promise<string | undefined>
}

const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
const malformed = { error: 'The request is not well formed.' }

/**
 * The listener for whoever runs the server, apart from the one for its users, not yet listening.
 *
 * `/health/live`: the process answers. `/health/started`: it has begun to serve, once and for all.
 * `/health/ready`: it serves, the database answers and its schema is this program's. `/metrics`: for Prometheus.
 *
 * Source: product.md §5; facts/conventions.md.
 */
export function buildManagement(parts: ManagementParts): FastifyInstance {
  const server = fastify({
    logger: false,
    schemaController: noSchemas,
    requestTimeout: 10_000,
    forceCloseConnections: true,
    bodyLimit: 1024,
    clientErrorHandler: refuseBroken(headers),
    frameworkErrors: (_, __, reply) =>
      void reply.raw.writeHead(400, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(malformed)),
  })
  const isReady = shared(() => readiness(parts))
  server.addHook('onRequest', async (_, reply) => void reply.headers(headers))
  server.addHook('onResponse', async (request, reply) => {
    parts.metrics.requested('management', request.method, reply.statusCode, reply.elapsedTime / 1000)
  })
  server.get('/health/live', async () => ({ status: 'live' }))
  server.get('/health/started', async (_, reply) =>
    parts.phase() === 'starting' ? reply.code(503).send({ status: 'starting' }) : { status: 'started' },
  )
  server.get('/health/ready', async (_, reply) => {
    const lacking = await isReady()
    return lacking === undefined ? { status: 'ready' } : reply.code(503).send({ status: 'notReady', lacking })
  })
  server.get('/metrics', async (_, reply) => {
    const { contentType, text } = await parts.metrics.expose()
    return reply.type(contentType).send(text)
  })
  server.setNotFoundHandler(async (_, reply) =>
    reply.code(404).send({ error: 'Here are /health/live, /health/ready, /health/started and /metrics.' }),
  )
  server.setErrorHandler(async (error, _, reply) => {
    const status = frameworkStatus(error)
    if (status < 500) return reply.code(status).send(malformed)
    parts.log.error({ err: error }, 'A request of the management listener failed')
    return reply.code(500).send({ error: 'Something broke on the server.' })
  })
  return server
}

async function readiness({ phase, lacking, log }: ManagementParts): Promise<string | undefined> {
  if (phase() !== 'running') return `the server is ${phase()}`
  try {
    return await lacking()
  } catch (error) {
    log.warn({ err: error }, 'The database does not answer')
    return 'the database does not answer'
  }
}

/** Probes that come while one is under way share its answer, so that a slow database is not asked more and more. */
function shared<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let underWay: Promise<Value> | undefined
  return () => {
    underWay ??= ask().finally(() => {
      underWay = undefined
    })
    return underWay
  }
}
