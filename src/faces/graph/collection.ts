import { type ListQuery, parseListQuery, parseSelect, project } from '../../base/odata/query.ts'
import type { Page, Position, ResourceShape } from '../../base/odata/shape.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { openPageToken, sealPageToken } from './page-token.ts'
import type { GraphRequest, GraphResponse } from './router.ts'

/** Reads a list's query options; refuses with `unsupportedQuery` or, for a page token not ours, `malformedRequest`. */
export function listQuery(kernel: Kernel, request: GraphRequest, shape: ResourceShape): ListQuery {
  return parseListQuery(request.query, shape, openPageToken(kernel, request))
}

interface PageAnswer<Row> {
  readonly shape: ResourceShape
  readonly query: ListQuery
  readonly page: Page<Row>
  /** The whole resource of a row; `$select` and the default properties are applied here. */
  toGraph(row: Row): Readonly<Record<string, unknown>>
  /** What stands after `$metadata#`; the shape's name unless told. */
  readonly context?: string
}

/** Answers a page, with `@odata.nextLink` where there is more and `@odata.count` on the first page where asked. */
export function answerPage<Row>(kernel: Kernel, request: GraphRequest, answer: PageAnswer<Row>): GraphResponse {
  const { shape, query, page } = answer
  const selection = query.select ? `(${query.select.join(',')})` : ''
  return {
    status: 200,
    body: {
      '@odata.context': contextUrl(kernel, request, `${answer.context ?? shape.name}${selection}`),
      ...(page.count !== undefined && !query.after ? { '@odata.count': page.count } : {}),
      ...(page.next ? { '@odata.nextLink': nextLink(kernel, request, page.next) } : {}),
      value: page.items.map((row) => project(answer.toGraph(row), query.select, shape)),
    },
  }
}

/** Answers a collection that is always whole: a user's methods, say. */
export function answerList(
  kernel: Kernel,
  request: GraphRequest,
  context: string,
  items: readonly Readonly<Record<string, unknown>>[],
): GraphResponse {
  return { status: 200, body: { '@odata.context': contextUrl(kernel, request, context), value: items } }
}

/** Answers one entity; with a shape, `$select` and the default properties are applied. */
export function answerEntity(
  kernel: Kernel,
  request: GraphRequest,
  answer: {
    /** The collection it stands in; `/$entity` follows unless it is a singleton. */
    readonly context: string
    readonly body: Readonly<Record<string, unknown>>
    readonly shape?: ResourceShape
    readonly singleton?: boolean
  },
): GraphResponse {
  const select = answer.shape ? parseSelect(request.query.get('$select'), answer.shape) : undefined
  const selection = select ? `(${select.join(',')})` : ''
  const context = `${answer.context}${selection}${answer.singleton ? '' : '/$entity'}`
  const body = answer.shape ? project(answer.body, select, answer.shape) : answer.body
  return { status: 200, body: { '@odata.context': contextUrl(kernel, request, context), ...body }, whole: answer.body }
}

/** Answers what was just created: 201 with its address. `path` begins behind the version: `/users/…`. */
export function answerCreated(
  kernel: Kernel,
  request: GraphRequest,
  answer: {
    readonly context: string
    readonly path: string
    readonly body: Readonly<Record<string, unknown>>
    readonly shape?: ResourceShape
  },
): GraphResponse {
  const location = `${kernel.settings.publicUrl}/${request.version}${answer.path}`
  return { ...answerEntity(kernel, request, answer), status: 201, headers: { location } }
}

/** Answers a single value, of a primitive type such as `Edm.Boolean`. */
export const answerValue = (kernel: Kernel, request: GraphRequest, type: string, value: unknown): GraphResponse => ({
  status: 200,
  body: { '@odata.context': contextUrl(kernel, request, type), value },
})

export const noContent = (): GraphResponse => ({ status: 204 })

/** `https://host/v1.0/$metadata#…`. */
export const contextUrl = (kernel: Kernel, request: GraphRequest, context: string): string =>
  `${kernel.settings.publicUrl}/${request.version}/$metadata#${context}`

function nextLink(kernel: Kernel, request: GraphRequest, next: Position): string {
  const options = [...request.query].filter(([name]) => name !== '$skiptoken')
  const token = sealPageToken(kernel, request, next)
  const query = [...options, ['$skiptoken', token] as const].map(
    ([name, value]) => `${encodeURIComponent(name).replace('%24', '$')}=${encodeURIComponent(value)}`,
  )
  return `${kernel.settings.publicUrl}/${request.version}${request.path}?${query.join('&')}`
}
