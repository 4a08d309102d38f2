import type { FastifyRequest } from 'fastify'

/** Whether the caller is a script that reads JSON: it sent some, or asks for it and not for a page. */
export function wantsJson({ headers }: FastifyRequest): boolean {
  if (sendsJson(headers['content-type'])) return true
  const accept = headers.accept ?? ''
  return accept.includes('application/json') && !accept.includes('text/html')
}

export const sendsJson = (contentType: string | undefined): boolean => /^application\/json\b/i.test(contentType ?? '')
