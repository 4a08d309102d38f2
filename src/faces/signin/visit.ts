import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import type { z } from 'zod'
import { Refusal } from '../../base/refusal.ts'
import type { OwnContext } from '../../security-info/service.ts'
import { findSession } from '../../sessions/service.ts'
import { originOf } from '../origin.ts'
import { ownFields, parseFields } from './body.ts'
import type { FormKeys } from './controls.ts'
import { clearCookie, readCookie } from './cookie.ts'
import { csrfToken } from './csrf.ts'
import type { Face } from './face.ts'
import { wantsJson } from './negotiation.ts'
import { returnPath } from './return-path.ts'

/** A request of somebody signed in. */
export interface Visit {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly context: OwnContext
  readonly keys: FormKeys
  /** The fields of a form or script of ours, by their contract; throws `crossSiteRequest` or `malformedRequest`. */
  fields<Schema extends z.ZodType>(schema: Schema): z.infer<Schema>
}

const home = '/security-info'

/** A route for people who are signed in; a page sends everybody else to sign in and back. */
export const visited =
  (face: Face, handle: (visit: Visit) => Promise<FastifyReply>): RouteHandlerMethod =>
  async (request, reply) => {
    const { kernel, methods } = face
    const token = readCookie(kernel.settings, request, 'session')
    try {
      const signedIn = token === undefined ? undefined : await findSession(kernel, token, originOf(request))
      if (token === undefined || !signedIn) throw sessionEnded()
      return await handle({
        request,
        reply,
        context: { kernel, methods, signedIn },
        keys: { csrf: csrfToken(kernel.vault, token) },
        fields: (schema) => parseFields(schema, ownFields(kernel, request, token)),
      })
    } catch (error) {
      if (!(error instanceof Refusal) || wantsJson(request)) throw error
      return leadOn(face, request, reply, error)
    }
  }

const sessionEnded = (): Refusal =>
  new Refusal('sessionEnded', 'You are not signed in, or no longer. Sign in to go on.')

/** A page that says no leads on: to signing in, or to where a person can confirm being there. */
function leadOn({ kernel }: Face, request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (refusal.code === 'sessionEnded') {
    clearCookie(kernel.settings, reply, 'session')
    const returnTo = (request.method === 'GET' ? returnPath(request.url) : undefined) ?? home
    return reply.redirect(`/signin?returnTo=${encodeURIComponent(returnTo)}`, 303)
  }
  if (refusal.code === 'freshProofNeeded' || refusal.code === 'strongProofNeeded') return reply.redirect(home, 303)
  throw refusal
}
