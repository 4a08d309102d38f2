import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { Refusal } from '../../base/refusal.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { isCsrfToken, requireSameOrigin } from './csrf.ts'
import { sendsJson } from './negotiation.ts'

/** Pages and their scripts send little; more is a mistake or an attack. */
export const bodyLimit = 64 * 1024

/** What a form or a script sent, before its fields are looked at. */
export type Fields = Readonly<Record<string, unknown>>

/**
 * The fields of a request that a page of ours sent in this browser.
 *
 * `cookieToken` is what the form's token was made from; a script shows where it comes from by its headers alone.
 * Throws `crossSiteRequest`.
 */
export function ownFields(kernel: Kernel, request: FastifyRequest, cookieToken: string): Fields {
  requireSameOrigin(request.headers, kernel.settings.publicUrl)
  const { body } = request
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Refusal('malformedRequest', 'The request has no fields.')
  }
  const { csrf, ...fields } = body as Record<string, unknown>
  if (!sendsJson(request.headers['content-type']) && !isCsrfToken(kernel.vault, cookieToken, csrf)) {
    throw new Refusal(
      'crossSiteRequest',
      'The form does not belong to this sign-in. Load the page again and use the new form.',
    )
  }
  return fields
}

/** A form can carry what no database keeps: U+0000 and half a surrogate pair. JSON was asked before. */
function requireText(fields: object): void {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'string' || (!value.includes('\0') && value.isWellFormed())) continue
    throw new Refusal('malformedRequest', `Field '${name.slice(0, 50)}' holds a character that is not text.`, {
      field: name,
    })
  }
}

/** Reads fields by their contract; throws `malformedRequest` naming the first that is wrong. */
export function parseFields<Schema extends z.ZodType>(schema: Schema, fields: unknown): z.infer<Schema> {
  if (typeof fields === 'object' && fields !== null) requireText(fields)
  const parsed = schema.safeParse(fields)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new Refusal(
    'malformedRequest',
    `${field ? `Field '${field}'` : 'The request'}: ${issue?.message ?? 'not valid'}.`,
    { field },
  )
}
