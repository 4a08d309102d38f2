import type { ErrorObject } from 'ajv'
import { allowed } from './allowed.ts'
import { otherAddresses } from './differences.ts'
import { answerSchema, nameOf, openApi, type Schema, schemaNamed } from './document.ts'
import { templateOf } from './operations.ts'
import { check, flatten } from './schemas.ts'

/** One request to `/v1.0` and what it was answered. */
export interface Exchange {
  readonly method: string
  /** Path and query, the version included. */
  readonly url: string
  readonly status: number
  /** The answer's body; undefined where it is no JSON. */
  readonly body: unknown
  /** The request's body, for batches. */
  readonly sent?: unknown
  /** What the request said in `Prefer`. */
  readonly prefer?: string
}

/** One way in which an answer is not Graph's. */
export interface Difference {
  /** The type whose property it is; the path where it is the answer itself. */
  readonly where: string
  /** The property, those of list items without their number. */
  readonly property: string
  readonly problem: 'unknown' | 'missing' | 'wrong'
  readonly text: string
}

/** Everything about an answer that is not as the document says, and not allowed by `differences.ts`. */
export function differencesIn(exchange: Exchange): readonly Difference[] {
  const path = /^\/v1\.0(\/[^?]*)/i.exec(exchange.url)?.[1]
  if (path === undefined || exchange.method === 'HEAD') return []
  if (exchange.status >= 400) return schemaProblems(errorSchema, exchange.body, '*')
  const { uncast, type } = withoutCast(path)
  const exact = templateOf(path)
  const template = exact ?? templateOf(uncast)
  if (template === '/$batch') return batchProblems(exchange)
  if (exchange.body === undefined) return []
  if (template === undefined) {
    return otherAddresses.some(({ pattern }) => pattern.test(uncast))
      ? []
      : [{ ...atAddress(path), text: 'Graph has no such address' }]
  }
  const body = exact === undefined && type !== undefined ? named(exchange.body, type) : exchange.body
  return answerProblems({ ...exchange, body }, template).filter((difference) => !allowed(difference))
}

/** A list narrowed to one type of its entries answers as the list does (OData 4.01 URL Conventions §4.11). */
function withoutCast(path: string): { readonly uncast: string; readonly type?: string | undefined } {
  const [cast, type] = /(?<!^\/directory\/deletedItems)\/(microsoft\.graph\.\w+)$/i.exec(path) ?? []
  return cast === undefined ? { uncast: path } : { uncast: path.slice(0, -cast.length), type }
}

/** A narrowed list, whose entries need not say of which type they are. */
function named(body: unknown, type: string): unknown {
  if (!isObject(body) || !Array.isArray(body['value'])) return body
  return { ...body, value: body['value'].map((item: object) => ({ '@odata.type': `#${type}`, ...item })) }
}

/** Tells of objects what changed of them. */
const isDelta = /\/delta\(\)$/

const errorSchema: Schema = { $ref: '#/components/schemas/ODataError' }

const atAddress = (where: string) => ({ where, property: '', problem: 'unknown' as const })

function answerProblems(exchange: Exchange, template: string): readonly Difference[] {
  const isPreferred = exchange.method === 'PATCH' && /return *= *"?representation/i.test(exchange.prefer ?? '')
  const operations = openApi().paths[template] ?? {}
  const operation = operations[isPreferred ? 'get' : exchange.method.toLowerCase()]
  if (!operation)
    return [{ ...atAddress(template), property: exchange.method, text: `Graph does not take ${exchange.method} there` }]
  const schema = answerSchema(operation, exchange.status)
  if (!schema)
    return [
      {
        ...atAddress(template),
        property: `${exchange.method} ${exchange.status}`,
        text: `Graph answers no ${exchange.status} with a body there`,
      },
    ]
  const isWhole = !isDelta.test(template) && !/[?&](\$|%24)?(select|expand)=/i.test(exchange.url)
  return [
    ...schemaProblems(schema, exchange.body, template),
    ...(isWhole ? entitiesIn(exchange.body, schema).flatMap(([entity, type]) => missingIn(entity, type)) : []),
  ]
}

function schemaProblems(schema: Schema, body: unknown, path: string): readonly Difference[] {
  return check(schema, body)
    .filter(({ keyword, schemaPath }) => !['if', 'anyOf'].includes(keyword) && !isOrNull.test(schemaPath))
    .map((error) => described(error, path))
}

/** That a value is not null tells nothing where it may be something else. */
const isOrNull = /\/anyOf\/1\/type$/

function described(error: ErrorObject, path: string): Difference {
  const { instancePath, parentSchema, message = '', params, keyword } = error
  const unknown = keyword === 'additionalProperties' ? String(params['additionalProperty']) : undefined
  const absent = keyword === 'required' ? String(params['missingProperty']) : undefined
  const parts = [...instancePath.slice(1).split('/'), unknown ?? absent ?? ''].filter((part) => !/^\d*$/.test(part))
  const type = parentSchema?.['title'] as string | undefined
  const detail = keyword === 'enum' ? ` (${JSON.stringify(params['allowedValues']).slice(0, 300)})` : ''
  return {
    where: type || path,
    property: type ? (parts.at(-1) ?? '') : parts.join('/'),
    problem: unknown ? 'unknown' : absent ? 'missing' : 'wrong',
    text: `${instancePath || '/'} ${message}${unknown ? `: '${unknown}'` : ''}${detail}`,
  }
}

type Entity = readonly [entity: Readonly<Record<string, unknown>>, type: string]

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The entities of an answer that ought to be whole, each with its most exact type. */
function entitiesIn(body: unknown, schema: Schema): readonly Entity[] {
  const { value } = flatten(schema).properties
  const items = value?.items?.$ref
  const reference = items ?? schema.$ref ?? schema.allOf?.find(({ $ref }) => $ref)?.$ref
  if (reference === undefined || !isObject(body)) return []
  const entities: readonly unknown[] = items ? [body['value']].flat() : [body]
  return entities.filter(isObject).map((entity) => [entity, exactType(entity, nameOf(reference))])
}

function exactType(entity: Readonly<Record<string, unknown>>, declared: string): string {
  const named = String(entity['@odata.type'] ?? '').replace(/^#/, '')
  return openApi().components.schemas[named] ? named : declared
}

function missingIn(entity: Readonly<Record<string, unknown>>, type: string): readonly Difference[] {
  const { properties } = flatten(schemaNamed(type))
  return Object.entries(properties)
    .filter(([name, schema]) => !name.startsWith('@') && !schema['x-navigation'] && !(name in entity))
    .map(([name]) => ({ where: type, property: name, problem: 'missing', text: `${type} has no '${name}'` }))
}

interface Item {
  readonly id: string
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>> | null
}

/** Each answer of a batch is looked at as if it had come alone. */
function batchProblems({ body, sent }: Exchange): readonly Difference[] {
  const { requests } = sent as { readonly requests: readonly Item[] }
  const { responses } = body as { readonly responses: readonly { id: string; status: number; body?: unknown }[] }
  const inner = responses.flatMap((response) => {
    const item = requests.find(({ id }) => id === response.id)
    if (!item) return [{ ...atAddress('/$batch'), text: `an answer to '${response.id}', which nobody asked` }]
    const url = `/v1.0/${item.url.replace(/^\/?(v1\.0\/)?/i, '')}`
    const json = typeof response.body === 'string' ? {} : { body: response.body }
    return differencesIn({ method: item.method.toUpperCase(), url, status: response.status, body: undefined, ...json })
  })
  return [...schemaProblems({ $ref: '#/components/schemas/BatchResponse' }, body, '/$batch'), ...inner]
}
