import { Refusal } from '../../base/refusal.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { answerTagged, type ReadEntity } from './preconditions.ts'
import type { GraphRequest, GraphResponse, Route } from './router.ts'

type Return = 'minimal' | 'representation'

/** What `Prefer` says of the answer to a change; every other preference is somebody else's, or nobody's. */
function preferredReturn({ headers }: GraphRequest): Return | undefined {
  const [, named] =
    /(?:^|,)\s*return\s*=\s*"?(minimal|representation)"?\s*(?=[;,]|$)/i.exec(headers['prefer'] ?? '') ?? []
  return named?.toLowerCase() as Return | undefined
}

/**
 * Answers a change as the caller prefers: without a body, or with the entity as it is now.
 *
 * An answer that tells a secret is left whole. The change is made by now, so whatever cannot be read is left out.
 *
 * Source: RFC 7240 §4.2; OData 4.01 §8.2.8.7.
 */
export async function answerPreferred(
  kernel: Kernel,
  route: Route,
  request: GraphRequest,
  response: GraphResponse,
  read: ReadEntity | undefined,
): Promise<GraphResponse> {
  const preferred = preferredReturn(request)
  if (preferred === undefined || !isAnswered(response)) return response
  if (preferred === 'minimal') {
    if (response.body === undefined || route.tellsSecret) return response
    return applied('minimal', { status: 204, headers: withoutBody(response.headers) })
  }
  if (response.body !== undefined) return applied('representation', response)
  const entity = route.method === 'POST' ? undefined : await read?.(kernel).catch(nothingIfRefused)
  if (entity === undefined) return response
  const whole = answerTagged(kernel, { ...request, headers: {}, query: new Map() }, entity)
  return applied('representation', { ...whole, headers: { ...whole.headers, ...keptBefore(response) } })
}

/** Whether it is one of the answers a preference is about: made, changed, or changed without a word. */
const isAnswered = ({ status }: GraphResponse): boolean => [200, 201, 204].includes(status)

function nothingIfRefused(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error
}

/** Where something was made, its address stands where clients look without a body. */
function withoutBody({ location, ...others }: Readonly<Record<string, string>> = {}): Record<string, string> {
  return location === undefined ? others : { ...others, location, 'odata-entityid': location }
}

/** What the handler itself said to have kept. */
function keptBefore({ headers }: GraphResponse): Record<string, string> {
  const kept = headers?.['preference-applied']
  return kept === undefined ? {} : { 'preference-applied': kept }
}

const applied = (preferred: Return, response: GraphResponse): GraphResponse => {
  const all = [...Object.values(keptBefore(response)), `return=${preferred}`].join(', ')
  return { ...response, headers: { ...response.headers, 'preference-applied': all } }
}
