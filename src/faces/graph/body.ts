import type { z } from 'zod'
import { Refusal } from '../../base/refusal.ts'
import type { GraphRequest, Route } from './router.ts'

/**
 * Reads the body with a schema of the contract.
 *
 * Refuses with `malformedRequest`, naming the first property that is wrong; an absent body is one without properties.
 */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  request: Pick<GraphRequest, 'body'>,
): z.output<Schema> {
  const parsed = schema.safeParse(request.body ?? {})
  if (parsed.success) return parsed.data
  throw bodyRefusal(parsed.error)
}

/** Refuses with `malformedRequest` a body that would go unread, because ignoring it would do something else than was asked. */
export function refuseUnreadBody({ method, path, reads }: Route, body: unknown): void {
  if (reads || method === 'GET' || method === 'DELETE' || body === undefined || body === null) return
  if (typeof body === 'object' && !Array.isArray(body) && Object.keys(body).length === 0) return
  throw malformed(`${path} takes no body. Send none, or {}.`, '')
}

function bodyRefusal(error: z.ZodError): Refusal {
  const issue = error.issues[0]
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])].map(String).join('/')
  const field = path.slice(0, 200)
  if (unknown !== undefined)
    return malformed(`The property '${field}' is not one that can be given here. Leave it out.`, field)
  const what = issue?.message ?? 'It does not have the documented shape'
  return malformed(field ? `The property '${field}' is not right: ${what}.` : `The body is not right: ${what}.`, field)
}

const malformed = (message: string, field: string): Refusal =>
  new Refusal('malformedRequest', message, field ? { field } : {})
