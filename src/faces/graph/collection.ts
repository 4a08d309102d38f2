import {
  type Expansion,
  type ListQuery,
  parseExpand,
  parseListQuery,
  parseSelect,
  project,
} from '../../base/odata/query.ts'
import type { Page, Position, ResourceShape } from '../../base/odata/shape.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type AdvancedAddress, requireAdvanced } from './advanced-query.ts'
import { preferredPageSize } from './page-size.ts'
import { openPageToken, sealPageToken } from './page-token.ts'
import type { GraphRequest, GraphResponse } from './router.ts'

/**
 * Reads a list's query options; `Prefer: odata.maxpagesize` says how large its pages are, up to `$top`.
 *
 * Refuses with `unsupportedQuery`, also an advanced query that lacks its header, or, for a page token not ours,
 * `malformedRequest`.
 */
export function listQuery(
  kernel: Kernel,
  request: GraphRequest,
  shape: ResourceShape,
  address?: AdvancedAddress,
): ListQuery {
  const query = parseListQuery(request.query, shape, openPageToken(kernel, request))
  requireAdvanced(request, shape, address)
  const most = request.query.has('$top') ? query.top : shape.pageSize.greatest
  return { ...query, top: Math.min(preferredPageSize(request) ?? query.top, most) }
}

/** Reads the query options of a `$count` segment; its answer is one number, so the page is as small as can be. */
export const countQuery = (kernel: Kernel, request: GraphRequest, shape: ResourceShape): ListQuery => ({
  ...listQuery(kernel, request, shape, 'count'),
  count: true,
  top: 1,
})

/** What a single entity is asked for; refuses with `unsupportedQuery`. */
export const entityQuery = (request: GraphRequest, shape: ResourceShape): EntityQuery => ({
  select: parseSelect(request.query.get('$select'), shape),
  expand: parseExpand(request.query.get('$expand'), shape),
})

export interface EntityQuery {
  readonly select: readonly string[] | undefined
  readonly expand: readonly Expansion[] | undefined
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
  const applied =
    preferredPageSize(request) === undefined ? {} : { 'preference-applied': `odata.maxpagesize=${query.top}` }
  return {
    status: 200,
    headers: applied,
    body: {
      ...contextOf(kernel, request, `${answer.context ?? shape.name}${selectionOf(query)}`),
      ...(page.count !== undefined && !query.after ? { '@odata.count': page.count } : {}),
      ...(page.next ? { '@odata.nextLink': nextLink(kernel, request, page.next) } : {}),
      value: page.items.map((row) => project(answer.toGraph(row), query.select, shape, query.expand)),
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
  return { status: 200, body: { ...contextOf(kernel, request, context), value: items } }
}

/** `(id,displayName,manager())`; nothing where nothing is selected and nothing expanded. */
function selectionOf({ select = [], expand = [] }: Partial<EntityQuery>): string {
  const names = expand.map(({ navigation }) => navigation)
  const expanded = expand.map(({ navigation, select: inner = [] }) => `${navigation}(${inner.join(',')})`)
  const all = [...select.filter((name) => !names.includes(name)), ...expanded]
  return all.length > 0 ? `(${all.join(',')})` : ''
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
  const { shape } = answer
  const query: EntityQuery = shape ? entityQuery(request, shape) : { select: undefined, expand: undefined }
  const context = `${answer.context}${selectionOf(query)}${answer.singleton ? '' : '/$entity'}`
  const body = shape ? project(answer.body, query.select, shape, query.expand) : answer.body
  return { status: 200, body: { ...contextOf(kernel, request, context), ...body }, whole: answer.body }
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
  const location = `${kernel.settings.publicUrl}${request.root}${answer.path}`
  return { ...answerEntity(kernel, request, answer), status: 201, headers: { location } }
}

/** Answers a single value, of a primitive type such as `Edm.Boolean`. */
export const answerValue = (kernel: Kernel, request: GraphRequest, type: string, value: unknown): GraphResponse => ({
  status: 200,
  body: { ...contextOf(kernel, request, type), value },
})

export const noContent = (): GraphResponse => ({ status: 204 })

/** `https://host/v1.0/$metadata#…`. */
export const contextUrl = (kernel: Kernel, request: GraphRequest, context: string): string =>
  `${kernel.settings.publicUrl}${request.root}/$metadata#${context}`

/** Our own interface has no metadata to point at. */
const contextOf = (kernel: Kernel, request: GraphRequest, context: string): { readonly '@odata.context'?: string } =>
  request.root === '/api/v1' ? {} : { '@odata.context': contextUrl(kernel, request, context) }

function nextLink(kernel: Kernel, request: GraphRequest, next: Position): string {
  const options = [...request.query].filter(([name]) => name !== '$skiptoken')
  const token = sealPageToken(kernel, request, next)
  const query = [...options, ['$skiptoken', token] as const].map(
    ([name, value]) => `${encodeURIComponent(name).replace('%24', '$')}=${encodeURIComponent(value)}`,
  )
  return `${kernel.settings.publicUrl}${request.root}${request.path}?${query.join('&')}`
}
