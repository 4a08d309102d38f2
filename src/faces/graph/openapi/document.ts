import { models } from '../model/model.ts'
import type { GraphRoutes, GraphVersion, Route } from '../router.ts'
import { isOwn, operationPart, ownPath, type Part, type Success, successOf } from './operations.ts'
import { typeSchemas } from './type-schemas.ts'

const error = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'innerError'],
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        target: { type: 'string' },
        innerError: {
          type: 'object',
          required: ['date', 'request-id', 'client-request-id'],
          properties: {
            code: { type: 'string' },
            message: { type: 'string' },
            date: { type: 'string' },
            'request-id': { type: 'string', format: 'uuid' },
            'client-request-id': { type: 'string' },
          },
        },
      },
    },
  },
} as const

const errorContent = { 'application/json': { schema: { $ref: '#/components/schemas/error' } } }

const responses = {
  error: {
    description: 'It was refused, and the code says why: docs/errors.md.',
    content: errorContent,
  },
  unauthenticated: {
    description: 'Nobody is signed in, or the token is not good.',
    headers: { 'www-authenticate': { schema: { type: 'string' } } },
    content: errorContent,
  },
  throttled: {
    description: 'Too many requests.',
    headers: { 'retry-after': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
    content: errorContent,
  },
}

interface Address<R> {
  readonly path: string
  readonly route: R
  readonly own: boolean
}

const addressesOf = <R extends Route>(routes: readonly R[]): readonly Address<R>[] =>
  routes.flatMap((route) => [
    { path: route.path, route, own: false },
    ...(isOwn(route.path) ? [{ path: ownPath(route.path), route, own: true }] : []),
  ])

/** What is told of one interface beside its routes. */
interface Described<R> {
  readonly title: string
  readonly version: string
  /** Where it is: `https://id.example.com/v1.0`. */
  readonly url: string
  readonly schemas: Readonly<Record<string, unknown>>
  successOf(route: R): Success
}

/**
 * An OpenAPI document: every address, what it reads and answers, and who may.
 *
 * Source: OpenAPI 3.1.1.
 */
export function describeRoutes<R extends Route>(routes: readonly R[], described: Described<R>): Part {
  const addresses = addressesOf(routes)
  const paths = [...new Set(addresses.map(({ path }) => path))].map((path) => {
    const here = addresses.filter((address) => address.path === path)
    const parts = here.map(({ route, own }) => [
      route.method.toLowerCase(),
      operationPart(route, described.successOf(route), own),
    ])
    return [path, Object.fromEntries(parts)]
  })
  return {
    openapi: '3.1.1',
    info: { title: described.title, version: described.version },
    servers: [{ url: described.url }],
    security: [{ token: [] }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: { ...described.schemas, error },
      responses,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  }
}

/** The document of one version of Graph; `publicUrl` is where the server is found: `https://id.example.com`. */
export function openApiDocument(routes: GraphRoutes, version: GraphVersion, publicUrl: string): Part {
  const model = models[version]
  return describeRoutes(routes, {
    title: 'Latchkey, as it speaks Microsoft Graph',
    version,
    url: `${publicUrl}/${version}`,
    schemas: typeSchemas(model),
    successOf: successOf(model),
  })
}
