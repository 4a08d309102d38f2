import {
  type BoundOperation,
  type EnumType,
  type Members,
  type Model,
  namespace,
  readType,
  type StructuredType,
  type TypeExpression,
} from './types.ts'

/** An element of XML with its attributes; those that are undefined are left out. */
function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  children: readonly string[] = [],
): string {
  const given = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [`${key}="${value}"`]))
  const start = [name, ...given].join(' ')
  return children.length === 0 ? `<${start}/>` : `<${start}>${children.join('')}</${name}>`
}

const qualified = (expression: TypeExpression): string => {
  const { name, collection } = readType(expression)
  return collection ? `Collection(${name})` : name
}

const isNullable = (expression: TypeExpression): string | undefined =>
  readType(expression).nullable ? undefined : 'false'

const property = ([Name, type]: [string, TypeExpression]): string =>
  element('Property', { Name, Type: qualified(type), Nullable: isNullable(type) })

/** Where nothing may stand, a navigation property says so by being nullable, which is what it is unless told. */
const navigation =
  (ContainsTarget?: 'true') =>
  ([Name, type]: [string, TypeExpression]): string =>
    element('NavigationProperty', { Name, Type: qualified(type), ContainsTarget })

/** The type's name inside its schema. */
const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

const key = element('Key', {}, [element('PropertyRef', { Name: 'id' })])

function structuredType([name, type]: [string, StructuredType]): string {
  const { properties = {}, contains = {} } = type
  return element(
    type.kind === 'entity' ? 'EntityType' : 'ComplexType',
    {
      Name: lastPart(name),
      BaseType: type.base === undefined ? undefined : `${namespace}.${type.base}`,
      Abstract: type.abstract ? 'true' : undefined,
      OpenType: type.open ? 'true' : undefined,
    },
    [
      ...(type.kind === 'entity' && 'id' in properties ? [key] : []),
      ...Object.entries(properties).map(property),
      ...Object.entries(type.navigation ?? {}).map(navigation()),
      ...Object.entries(contains).map(navigation('true')),
    ],
  )
}

const withoutValue: readonly string[] = ['none', 'notSet']

/** Flags count 1, 2, 4 …; a member that stands for none of them is 0. */
function enumType([name, { flags, members }]: [string, EnumType]): string {
  const first = flags && withoutValue.includes(members[0] ?? '') ? 1 : 0
  const numberOf = (index: number) => (flags ? (index < first ? 0 : 2 ** (index - first)) : index)
  const items = members.map((Name, index) => element('Member', { Name, Value: String(numberOf(index)) }))
  return element('EnumType', { Name: lastPart(name), IsFlags: flags ? 'true' : undefined }, items)
}

function boundOperation({ kind, name, boundTo, parameters = {}, returns }: BoundOperation): string {
  const all: Members = { bindingParameter: boundTo, ...parameters }
  return element(kind === 'action' ? 'Action' : 'Function', { Name: name, IsBound: 'true' }, [
    ...Object.entries(all).map(([Name, type]) =>
      element('Parameter', { Name, Type: qualified(type), Nullable: isNullable(type) }),
    ),
    ...(returns === undefined
      ? []
      : [element('ReturnType', { Type: qualified(returns), Nullable: isNullable(returns) })]),
  ])
}

const container = ({ entitySets, singletons }: Model): string =>
  element('EntityContainer', { Name: 'GraphService' }, [
    ...Object.entries(entitySets).map(([Name, type]) => element('EntitySet', { Name, EntityType: qualified(type) })),
    ...Object.entries(singletons).map(([Name, type]) => element('Singleton', { Name, Type: qualified(type) })),
  ])

const schemaOf = (name: string): string => [namespace, ...name.split('.').slice(0, -1)].join('.')

function schema(model: Model, Namespace: string): string {
  const here = Object.entries(model.types).filter(([name]) => schemaOf(name) === Namespace)
  const types = here.map(([name, type]) =>
    type.kind === 'enum' ? enumType([name, type]) : structuredType([name, type]),
  )
  const whole = Namespace === namespace
  return element(
    'Schema',
    { xmlns: 'http://docs.oasis-open.org/odata/ns/edm', Namespace, Alias: whole ? 'graph' : undefined },
    [...types, ...(whole ? [...model.operations.map(boundOperation), container(model)] : [])],
  )
}

const ownTerms = ({ terms }: Model): string =>
  element(
    'Schema',
    { xmlns: 'http://docs.oasis-open.org/odata/ns/edm', Namespace: 'latchkey' },
    Object.entries(terms).map(([Name, { type }]) => element('Term', { Name, Type: qualified(type) })),
  )

/**
 * The metadata document: CSDL 4.0 in XML.
 *
 * Nothing in the model needs escaping, so nothing is escaped; a test reads the document back.
 */
export function printMetadata(model: Model): string {
  const schemas = [...new Set(Object.keys(model.types).map(schemaOf))].map((name) => schema(model, name))
  const services = element('edmx:DataServices', {}, [...schemas, ownTerms(model)])
  const root = { Version: '4.0', 'xmlns:edmx': 'http://docs.oasis-open.org/odata/ns/edmx' }
  return `<?xml version="1.0" encoding="utf-8"?>${element('edmx:Edmx', root, [services])}`
}
