import fastifyCookie from '@fastify/cookie'
import fastifyFormbody from '@fastify/formbody'
import fastifyHelmet from '@fastify/helmet'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { bodyLimit } from './body.ts'
import { sendError } from './errors.ts'
import type { Face } from './face.ts'
import { signInRoutes } from './sign-in.ts'

/** The pages for everybody: sign-in, sign-out and security info, with their own parsers, headers and error pages. */
export const signInFace =
  (face: Face): FastifyPluginAsync =>
  async (scope) => {
    const isHttps = face.site.origin.startsWith('https:')
    scope.removeContentTypeParser('text/plain')
    await scope.register(fastifyCookie)
    await scope.register(fastifyFormbody, { bodyLimit })
    await scope.register(fastifyHelmet, securityHeaders(isHttps))
    scope.setErrorHandler((error, request, reply) => sendError(face.site, error, request, reply))
    scope.addHook('onRequest', async (_, reply) => {
      reply.header('cache-control', 'no-store').header('vary', 'Accept')
    })
    scope.addHook('onRoute', (route) => {
      route.bodyLimit = bodyLimit
    })
    addRoutes(scope, face)
  }

function addRoutes(scope: FastifyInstance, face: Face): void {
  signInRoutes(scope, face)
}

/**
 * Nothing runs, loads or frames these pages but what the server itself serves.
 *
 * `same-origin` for the referrer keeps a truthful `Origin` on forms, which `no-referrer` would blank.
 *
 * Source: ASVS 5.0 3.4.1-3.4.8.
 */
const securityHeaders = (isHttps: boolean) => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'same-origin' as const },
  strictTransportSecurity: isHttps && { maxAge: 31_536_000, includeSubDomains: false },
  xFrameOptions: { action: 'deny' as const },
})
