import { type Operation, operations } from '../../../roles/rules.ts'
import { resolvePath } from '../model/resolve.ts'
import type { Model } from '../model/types.ts'
import type { GraphRoute, Route, SystemOption } from '../router.ts'
import { bodySchema, type JsonSchema } from './body-schema.ts'
import { answerSchema } from './type-schemas.ts'

/** A part of the document; its shape is OpenAPI's. */
export type Part = Readonly<Record<string, unknown>>

const optionSchemas: Readonly<Record<SystemOption, JsonSchema>> = {
  $top: { type: 'integer', minimum: 1 },
  $select: { type: 'string' },
  $filter: { type: 'string' },
  $orderby: { type: 'string' },
  $count: { type: 'boolean' },
  $skiptoken: { type: 'string' },
  $deltatoken: { type: 'string' },
  $expand: { type: 'string' },
  $search: { type: 'string' },
}

/** The query options of a route's own. */
function askedOf({ asks }: Route): readonly Part[] {
  const { properties = {}, required = [] } = asks ? bodySchema(asks) : {}
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: Array.isArray(required) && required.includes(name),
    schema,
  }))
}

const parametersOf = (route: Route): readonly Part[] => [
  ...[...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  ...(route.options ?? []).map((name) => ({ name, in: 'query', required: false, schema: optionSchemas[name] })),
  ...askedOf(route),
]

export const json = (schema: JsonSchema): Part => ({ 'application/json': { schema } })

/** The bytes of a picture. */
const pictures: Part = { 'image/png': {}, 'image/jpeg': {} }

const batchAnswer: JsonSchema = {
  type: 'object',
  required: ['responses'],
  properties: {
    responses: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'status', 'headers'],
        properties: {
          id: { type: 'string' },
          status: { type: 'integer' },
          headers: { type: 'object', additionalProperties: { type: 'string' } },
          body: {},
        },
      },
    },
  },
}

/** What is answered; nothing for a route that answers without a body. */
function contentOf({ path, answers }: GraphRoute): Part | undefined {
  if (path === '/$batch') return json(batchAnswer)
  if (path === '/$metadata') return { 'application/xml': { schema: { type: 'string' } } }
  if (path.endsWith('/$count')) return { 'text/plain': { schema: { type: 'string', pattern: '^\\d+$' } } }
  return answers?.type === 'Edm.Stream' ? pictures : answers && json(answerSchema(answers))
}

const location = { location: { description: 'The address of what was made.', schema: { type: 'string' } } }

/** What a route answers where all is well. */
export interface Success {
  readonly status: 200 | 201 | 202 | 204
  readonly content: Part | undefined
}

export const successOf =
  (model: Model) =>
  (route: GraphRoute): Success => ({ status: statusOf(model, route), content: contentOf(route) })

/** The status a route answers with, where all is well. */
export function statusOf(model: Model, { method, path, answers }: GraphRoute): Success['status'] {
  if (path === '/$batch') return 200
  if (!answers) return 204
  if (method !== 'POST') return 200
  if (resolvePath(model, path)?.operation === undefined) return 201
  const accepted = model.operations.some((each) => each.accepted && path.endsWith(`/${each.name}`))
  return accepted ? 202 : 200
}

function responsesOf(route: Route, { status, content }: Success): Part {
  const headers = status === 201 || status === 202 ? { headers: location } : {}
  return {
    [status]: { description: descriptions[status], ...headers, ...(content ? { content } : {}) },
    ...(route.anonymous ? {} : { '401': { $ref: '#/components/responses/unauthenticated' } }),
    '429': { $ref: '#/components/responses/throttled' },
    '4XX': { $ref: '#/components/responses/error' },
    '5XX': { $ref: '#/components/responses/error' },
  }
}

const descriptions = {
  200: 'The answer.',
  201: 'It was made, and this is it.',
  202: 'It was accepted; its address says what became of it.',
  204: 'It was done.',
} as const

/** Which permissions suffice, the least first; `/me` takes those on the own account too. */
function permissionsOf({ operation }: Route, own: boolean): Part {
  if (operation === null) return {}
  const { application, delegated, own: onOneself = [] }: Operation = operations[operation]
  const delegatedHere = own ? [...new Set([...onOneself, ...delegated])] : delegated
  return {
    'x-latchkey-operation': operation,
    'x-graph-permissions': { application: own ? [] : application, delegated: delegatedHere },
  }
}

const idOf = (method: string, path: string): string =>
  [method.toLowerCase(), ...path.split('/').filter(Boolean)].map((part) => part.replaceAll(/\W+/g, '_')).join('.')

/** What one verb does at one address. */
export function operationPart(route: Route, success: Success, own: boolean): Part {
  const path = own ? ownPath(route.path) : route.path
  const body = route.reads && bodySchema(route.reads)
  const required = Array.isArray(body?.['required']) && body['required'].length > 0
  const parameters = parametersOf({ ...route, path })
  return {
    operationId: idOf(route.method, path),
    tags: [path.split('/')[1]],
    summary: route.summary,
    ...permissionsOf(route, own),
    ...(route.anonymous ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required, content: json(body) } } : {}),
    ...(route.readsBytes ? { requestBody: { required: true, content: pictures } } : {}),
    responses: responsesOf(route, success),
  }
}

/** `/users/{id}/manager` as it stands under `/me`. */
export const ownPath = (path: string): string => path.replace(/^\/users\/\{id\}/, '/me')

/** Whether an address also stands under `/me`. */
export const isOwn = (path: string): boolean => path !== ownPath(path)
