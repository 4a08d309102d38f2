import type { FastifyRequest } from 'fastify'
import type { Actor, Origin, TokenHolder, UserActor } from '../../base/actor.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Settings } from '../../kernel/settings.ts'
import { originOf } from '../origin.ts'
import { readCookie } from '../signin/cookie.ts'
import { requireSameOrigin } from '../signin/csrf.ts'
import { sendsJson } from '../signin/negotiation.ts'

/** How callers are recognised; given by `main/compose.ts`. */
export interface Credentials {
  /** The application a token was issued to, or the person it acts for; throws `tokenInvalid`, `moreProofNeeded` or `accessBlocked`. */
  verifyAccessToken(token: string, origin: Origin): Promise<TokenHolder>
  /** The person behind a session cookie; nothing where the session is over; throws `moreProofNeeded` or `accessBlocked`. */
  findSession(token: string, origin: Origin): Promise<UserActor | undefined>
}

/**
 * Tells who calls: the application of a bearer token or the person it acts for, else the person signed in to this browser.
 *
 * A token beats a cookie, and a wrong token is refused even where a cookie would do.
 * A cookie counts for other than GET and HEAD only in a request from a page of this server, with JSON or a picture.
 * Throws `tokenMissing`, `tokenInvalid`, `sessionEnded` or `crossSiteRequest`;
 * where the policies don't let the person in now, `moreProofNeeded` or `accessBlocked`.
 *
 * Source: RFC 6750 §2.1; ASVS 5.0 3.5.1-3.5.2.
 */
export async function authenticate(
  credentials: Credentials,
  settings: Settings,
  request: FastifyRequest,
): Promise<Actor> {
  const origin = originOf(request)
  const { authorization } = request.headers
  if (authorization !== undefined) {
    return { ...(await credentials.verifyAccessToken(bearerToken(authorization), origin)), origin }
  }
  const cookie = readCookie(settings, request, 'session')
  if (cookie === undefined) {
    throw new Refusal(
      'tokenMissing',
      'Access token is empty. Send the header Authorization: Bearer with a token of this server.',
    )
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') requireOwnPage(request, settings)
  const actor = await credentials.findSession(cookie, origin)
  if (!actor) throw new Refusal('sessionEnded', 'The session has ended. Sign in again.')
  return actor
}

function bearerToken(authorization: string): string {
  const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization)?.[1]
  if (token === undefined) {
    throw new Refusal('tokenInvalid', "The Authorization header does not have the form 'Bearer <access token>'.")
  }
  return token
}

function requireOwnPage(request: FastifyRequest, settings: Settings): void {
  requireSameOrigin(request.headers, settings.publicUrl)
  const bodyless = request.method === 'DELETE' && request.headers['content-type'] === undefined
  const contentType = request.headers['content-type']
  if (!bodyless && !sendsJson(contentType) && !/^image\/\w/.test(contentType ?? '')) {
    throw new Refusal(
      'crossSiteRequest',
      'A request made with a session cookie has the content type application/json, or that of a picture.',
    )
  }
}
