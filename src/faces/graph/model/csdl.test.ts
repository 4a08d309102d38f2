import { describe, expect, test } from 'vitest'
import { parseStringPromise } from 'xml2js'
import { printMetadata } from './csdl.ts'
import { models } from './model.ts'

/** One element as xml2js gives it: its attributes in `$`, its children by name. */
interface Element {
  readonly $?: Readonly<Record<string, string>>
  readonly [child: string]: unknown
}

const childrenOf = (element: Element, name: string) => (element[name] ?? []) as readonly Element[]
const attribute = (element: Element, name: string) => element.$?.[name]
const named = (element: Element) => attribute(element, 'Name') ?? ''

async function read(version: 'v1.0' | 'beta') {
  const document: { readonly 'edmx:Edmx': Element } = await parseStringPromise(printMetadata(models[version]))
  const root = document['edmx:Edmx']
  const schemas = childrenOf(root, 'edmx:DataServices').flatMap((services) => childrenOf(services, 'Schema'))
  const typesOf = (kind: string) =>
    schemas.flatMap((schema) =>
      childrenOf(schema, kind).map((type): readonly [string, Element] => [
        `${attribute(schema, 'Namespace')}.${named(type)}`,
        type,
      ]),
    )
  return { root, schemas, typesOf, [Symbol.toStringTag]: version }
}

const without = (type: string) => /^Collection\((.*)\)$/.exec(type)?.[1] ?? type

describe.each(['v1.0', 'beta'] as const)('the metadata of %s', (version) => {
  test('is a document of OData 4.0 with every kind of element', async () => {
    const { root, typesOf } = await read(version)
    expect(attribute(root, 'Version')).toBe('4.0')
    const kinds = ['EntityType', 'ComplexType', 'EnumType', 'Action', 'Function', 'EntityContainer', 'Term']
    for (const kind of kinds) expect(typesOf(kind).length, kind).toBeGreaterThan(0)
  })

  test('names nothing twice', async () => {
    const { schemas, typesOf } = await read(version)
    const types = ['EntityType', 'ComplexType', 'EnumType'].flatMap((kind) => typesOf(kind).map(([name]) => name))
    expect(types.toSorted()).toEqual([...new Set(types)].toSorted())
    expect(schemas.map((schema) => attribute(schema, 'Namespace'))).toHaveLength(
      new Set(schemas.map((schema) => attribute(schema, 'Namespace'))).size,
    )
  })

  test('refers to types that are there', async () => {
    const { schemas, typesOf } = await read(version)
    const known = new Set(
      ['EntityType', 'ComplexType', 'EnumType'].flatMap((kind) => typesOf(kind).map(([name]) => name)),
    )
    const mentioned = JSON.stringify(schemas).matchAll(/"(?:Type|BaseType|EntityType)":"([^"]+)"/g)
    const unknown = [...mentioned].map(([, type = '']) => without(type)).filter((type) => !known.has(type))
    const primitives = /^Edm\.(String|Boolean|Stream|Int32|Int64|Double|Guid|DateTimeOffset|Date|Duration|Binary)$/
    expect(unknown.filter((type) => !primitives.test(type))).toEqual([])
  })

  test('gives every entity a key, its own or an inherited one', async () => {
    const { typesOf } = await read(version)
    const entities = new Map(typesOf('EntityType'))
    const hasKey = (name: string | undefined): boolean => {
      const type = name === undefined ? undefined : entities.get(name)
      return type !== undefined && (childrenOf(type, 'Key').length > 0 || hasKey(attribute(type, 'BaseType')))
    }
    const concrete = [...entities].filter(([, type]) => attribute(type, 'Abstract') !== 'true')
    expect(concrete.map(([name]) => name).filter((name) => !hasKey(name))).toEqual([])
    for (const [name, type] of entities) {
      const keys = childrenOf(type, 'Key').flatMap((key) => childrenOf(key, 'PropertyRef').map(named))
      const properties = childrenOf(type, 'Property').map(named)
      expect(
        keys.filter((key) => !properties.includes(key)),
        name,
      ).toEqual([])
    }
  })

  test('derives entities from entities and leads to entities', async () => {
    const { typesOf } = await read(version)
    const entities = new Set(typesOf('EntityType').map(([name]) => name))
    for (const [name, type] of typesOf('EntityType')) {
      const base = attribute(type, 'BaseType')
      if (base !== undefined) expect(entities, `${name}: ${base}`).toContain(base)
    }
    for (const kind of ['EntityType', 'ComplexType']) {
      for (const [name, type] of typesOf(kind)) {
        for (const navigation of childrenOf(type, 'NavigationProperty')) {
          expect(entities, `${name}/${named(navigation)}`).toContain(without(attribute(navigation, 'Type') ?? ''))
        }
      }
    }
  })

  test('gives no property twice, also not with those it inherits', async () => {
    const { typesOf } = await read(version)
    for (const kind of ['EntityType', 'ComplexType']) {
      const types = new Map(typesOf(kind))
      const all = (name: string): readonly string[] => {
        const type = types.get(name)
        if (!type) return []
        const own = [...childrenOf(type, 'Property'), ...childrenOf(type, 'NavigationProperty')].map(named)
        return [...own, ...all(attribute(type, 'BaseType') ?? '')]
      }
      for (const name of types.keys()) expect(all(name), name).toHaveLength(new Set(all(name)).size)
    }
  })

  test('counts the members of flags in powers of two', async () => {
    const { typesOf } = await read(version)
    const modes = new Map(typesOf('EnumType')).get('microsoft.graph.authenticationMethodModes')
    const members = childrenOf(modes ?? {}, 'Member').map((member) => [named(member), attribute(member, 'Value')])
    expect(Object.fromEntries(members)).toMatchObject({ password: '1', fido2: '32', temporaryAccessPassOneTime: '512' })
  })
})
