import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Step, StepError } from '../../../contract/signin.ts'
import type { Instant } from '../../base/time.ts'
import { clearCookie, setCookie } from './cookie.ts'
import { csrfToken } from './csrf.ts'
import type { Face } from './face.ts'
import { wantsJson } from './negotiation.ts'
import { stepPage } from './pages/step.ts'
import type { Answered } from './ports.ts'
import { readerOf } from './reader.ts'

/** How a script hears that its answer was not taken; a page is a page and says it in words. */
const statuses = {
  wrong: 400,
  wait: 429,
  passExpired: 400,
  passNotYetValid: 400,
  passAlreadyUsed: 400,
  passBlocked: 403,
  accountDisabled: 403,
  accessBlocked: 403,
  passkeyFailed: 400,
  registrationFailed: 400,
  expired: 410,
} as const satisfies Record<StepError['code'], number>

/** Shows a step, as a page or as JSON. */
export function showStep(
  { kernel, site }: Face,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { readonly step: Step; readonly cookieToken: string; readonly missing?: string },
): FastifyReply {
  if (wantsJson(request)) return reply.send(shown.step)
  const { cookieToken, ...view } = shown
  const reader = readerOf(request)
  if (view.missing !== undefined) reply.code(400)
  return reply
    .type('text/html; charset=utf-8')
    .send(stepPage(site, reader, { ...view, csrf: csrfToken(kernel.vault, cookieToken) }))
}

/**
 * Answers a form or a script that answered a step.
 *
 * A page is told to load the next step (303), so that reloading never sends an answer twice.
 */
export function sendAnswered(
  face: Face,
  request: FastifyRequest,
  reply: FastifyReply,
  { step, session }: Answered,
  cookieToken: string,
): FastifyReply {
  const { settings } = face.kernel
  if (session) setCookie(settings, reply, 'session', session.token, secondsUntil(face, session.keepUntil))
  if (step.step === 'done') clearCookie(settings, reply, 'signIn')
  if (wantsJson(request)) return withStatus(reply, step).send(step)
  if (step.step !== 'done') return reply.redirect('/signin', 303)
  return isOwnPage(step.redirectTo)
    ? reply.redirect(step.redirectTo, 303)
    : showStep(face, request, reply, { step, cookieToken })
}

const secondsUntil = ({ kernel }: Face, end: Instant | undefined): number | undefined =>
  end === undefined ? undefined : Math.floor((end - kernel.clock.now()) / 1000)

function withStatus(reply: FastifyReply, step: Step): FastifyReply {
  if (step.step === 'done' || step.error === undefined) return reply
  if (step.error.code === 'unacceptable') return reply.code(400)
  if (step.error.retryAfterSeconds !== undefined) reply.header('retry-after', step.error.retryAfterSeconds)
  return reply.code(statuses[step.error.code])
}

/** Pages that never send the browser on to another site. */
const isOwnPage = (path: string): boolean => /^\/(?:security-info|admin)?(?:[/?]|$)/.test(path)
