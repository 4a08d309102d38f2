import type { FastifyPluginAsync } from 'fastify'
import type { Kernel } from '../../kernel/kernel.ts'
import { openApiDocument } from './openapi/document.ts'
import type { GraphRoutes } from './router.ts'

/** The OpenAPI documents of both versions, for anybody, at `/openapi/graph-v1.0.json` and `/openapi/graph-beta.json`. */
export const openApiFace =
  (kernel: Kernel, routes: GraphRoutes): FastifyPluginAsync =>
  async (scope) => {
    for (const version of ['v1.0', 'beta'] as const) {
      let text: string | undefined
      scope.get(`/openapi/graph-${version}.json`, async (_, reply) => {
        text ??= JSON.stringify(openApiDocument(routes, version, kernel.settings.publicUrl))
        return reply.type('application/json; charset=utf-8').send(text)
      })
    }
  }
