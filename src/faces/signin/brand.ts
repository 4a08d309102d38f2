import type { FastifyInstance } from 'fastify'
import { type Brand, brandPath } from '../../branding/service.ts'

/**
 * Serves the tenant's colours and pictures for ever, because a changed one has another name.
 *
 * Nothing in them runs, even where somebody opens one by itself.
 */
export function brandRoutes(scope: FastifyInstance, brand: Brand): void {
  scope.get<{ Params: { name: string } }>(`${brandPath}/:name`, async (request, reply) => {
    const file = await brand.file(request.params.name)
    if (!file) return reply.callNotFound()
    reply.header('cache-control', 'public, max-age=31536000, immutable')
    reply.header('content-security-policy', "default-src 'none'; sandbox")
    reply.removeHeader('vary')
    return reply.type(file.type).send(typeof file.contents === 'string' ? file.contents : Buffer.from(file.contents))
  })
}
