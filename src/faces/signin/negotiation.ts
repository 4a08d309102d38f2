import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DoneAnswer } from '../../../contract/security-info.ts'

/** Whether the caller is a script that reads JSON: it sent some, or asks for it and not for a page. */
export function wantsJson({ headers }: FastifyRequest): boolean {
  if (sendsJson(headers['content-type'])) return true
  const accept = headers.accept ?? ''
  return accept.includes('application/json') && !accept.includes('text/html')
}

export const sendsJson = (contentType: string | undefined): boolean => /^application\/json\b/i.test(contentType ?? '')

/** Something was done: a page is led on, a script is told where to go. */
export const leave = (request: FastifyRequest, reply: FastifyReply, redirectTo: string): FastifyReply =>
  wantsJson(request) ? reply.send({ redirectTo } satisfies DoneAnswer) : reply.redirect(redirectTo, 303)
