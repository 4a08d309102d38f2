import {
  type EnumType,
  type Members,
  type Model,
  readType,
  type StructuredType,
  type TypeExpression,
} from '../model/types.ts'
import type { JsonSchema } from './body-schema.ts'

const primitives: Readonly<Record<string, JsonSchema>> = {
  'Edm.String': { type: 'string' },
  'Edm.Boolean': { type: 'boolean' },
  'Edm.Int32': { type: 'integer', format: 'int32', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  'Edm.Int64': { type: 'integer', format: 'int64' },
  'Edm.Double': { type: 'number', format: 'double' },
  'Edm.Guid': { type: 'string', format: 'uuid' },
  'Edm.DateTimeOffset': { type: 'string', format: 'date-time' },
  'Edm.Binary': { type: 'string', contentEncoding: 'base64url' },
}

const referenceTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

/** The schema of one value of a type, by its name in CSDL. */
function valueSchema(name: string): JsonSchema {
  const primitive = primitives[name]
  if (!primitive && name.startsWith('Edm.')) throw new Error(`No schema for ${name}`)
  return primitive ?? referenceTo(name)
}

function memberSchema(expression: TypeExpression): JsonSchema {
  const { name, collection, nullable } = readType(expression)
  const one = valueSchema(name)
  if (collection) return { type: 'array', items: one }
  if (!nullable) return one
  return typeof one.type === 'string' ? { ...one, type: [one.type, 'null'] } : { anyOf: [one, { type: 'null' }] }
}

/** A stream has an address of its own and stands in no JSON. */
const memberSchemas = (members: Members = {}): readonly (readonly [string, JsonSchema])[] =>
  Object.entries(members)
    .filter(([, expression]) => readType(expression).name !== 'Edm.Stream')
    .map(([name, expression]) => [name, memberSchema(expression)])

/** Where a property leads may be left out, and empty where it leads to one thing. */
const navigationSchemas = (members: Members = {}): readonly (readonly [string, JsonSchema])[] =>
  memberSchemas(Object.fromEntries(Object.entries(members).map(([name, type]) => [name, orNull(type)])))

const orNull = (type: TypeExpression): TypeExpression =>
  type.startsWith('[') || type.endsWith('?') ? type : `${type}?`

function structuredSchema(model: Model, name: string, type: StructuredType): JsonSchema {
  const annotations = Object.entries(model.terms).filter(([, { appliesTo }]) => appliesTo === name)
  const properties = Object.fromEntries([
    ...(type.base === undefined ? [['@odata.type', { type: 'string' }] as const] : []),
    ...memberSchemas(type.properties),
    ...navigationSchemas({ ...type.navigation, ...type.contains }),
    ...annotations.map(([term, { type: annotated }]) => [`@latchkey.${term}`, memberSchema(annotated)] as const),
  ])
  const base = type.base === undefined ? {} : { allOf: [referenceTo(`microsoft.graph.${type.base}`)] }
  return { ...base, type: 'object', properties }
}

/** Of flags several may stand in one text, with commas. */
function enumSchema({ flags, members }: EnumType): JsonSchema {
  if (!flags) return { type: 'string', enum: members }
  const either = `(?:${members.join('|')})`
  return { type: 'string', pattern: `^${either}(?:,${either})*$` }
}

/** Every type of the model, as OpenAPI's reusable schemas. */
export const typeSchemas = (model: Model): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(
    Object.entries(model.types).map(([name, type]) => [
      `microsoft.graph.${name}`,
      type.kind === 'enum' ? enumSchema(type) : structuredSchema(model, name, type),
    ]),
  )

/** What is answered with a type: the thing itself, or a page of them. */
export function answerSchema({ type, collection }: { readonly type: string; readonly collection?: true }): JsonSchema {
  const context = { '@odata.context': { type: 'string', format: 'uri' } }
  if (collection) {
    const links = {
      '@odata.count': { type: 'integer', minimum: 0 },
      '@odata.nextLink': { type: 'string', format: 'uri' },
      '@odata.deltaLink': { type: 'string', format: 'uri' },
    }
    const value = { type: 'array', items: valueSchema(type) }
    return { type: 'object', required: ['@odata.context', 'value'], properties: { ...context, ...links, value } }
  }
  if (!type.startsWith('Edm.')) return { allOf: [referenceTo(type)], properties: context }
  return { type: 'object', required: ['@odata.context', 'value'], properties: { ...context, value: valueSchema(type) } }
}
