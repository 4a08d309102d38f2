import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, type RefusalCode, type RefusalKind } from '../../base/refusal.ts'
import { correlationIdOf } from '../origin.ts'
import { page, type Site } from './layout.ts'
import { wantsJson } from './negotiation.ts'
import { refusalParts } from './pages/refusal.ts'
import { readerOf } from './reader.ts'
import { refusalWords } from './said.ts'

const statuses = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  methodNotAllowed: 405,
  conflict: 409,
  gone: 410,
  preconditionFailed: 412,
  tooLarge: 413,
  unsupportedMediaType: 415,
  throttled: 429,
  notImplemented: 501,
  unavailable: 503,
} as const satisfies Record<RefusalKind, number>

/** What the web framework refuses before a handler runs, in our words. */
const framework: Readonly<Record<number, { readonly code: RefusalCode; readonly message: string }>> = {
  400: { code: 'malformedRequest', message: 'The request is not well formed.' },
  404: { code: 'noSuchAddress', message: 'Nothing lives at this address.' },
  413: { code: 'bodyTooLarge', message: 'The form holds more than 64 KiB.' },
  415: { code: 'wrongContentType', message: 'Send a form (application/x-www-form-urlencoded) or application/json.' },
}

/** Answers whatever was thrown: a refusal with its own words, a fault with a number to ask about. */
export function sendError(site: Site, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = asRefusal(error)
  if (refusal === undefined)
    request.log.error({ err: error, correlationId: correlationIdOf(request) }, 'A page could not be made')
  const status = refusal ? statuses[refusal.kind] : 500
  if (refusal?.retryAfterSeconds !== undefined) reply.header('retry-after', refusal.retryAfterSeconds)
  reply.code(status)
  const reader = readerOf(request)
  const { texts } = reader
  if (!wantsJson(request)) {
    const parts = refusalParts(texts, refusal, correlationIdOf(request))
    return reply.type('text/html; charset=utf-8').send(page(site, reader, parts))
  }
  return reply.send({
    error: refusal
      ? {
          code: refusal.code,
          message: refusalWords(texts, refusal) ?? refusal.message,
          ...(refusal.field !== undefined && { field: refusal.field }),
        }
      : { code: 'fault', message: 'Something broke on the server.', correlationId: correlationIdOf(request) },
  })
}

function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  if (status < 400 || status > 499) return undefined
  const { code, message } = framework[status] ?? {
    code: 'malformedRequest',
    message: 'The request is not well formed.',
  }
  return new Refusal(code, message, { cause: error })
}
