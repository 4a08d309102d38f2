import { models } from '../model/model.ts'
import type { GraphRoute, GraphRoutes, GraphVersion } from '../router.ts'
import { isOwn, operationPart, ownPath, type Part } from './operations.ts'
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

interface Address {
  readonly path: string
  readonly route: GraphRoute
  readonly own: boolean
}

const addressesOf = (routes: GraphRoutes): readonly Address[] =>
  routes.flatMap((route) => [
    { path: route.path, route, own: false },
    ...(isOwn(route.path) ? [{ path: ownPath(route.path), route, own: true }] : []),
  ])

/**
 * The OpenAPI document of one version: every address, what it reads and answers, and who may.
 *
 * `publicUrl` is where the server is found: `https://id.example.com`.
 *
 * Source: OpenAPI 3.1.1.
 */
export function openApiDocument(routes: GraphRoutes, version: GraphVersion, publicUrl: string): Part {
  const model = models[version]
  const addresses = addressesOf(routes)
  const paths = [...new Set(addresses.map(({ path }) => path))].map((path) => {
    const here = addresses.filter((address) => address.path === path)
    return [path, Object.fromEntries(here.map(({ route, own }) => [verbOf(route), operationPart(model, route, own)]))]
  })
  return {
    openapi: '3.1.1',
    info: { title: 'Latchkey, as it speaks Microsoft Graph', version },
    servers: [{ url: `${publicUrl}/${version}` }],
    security: [{ token: [] }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: { ...typeSchemas(model), error },
      responses,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  }
}

const verbOf = ({ method }: GraphRoute): string => method.toLowerCase()
