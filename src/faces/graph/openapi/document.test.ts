import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { operations } from '../../../roles/rules.ts'
import { graphRoutes } from '../routes.ts'
import { openApiDocument } from './document.ts'

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Part>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

interface Part {
  readonly operationId: string
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly requestBody?: { readonly required: boolean; readonly content: object }
  readonly responses: Readonly<Record<string, { readonly content?: object; readonly headers?: object }>>
  readonly security?: readonly object[]
  readonly 'x-latchkey-operation'?: string
  readonly 'x-graph-permissions'?: { readonly application: readonly string[]; readonly delegated: readonly string[] }
}

const documentOf = (version: 'v1.0' | 'beta') =>
  JSON.parse(JSON.stringify(openApiDocument(graphRoutes, version, 'https://id.example.com'))) as Document

const stable = documentOf('v1.0')

const at = (verb: string, path: string): Part => {
  const part = stable.paths[path]?.[verb]
  if (!part) throw new Error(`The document has no ${verb} ${path}`)
  return part
}

describe.each(['v1.0', 'beta'] as const)('the OpenAPI document of %s', (version) => {
  test('is accepted by a validator of OpenAPI 3.1', async () => {
    const validator = new Validator()
    const found = await validator.validate({ ...documentOf(version) })
    expect(found).toMatchObject({ valid: true })
    expect(validator.version).toBe('3.1')
  })

  test('has every route, and every own address', () => {
    const { paths } = documentOf(version)
    for (const { method, path } of graphRoutes) {
      expect(paths[path]?.[method.toLowerCase()], `${method} ${path}`).toBeDefined()
    }
    expect(paths['/me/authentication/methods']?.['get']).toBeDefined()
    expect(paths['/me']?.['get']).toBeDefined()
  })

  test('names no operation twice', () => {
    const ids = Object.values(documentOf(version).paths).flatMap((path) =>
      Object.values(path).map((part) => part.operationId),
    )
    expect(ids).toHaveLength(new Set(ids).size)
  })

  test('refers to schemas that are there', () => {
    const document = documentOf(version)
    const refs = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name = '']) => name,
    )
    expect(refs.filter((name) => !document.components.schemas[name])).toEqual([])
  })
})

test('every route says what it answers, or answers nothing', () => {
  const silent = graphRoutes.filter(({ method, path, answers }) => {
    const answersNothing = method === 'DELETE' || method === 'PATCH' || method === 'PUT' || path.endsWith('/$ref')
    return !answers && !answersNothing && !actionsWithoutAnswer.includes(path)
  })
  expect(silent.map(({ method, path }) => `${method} ${path}`)).toEqual([])
})

/** Actions that are answered with 204, and the batch, whose answers are those of its requests. */
const actionsWithoutAnswer: readonly string[] = [
  '/$batch',
  '/users/{id}/changePassword',
  '/applications/{id}/removePassword',
  '/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/activate',
]

test('every route that changes something says what it reads', () => {
  const silent = graphRoutes.filter(
    ({ method, path, reads, readsBytes }) =>
      !['GET', 'DELETE'].includes(method) && !reads && !readsBytes && !withoutBody.includes(path),
  )
  expect(silent.map(({ method, path }) => `${method} ${path}`)).toEqual([])
})

/** Actions without parameters. */
const withoutBody: readonly string[] = [
  '/users/{id}/revokeSignInSessions',
  '/identity/conditionalAccess/deletedItems/policies/{policyId}/restore',
]

test('tells of a pass: the body, the statuses, the schema, and who may', () => {
  const part = at('post', '/users/{id}/authentication/temporaryAccessPassMethods')
  expect(part.parameters).toEqual([{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }])
  expect(part.requestBody).toMatchObject({
    required: false,
    content: { 'application/json': { schema: { properties: { lifetimeInMinutes: {} }, additionalProperties: false } } },
  })
  expect(part.responses['201']).toMatchObject({ headers: { location: {} }, content: { 'application/json': {} } })
  expect(part.responses['4XX']).toEqual({ $ref: '#/components/responses/error' })
  expect(part['x-latchkey-operation']).toBe('passes.create')
  expect(part['x-graph-permissions']?.application).toEqual(operations['passes.create'].application)
  expect(
    JSON.stringify(stable.components.schemas['microsoft.graph.temporaryAccessPassAuthenticationMethod']),
  ).toContain('"lifetimeInMinutes":{"type":["integer","null"]')
})

test('tells own addresses apart: permissions on the own account, and none for applications', () => {
  const own = at('get', '/me/authentication/temporaryAccessPassMethods')['x-graph-permissions']
  expect(own).toEqual({
    application: [],
    delegated: [...operations['passes.read'].own, ...operations['passes.read'].delegated],
  })
})

test('tells statuses apart: made, accepted, done, answered', () => {
  const statuses = (verb: string, path: string) =>
    Object.keys(at(verb, path).responses).filter((code) => /^2/.test(code))
  expect(statuses('post', '/users')).toEqual(['201'])
  expect(statuses('post', '/users/{id}/revokeSignInSessions')).toEqual(['200'])
  expect(statuses('post', '/users/{id}/authentication/methods/{methodId}/resetPassword')).toEqual(['202'])
  expect(statuses('patch', '/users/{id}')).toEqual(['204'])
  expect(statuses('patch', '/policies/authenticationMethodsPolicy')).toEqual(['200'])
  expect(statuses('delete', '/users/{id}')).toEqual(['204'])
  expect(statuses('post', '/groups/{id}/members/$ref')).toEqual(['204'])
  expect(Object.keys(at('get', '/users/$count').responses['200']?.content ?? {})).toEqual(['text/plain'])
})

test('asks nobody to sign in for the metadata alone', () => {
  const open = Object.entries(stable.paths).flatMap(([path, verbs]) =>
    Object.values(verbs).flatMap(({ security }) => (security ? [path] : [])),
  )
  expect(open).toEqual(['/$metadata'])
})
