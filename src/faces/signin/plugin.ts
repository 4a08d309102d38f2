import fastifyCookie from '@fastify/cookie'
import fastifyFormbody from '@fastify/formbody'
import fastifyRateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { Refusal } from '../../base/refusal.ts'
import { parseStrictJson } from '../../base/strict-json.ts'
import { adminRoutes } from './admin.ts'
import { bodyLimit } from './body.ts'
import { brandRoutes } from './brand.ts'
import { sendError } from './errors.ts'
import type { Face } from './face.ts'
import { languageRoutes } from './language.ts'
import { pagePolicy } from './layout.ts'
import { noticeReaders } from './reader.ts'
import { securityInfoRoutes } from './security-info.ts'
import { signInRoutes } from './sign-in.ts'

/** The pages for everybody: sign-in, sign-out and security info, with their own parsers, headers and error pages. */
export const signInFace =
  (face: Face): FastifyPluginAsync =>
  async (scope) => {
    await scope.register(fastifyCookie)
    await scope.register(fastifyRateLimit, { global: false, cache: 10_000 })
    await readFormsAndJson(scope)
    scope.setErrorHandler((error, request, reply) => sendError(face.site, error, request, reply))
    scope.addHook('onRequest', async (_, reply) => {
      reply.headers(headers)
    })
    noticeReaders(scope, face.kernel, face.site)
    languageRoutes(scope, face.kernel.settings)
    brandRoutes(scope, face.site.brand)
    signInRoutes(scope, face)
    securityInfoRoutes(scope, face)
    adminRoutes(scope, face)
    scope.get('/*', async () => {
      throw new Refusal('noSuchAddress', 'Nothing lives at this address.')
    })
  }

async function readFormsAndJson(scope: FastifyInstance): Promise<void> {
  scope.removeAllContentTypeParsers()
  await scope.register(fastifyFormbody, { bodyLimit })
  scope.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit }, async (_: unknown, text: string) =>
    parseStrictJson(text),
  )
}

/**
 * Nothing runs, loads or frames these pages but what the server itself serves, and nobody keeps a copy.
 *
 * `same-origin` for the referrer keeps a truthful `Origin` on forms, which `no-referrer` would blank.
 *
 * Source: ASVS 5.0 3.4.3-3.4.6, 14.3.2.
 */
const headers = {
  'content-security-policy': pagePolicy,
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  vary: 'Accept, Accept-Language',
}
