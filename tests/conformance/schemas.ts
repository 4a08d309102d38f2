import { Ajv, type ErrorObject } from 'ajv'
import { nameOf, openApi, type Schema, schemaNamed } from './document.ts'

type JsonSchema = Readonly<Record<string, unknown>>

/** All properties of a schema with those it inherits, and whether it may hold others. */
interface Flat {
  readonly properties: Readonly<Record<string, Schema>>
  readonly required: readonly string[]
  readonly isOpen: boolean
}

export function flatten(schema: Schema, isNamed = false): Flat {
  const inherited = (schema.allOf ?? []).map((part) =>
    flatten(part.$ref ? schemaNamed(nameOf(part.$ref)) : part, isNamed),
  )
  const own = schema.additionalProperties
  return {
    properties: Object.assign({}, ...inherited.map(({ properties }) => properties), schema.properties),
    required: [...inherited.flatMap(({ required }) => required), ...(schema.required ?? [])],
    isOpen: (!isNamed && own === true) || (own === undefined && !hasProperties(schema)),
  }
}

/** An object that is described as such; without properties anything may stand in it. */
const hasProperties = ({ properties, allOf }: Schema): boolean => properties !== undefined || allOf !== undefined

const annotations = { '^[^@]*@': {} }

function objectSchema(schema: Schema, isNamed: boolean, owner: string | undefined): JsonSchema {
  const { properties, required, isOpen } = flatten(schema, isNamed)
  return {
    title: owner,
    type: 'object',
    properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, translate(inner, owner)])),
    patternProperties: annotations,
    required,
    additionalProperties: isOpen,
  }
}

/**
 * What one of Graph's schemas is in JSON Schema: closed, so that a property it does not have is told.
 *
 * `title` is the type it belongs to.
 */
function translate(schema: Schema, owner?: string): JsonSchema {
  if (schema.$ref) return { $ref: nameOf(schema.$ref) }
  if (schema.anyOf) return { anyOf: schema.anyOf.map((each) => orNull(each, owner)) }
  const [single, ...others] = schema.allOf ?? []
  if (single && others.length === 0 && !schema.properties) {
    return schema['x-navigation'] ? { anyOf: [translate(single, owner), { type: 'null' }] } : translate(single, owner)
  }
  if (schema.allOf || schema.properties) return objectSchema(schema, false, owner)
  if (schema['x-flags'] && schema.enum)
    return nullable(schema, { title: owner, type: 'string', pattern: flagsPattern(schema.enum) })
  if (schema.type === undefined) return {}
  const { type, format, enum: members, items, maxItems, additionalProperties } = schema
  return nullable(schema, {
    title: owner,
    type,
    ...(format === undefined ? {} : { format }),
    ...(members === undefined ? {} : { enum: schema.nullable ? [...members, null] : members }),
    ...(items === undefined ? {} : { items: translate(items, owner) }),
    ...(maxItems === undefined ? {} : { maxItems }),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: translate(additionalProperties, owner) }
      : {}),
  })
}

/** The document writes "or null" as an object that may be null. */
const orNull = (schema: Schema, owner: string | undefined): JsonSchema =>
  schema.type === 'object' && schema.nullable && !schema.properties ? { type: 'null' } : translate(schema, owner)

const nullable = (schema: Schema, translated: JsonSchema & { readonly type?: unknown }): JsonSchema =>
  schema.nullable ? { ...translated, type: [translated.type, 'null'] } : translated

const flagsPattern = (members: readonly string[]): string => `^(${members.join('|')})(, ?(${members.join('|')}))*$`

/** Written as pairs, because an object with `then` looks like a promise. */
const choice = (when: JsonSchema, then: JsonSchema, otherwise: JsonSchema): JsonSchema =>
  Object.fromEntries([
    ['if', when],
    ['then', then],
    ['else', otherwise],
  ])

/** The types a schema may turn out to be; the document's own list passes over some that it describes. */
function descendants({ discriminator }: Schema, name: string): Readonly<Record<string, string>> {
  if (!discriminator) return {}
  const direct = Object.entries(openApi().components.schemas).filter(([, { allOf }]) =>
    allOf?.some(({ $ref }) => $ref !== undefined && nameOf($ref) === name),
  )
  return { ...Object.fromEntries(direct.map(([type]) => [`#${type}`, type])), ...discriminator.mapping }
}

/** A schema by its name; where it has descendants, `@odata.type` says which of them it is. */
function named(name: string): JsonSchema {
  const schema = schemaNamed(name)
  const mapping = Object.entries(descendants(schema, name)).filter(([, target]) => nameOf(target) !== name)
  if (schema.enum || (!hasProperties(schema) && schema.type !== 'object'))
    return { $id: name, ...translate(schema, name) }
  const closed = objectSchema(schema, name.startsWith('microsoft.graph.') || /Error$/.test(name), name)
  if (mapping.length === 0) return { $id: name, ...closed }
  const isOfType = (type: string): JsonSchema => ({
    required: ['@odata.type'],
    properties: { '@odata.type': { const: type } },
  })
  const types = mapping.map(([type]) => type)
  const isItself = schema['x-abstract']
    ? { title: name, required: ['@odata.type'], properties: { '@odata.type': { title: name, enum: types } } }
    : closed
  return {
    $id: name,
    type: 'object',
    ...mapping.reduceRight<JsonSchema>(
      (otherwise, [type, target]) => choice(isOfType(type), { $ref: nameOf(target) }, otherwise),
      isItself,
    ),
  }
}

const formats: Readonly<Record<string, true | RegExp>> = {
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?Z$/,
  uuid: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/,
  base64url: /^[\w-]*={0,2}$/,
  int32: true,
  int64: true,
  double: true,
}

let compiler: Ajv | undefined

function ajv(): Ajv {
  if (compiler) return compiler
  compiler = new Ajv({ allErrors: true, strict: false, verbose: true, formats: { ...formats } })
  for (const name of Object.keys(openApi().components.schemas)) compiler.addSchema(named(name))
  return compiler
}

const compiled = new Map<Schema, (data: unknown) => readonly ErrorObject[]>()

/** What a schema of the document finds wrong with a value; it is compiled when it is first needed. */
export function check(schema: Schema, value: unknown): readonly ErrorObject[] {
  const known = compiled.get(schema) ?? compile(schema)
  compiled.set(schema, known)
  return known(value)
}

function compile(schema: Schema): (data: unknown) => readonly ErrorObject[] {
  const validate = ajv().compile(translate(schema))
  return (data) => (validate(data) ? [] : [...(validate.errors ?? [])])
}
