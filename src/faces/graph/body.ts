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

/**
 * Reads the query options of a route's own with a schema of the contract; one named like OData's may come with its `$`.
 *
 * Refuses with `malformedRequest`, naming the first that is wrong or unknown.
 */
export function parseOptions<Schema extends z.ZodObject>(
  schema: Schema,
  { query }: Pick<GraphRequest, 'query'>,
): z.output<Schema> {
  const own = [...query].flatMap(([name, value]): [string, string][] => {
    const plain = name.replace('$', '')
    return !name.startsWith('$') || Object.hasOwn(schema.shape, plain) ? [[plain, value]] : []
  })
  return parseBody(schema, { body: Object.fromEntries(own) })
}

/** Refuses a body that would go unread, because ignoring it would do something else than was asked: with `malformedRequest`, and with `wrongContentType` a file where JSON belongs or the other way round. */
export function refuseUnreadBody({ method, path, reads, readsBytes }: Route, body: unknown): void {
  if ((readsBytes ?? false) !== body instanceof Uint8Array) throw wrongContentType(readsBytes)
  if (readsBytes) return
  if (reads || method === 'GET' || method === 'DELETE' || body === undefined || body === null) return
  if (typeof body === 'object' && !Array.isArray(body) && Object.keys(body).length === 0) return
  throw malformed(`${path} takes no body. Send none, or {}.`, '')
}

/** A file where JSON belongs, or the other way round. */
const wrongContentType = (readsBytes: true | undefined): Refusal =>
  new Refusal(
    'wrongContentType',
    readsBytes
      ? 'The body has to be a file: send its bytes with Content-Type: image/png or image/jpeg.'
      : 'The body has to be JSON: send Content-Type: application/json.',
  )

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
