import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { nothingBody } from '../../../contract/security-info.ts'
import { securityInfo, signOut, signOutEverywhere } from '../../security-info/service.ts'
import { findSession } from '../../sessions/service.ts'
import { originOf } from '../origin.ts'
import { clearCookie, readCookie, setCookie } from './cookie.ts'
import { type Face, sendPage } from './face.ts'
import { leave, wantsJson } from './negotiation.ts'
import { ownMethodRoutes } from './own-methods.ts'
import { questionPage, signOutQuestion } from './pages/questions.ts'
import { type Done, securityInfoPage } from './pages/security-info.ts'
import { registrationRoutes } from './registration.ts'
import { textsIn } from './texts.ts'
import { type Visit, visited } from './visit.ts'

const goingAway = { isAlwaysOpen: true } as const

/** What people see and change of how they sign in. */
export function securityInfoRoutes(scope: FastifyInstance, face: Face): void {
  scope.get('/', (request, reply) => showHome(face, request, reply))
  scope.get('/mysecurityinfo', async (_, reply) => reply.redirect('/security-info', 302))
  scope.get(
    '/security-info',
    visited(face, (visit) => showSecurityInfo(face, visit)),
  )
  scope.post(
    '/security-info/confirm',
    visited(face, (visit) => confirm(face, visit)),
  )
  scope.get(
    '/security-info/sign-out-everywhere',
    visited(
      face,
      async ({ reply, keys, texts }) => sendPage(face, reply, questionPage(texts, keys, signOutQuestion(texts))),
      goingAway,
    ),
  )
  scope.post(
    '/security-info/sign-out-everywhere',
    visited(
      face,
      async (visit) => {
        visit.fields(nothingBody)
        await signOutEverywhere(visit.context)
        return gone(face, visit)
      },
      goingAway,
    ),
  )
  scope.post(
    '/signout',
    visited(
      face,
      async (visit) => {
        visit.fields(nothingBody)
        await signOut(visit.context)
        return gone(face, visit)
      },
      goingAway,
    ),
  )
  registrationRoutes(scope, face)
  ownMethodRoutes(scope, face)
}

/** Whoever holds a role goes to the admin center, everybody else to their security info. */
async function showHome({ kernel }: Face, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const token = readCookie(kernel.settings, request, 'session')
  const signedIn = token === undefined ? undefined : await findSession(kernel, token, originOf(request))
  if (!signedIn) return reply.redirect('/signin', 302)
  return reply.redirect(signedIn.actor.roles.length > 0 ? '/admin' : '/security-info', 302)
}

async function showSecurityInfo(face: Face, { request, reply, context, keys, texts }: Visit): Promise<FastifyReply> {
  const info = await securityInfo(context)
  const done = doneOf(request)
  return sendPage(face, reply, securityInfoPage({ texts, info, keys, ...(done && { done }) }))
}

function doneOf(request: FastifyRequest): Done | undefined {
  const { done } = request.query as Readonly<Record<string, unknown>>
  return typeof done === 'string' && Object.hasOwn(textsIn('en').securityInfo.done, done) ? (done as Done) : undefined
}

/** Starts a sign-in for the same person, who comes back here with a fresh proof. */
async function confirm({ kernel, signIn }: Face, { request, reply, context, fields }: Visit): Promise<FastifyReply> {
  fields(nothingBody)
  const wish = { returnTo: '/security-info?done=confirmed', confirming: context.signedIn.actor.userId }
  const begun = await signIn.begin(originOf(request), wish)
  setCookie(kernel.settings, reply, 'signIn', begun.token)
  return wantsJson(request) ? reply.send(begun.step) : reply.redirect('/signin', 303)
}

function gone({ kernel }: Face, { request, reply }: Visit): FastifyReply {
  clearCookie(kernel.settings, reply, 'session')
  return leave(request, reply, '/signin')
}
