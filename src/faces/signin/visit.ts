import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import type { z } from 'zod'
import { enter, mayNotKeep, ownPages, requireGranted } from '../../access/service.ts'
import { Refusal } from '../../base/refusal.ts'
import { Secret } from '../../base/secret.ts'
import type { OwnContext } from '../../security-info/service.ts'
import type { SignInWish } from '../../signin/service.ts'
import { originOf } from '../origin.ts'
import { ownFields, parseFields } from './body.ts'
import type { FormKeys } from './controls.ts'
import { clearCookie, readCookie, setCookie } from './cookie.ts'
import { csrfToken } from './csrf.ts'
import type { Face } from './face.ts'
import { wantsJson } from './negotiation.ts'
import { readerOf } from './reader.ts'
import { returnPath } from './return-path.ts'
import type { Texts } from './texts.ts'

/** A request of somebody signed in. */
export interface Visit {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly context: OwnContext
  readonly keys: FormKeys
  readonly texts: Texts
  /** The fields of a form or script of ours, by their contract; throws `crossSiteRequest` or `malformedRequest`. */
  fields<Schema extends z.ZodType>(schema: Schema): z.infer<Schema>
}

const home = '/security-info'

interface Visiting {
  /** Whether policies that don't let a person in leave them this: going away is open to everybody. */
  readonly isAlwaysOpen?: boolean
}

/**
 * A route for people who are signed in; a page sends everybody else to sign in and back.
 *
 * Whoever is signed in is judged anew at each request, and led to prove what is missing.
 */
export const visited =
  (
    face: Face,
    handle: (visit: Visit) => Promise<FastifyReply>,
    { isAlwaysOpen = false }: Visiting = {},
  ): RouteHandlerMethod =>
  async (request, reply) => {
    const { kernel, methods } = face
    const token = readCookie(kernel.settings, request, 'session')
    const lacking: Lacking = {}
    try {
      const signedIn = token === undefined ? undefined : await enter(kernel, { token }, originOf(request), ownPages)
      if (token === undefined || !signedIn) throw sessionEnded()
      Object.assign(lacking, { stepUp: signedIn })
      if (isPage(request) && mayNotKeep(signedIn)) setCookie(kernel.settings, reply, 'session', new Secret(token))
      if (!isAlwaysOpen) requireGranted(signedIn.access)
      Object.assign(lacking, { userAction: 'urn:user:registersecurityinfo' })
      return await handle({
        request,
        reply,
        context: { kernel, methods, signedIn },
        keys: { csrf: csrfToken(kernel.vault, token) },
        texts: readerOf(request).texts,
        fields: (schema) => parseFields(schema, ownFields(kernel, request, token)),
      })
    } catch (error) {
      if (!(error instanceof Refusal) || wantsJson(request)) throw error
      return leadOn(face, request, reply, error, lacking)
    }
  }

/** Only pages tell a browser to forget a session when it is closed; what a script asks at the same moment may be about to change it. */
const isPage = (request: FastifyRequest): boolean => request.method === 'GET' && !wantsJson(request)

/** Who is there and does not get on, and what for. */
type Lacking = Pick<SignInWish, 'stepUp' | 'userAction'>

const sessionEnded = (): Refusal =>
  new Refusal('sessionEnded', 'You are not signed in, or no longer. Sign in to go on.')

/** A page that says no leads on: to signing in, to proving more, or to where a person can confirm being there. */
async function leadOn(
  { kernel, signIn }: Face,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  lacking: Lacking,
): Promise<FastifyReply> {
  const returnTo = (request.method === 'GET' ? returnPath(request.url) : undefined) ?? home
  switch (refusal.code) {
    case 'sessionEnded':
      clearCookie(kernel.settings, reply, 'session')
      return reply.redirect(`/signin?returnTo=${encodeURIComponent(returnTo)}`, 303)
    case 'moreProofNeeded':
    case 'accessBlocked': {
      const begun = await signIn.begin(originOf(request), { returnTo, ...lacking })
      setCookie(kernel.settings, reply, 'signIn', begun.token)
      return reply.redirect('/signin', 303)
    }
    case 'freshProofNeeded':
    case 'strongProofNeeded':
      return reply.redirect(home, 303)
    default:
      throw refusal
  }
}
