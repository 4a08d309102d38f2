import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { PropertyKind, ResourceShape } from '../../../base/odata/shape.ts'
import { bodySchema, type JsonSchema } from '../openapi/body-schema.ts'
import { graphRoutes } from '../routes.ts'
import { derivedFrom, lineOf, models, navigationOf, propertiesOf } from './model.ts'
import { resolvePath } from './resolve.ts'
import { type Model, readType, shortName, type TypeExpression } from './types.ts'

const root = join(import.meta.dirname, '../../../..')
const versions = ['v1.0', 'beta'] as const

/** The type of a property, of the type itself or of one derived from it, because lists hold those too. */
function memberOf(model: Model, type: string, name: string): TypeExpression | undefined {
  const types = [type, ...derivedFrom(model, type)]
  return types.map((each) => propertiesOf(model, each)[name] ?? navigationOf(model, each)[name]).find(Boolean)
}

const edmOf: Readonly<Record<Exclude<PropertyKind, 'collection' | 'complex'>, readonly string[]>> = {
  string: ['Edm.String', 'Edm.Guid', 'Edm.Date', 'Edm.Binary'],
  guid: ['Edm.String', 'Edm.Guid'],
  boolean: ['Edm.Boolean'],
  dateTime: ['Edm.DateTimeOffset'],
  integer: ['Edm.Int32', 'Edm.Int64'],
  number: ['Edm.Double'],
  enum: ['Edm.String'],
  flags: ['Edm.String'],
}

function kindFits(model: Model, kind: PropertyKind, expression: TypeExpression): boolean {
  const { name, collection } = readType(expression)
  if (kind === 'collection') return collection
  const isEnum = model.types[shortName(name)]?.kind === 'enum'
  if (kind === 'complex') return collection || !name.startsWith('Edm.')
  return !collection && (edmOf[kind].includes(name) || (isEnum && ['string', 'enum', 'flags'].includes(kind)))
}

const isShape = (value: unknown): value is ResourceShape =>
  typeof value === 'object' && value !== null && 'pageSize' in value && 'properties' in value && 'name' in value

/** Every shape a slice exports, for each version the one that counts there. */
async function shapesOf(version: 'v1.0' | 'beta'): Promise<readonly (readonly [string, ResourceShape])[]> {
  const files = globSync('src/*/**/rules/**/*.ts', { cwd: root })
    .filter((file) => !file.endsWith('.test.ts') && readFileSync(join(root, file), 'utf8').includes('ResourceShape'))
    .toSorted()
  const modules = await Promise.all(files.map((file) => import(join(root, file)) as Promise<object>))
  return modules
    .flatMap((module) => Object.entries(module))
    .flatMap(([name, value]: [string, unknown]): readonly (readonly [string, ResourceShape])[] => {
      const given =
        typeof value === 'object' && value !== null && version in value ? Reflect.get(value, version) : value
      return isShape(given) && !notAsked.includes(name) ? [[name, given]] : []
    })
}

describe.each(versions)('the model of %s', (version) => {
  const model = models[version]

  test('has every property that lists may be asked for, with a type that fits', async () => {
    const shapes = await shapesOf(version)
    expect(shapes.length).toBeGreaterThan(8)
    const wrong = shapes.flatMap(([shapeName, { name, properties }]) => {
      const type = typeOfShape[name] ?? resolvePath(model, `/${name}`)?.type
      if (type === undefined) return [`${shapeName}: nothing at /${name}`]
      return Object.entries(properties).flatMap(([path, { kind }]) => {
        if (path.startsWith('@')) return []
        const [found, last] = path.split('/').reduce<readonly [string | undefined, TypeExpression | undefined]>(
          ([at], part) => {
            const member = at === undefined ? undefined : memberOf(model, shortName(at), part)
            return [member && readType(member).name, member]
          },
          [type, undefined],
        )
        if (found === undefined || last === undefined) return [`${shapeName}: ${type} has no ${path}`]
        return kindFits(model, kind, last) ? [] : [`${shapeName}: ${path} is ${last}, not ${kind}`]
      })
    })
    expect(wrong).toEqual([])
  })

  test('has nothing about what lists hold that no list and no body knows', async () => {
    const listed = new Map<string, Set<string>>()
    const tell = (type: string, names: readonly string[]) =>
      listed.set(type, new Set([...(listed.get(type) ?? []), ...names.map((name) => name.split('/')[0] ?? '')]))
    for (const [, { name, properties }] of await shapesOf(version)) {
      tell(typeOfShape[name] ?? resolvePath(model, `/${name}`)?.type ?? '', Object.keys(properties))
    }
    for (const { path, reads } of graphRoutes) {
      const type = resolvePath(model, path)?.type
      if (reads && type !== undefined && listed.has(type)) tell(type, Object.keys(bodySchema(reads).properties ?? {}))
    }
    const heard = (type: string) =>
      [type, ...derivedFrom(model, type)].flatMap((each) => [...(listed.get(`microsoft.graph.${each}`) ?? [])])
    const unheard = [...listed.keys()].flatMap((type) => {
      const [own] = lineOf(model, shortName(type))
      const names = Object.keys(own?.[1].properties ?? {}).filter((name) => !heard(shortName(type)).includes(name))
      return names.map((name) => `${type} ${name}`)
    })
    expect(unheard).toEqual([])
  })

  test('has the type of every answer, and what the path leads to', () => {
    const wrong = graphRoutes.flatMap(({ method, path, answers }) => {
      if (!answers || answers.type.startsWith('Edm.')) return []
      const shown = `${method} ${path} answers ${answers.type}`
      if (!model.types[shortName(answers.type)]) return [`${shown}, which the model has not`]
      const place = resolvePath(model, path)
      if (!place?.type) return [`${shown}, and the model has nothing there`]
      const line = [shortName(place.type), ...derivedFrom(model, shortName(place.type))]
      return line.includes(shortName(answers.type)) ? [] : [`${shown}, and the model has ${place.type}`]
    })
    expect(wrong).toEqual([])
  })

  test('has an address for every route', () => {
    const lost = graphRoutes.filter(({ path }) => !outside.includes(path) && !resolvePath(model, path))
    expect(lost.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })
})

test('the model of beta has every property of every body, with a type that fits', () => {
  const model = models.beta
  const wrong = graphRoutes.flatMap(({ method, path, reads }) => {
    const place = resolvePath(model, path)
    if (!reads || !place || place.reference) return []
    const shown = `${method} ${path}`
    if (place.operation === undefined) return misfits(model, bodySchema(reads), shortName(place.type ?? ''), shown)
    const operation = model.operations.find(({ name }) => path.endsWith(`/${name}`))
    const properties = bodySchema(reads).properties ?? {}
    return Object.entries(properties).flatMap(([name, schema]) => {
      const expression = operation?.parameters?.[name]
      return expression === undefined
        ? [`${shown}: no parameter ${name}`]
        : valueMisfits(model, schema, expression, `${shown} ${name}`)
    })
  })
  expect(wrong).toEqual([])
})

/** Shapes whose names stand in an answer's context and are no address. */
const typeOfShape: Readonly<Record<string, string>> = {
  scopedRoleMemberships: 'microsoft.graph.scopedRoleMembership',
  "roleManagement/directory/resourceNamespaces('microsoft.directory')/resourceActions":
    'microsoft.graph.unifiedRbacResourceAction',
  userProcessingResults: 'microsoft.graph.identityGovernance.userProcessingResult',
  'policies/authenticationStrengthPolicies/combinationConfigurations':
    'microsoft.graph.authenticationCombinationConfiguration',
}

/** Shapes of columns, which no query option names, and of lists below `/api/v1`, which is no Graph. */
const notAsked: readonly string[] = [
  'signInColumnShape',
  'factShape',
  'exclusionShape',
  'exemptPersonShape',
  'pickableActionShape',
  'grantablePermissionShape',
  'sessionShape',
  'permissionsShape',
  'personShape',
]

/** Addresses of the protocol, which no type stands behind. */
const outside: readonly string[] = ['/$metadata', '/$batch', '/']

/** Resources of the contract whose names are not those of their types. */
const typeOfResource: Readonly<Record<string, string>> = {
  roleAssignment: 'unifiedRoleAssignment',
  roleDefinition: 'unifiedRoleDefinition',
  resourceAction: 'unifiedRbacResourceAction',
  resourceNamespace: 'unifiedRbacResourceNamespace',
  methodsPolicy: 'authenticationMethodsPolicy',
  methodConfiguration: 'authenticationMethodConfiguration',
  scopedRoleMember: 'scopedRoleMembership',
  webauthnCreationOptions: 'webauthnCredentialCreationOptions',
  passkeyResource: 'fido2AuthenticationMethod',
  softwareOathResource: 'softwareOathAuthenticationMethod',
  passwordResource: 'passwordAuthenticationMethod',
  phoneResource: 'phoneAuthenticationMethod',
  emailResource: 'emailAuthenticationMethod',
  passResource: 'temporaryAccessPassAuthenticationMethod',
  brandingResource: 'organizationalBranding',
}

/** What the contract has beside resources and bodies of routes. */
const notResources: readonly string[] = ['graphError', 'batchItem', 'summaryParameters']

test('the model of beta has every property of every resource in the contract, with a type that fits', async () => {
  const read = new Set(graphRoutes.flatMap(({ reads }) => reads ?? []))
  const files = globSync('contract/graph/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'))
  const modules = await Promise.all(files.map((file) => import(join(root, file)) as Promise<object>))
  const wrong = modules
    .flatMap((module) => Object.entries(module))
    .flatMap(([name, schema]: [string, unknown]) => {
      const isResource = schema instanceof z.ZodType && !read.has(schema) && !/(Body|Create|Patch)$/.test(name)
      if (!isResource || notResources.includes(name)) return []
      const type = typeOfResource[name] ?? name.replace(/Resource$/, '')
      if (!models.beta.types[type]) return [`${name}: the model has no type of that name; say which it is`]
      return misfits(models.beta, z.toJSONSchema(schema, { unrepresentable: 'any' }) as JsonSchema, type, name)
    })
  expect(wrong).toEqual([])
})

/** What of a schema of an object does not fit a type. */
function misfits(model: Model, schema: JsonSchema, type: string, where: string): readonly string[] {
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  if (branches.length > 0) return branches.flatMap((branch) => misfits(model, branch, type, where))
  const names = typesNamed(schema.properties?.['@odata.type'])
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    if (name.includes('@')) return []
    const found = (names.length > 0 ? names : [type]).map((each) => memberOf(model, each, name))
    const [expression] = found
    if (expression === undefined || found.includes(undefined)) return [`${where}: ${names[0] ?? type} has no ${name}`]
    return valueMisfits(model, inner, expression, `${where} ${name}`)
  })
}

const typesNamed = (schema: JsonSchema | undefined): readonly string[] =>
  [schema?.const, ...(schema?.enum ?? [])].flatMap((name) =>
    typeof name === 'string' ? [shortName(name.replace(/^#/, ''))] : [],
  )

/** A schema that takes several types, as one of each. */
const eachTypeOf = (schema: JsonSchema): readonly JsonSchema[] =>
  Array.isArray(schema.type) ? schema.type.map((type: string) => ({ ...schema, type })) : []

/** What of a schema of a value does not fit a type expression; a schema that takes nothing or anything fits. */
function valueMisfits(model: Model, schema: JsonSchema, expression: TypeExpression, where: string): readonly string[] {
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...eachTypeOf(schema)]
  if (branches.length > 0) return branches.flatMap((branch) => valueMisfits(model, branch, expression, where))
  const { name, collection, nullable } = readType(expression)
  const no = [`${where}: ${JSON.stringify(schema)} does not fit ${expression}`]
  if (schema.not || schema.type === undefined) return []
  if (schema.type === 'null') return nullable || collection || !name.startsWith('Edm.') ? [] : no
  if (schema.type === 'array')
    return collection ? valueMisfits(model, schema.items ?? {}, expression.slice(1, -1), where) : no
  if (collection) return no
  const type = model.types[shortName(name)]
  if (schema.type === 'object')
    return type && type.kind !== 'enum' ? misfits(model, schema, shortName(name), where) : no
  if (type?.kind === 'enum') {
    const values = [schema.const, ...(schema.enum ?? [])].filter((value) => typeof value === 'string')
    return schema.type === 'string' && values.every((value) => type.members.includes(value)) ? [] : no
  }
  const edm: Readonly<Record<string, readonly string[]>> = {
    string: [...edmOf.string, ...edmOf.dateTime, 'Edm.Duration'],
    boolean: edmOf.boolean,
    integer: edmOf.integer,
    number: edmOf.number,
  }
  return edm[String(schema.type)]?.includes(name) ? [] : no
}
