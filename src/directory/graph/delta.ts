import { groupType } from '../../../contract/graph/group.ts'
import { userType } from '../../../contract/graph/user.ts'
import { parseListQuery, project } from '../../base/odata/query.ts'
import type { ResourceShape } from '../../base/odata/shape.ts'
import { Refusal } from '../../base/refusal.ts'
import { contextUrl } from '../../faces/graph/collection.ts'
import { preferredPageSize } from '../../faces/graph/page-size.ts'
import type { GraphRequest, GraphResponse, GraphRoute, GraphRoutes } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { beginDelta, type DeltaItem, type DeltaLink, type DeltaPage, readDelta } from '../delta.ts'
import { type DeltaRound, deltaScope, groupShape, userShape } from '../rules.ts'
import { openDeltaToken, sealDeltaToken } from './delta-token.ts'
import { groupToGraph, userToGraph } from './resources.ts'

type List = 'users' | 'groups'

const shapes: Readonly<Record<List, ResourceShape>> = { users: userShape, groups: groupShape }

const getDelta = (list: List) => async (kernel: Kernel, request: GraphRequest) => {
  const round = await roundOf(kernel, request, list)
  if (request.query.get('$deltatoken')?.toLowerCase() === 'latest') {
    return answer(kernel, request, list, round, { items: [], next: round.state, isLast: true })
  }
  return answer(kernel, request, list, round, await readDelta(kernel, request.actor, list, round))
}

/** The round a token stands for, or a new one; a token carries what its round began with, so nothing else may come along. */
async function roundOf(kernel: Kernel, request: GraphRequest, list: List): Promise<DeltaRound> {
  const { query, actor } = request
  const option = query.has('$skiptoken') ? '$skiptoken' : '$deltatoken'
  const token = query.get(option)
  const isLatest = option === '$deltatoken' && token?.toLowerCase() === 'latest'
  if (token === undefined || isLatest) {
    const [scope, top] = [deltaScope(list, query, shapes[list]), pageSizeOf(request, list)]
    return { scope, top, state: await beginDelta(kernel, actor, list, isLatest ? 'latest' : 'everything') }
  }
  const other = [...query.keys()].find((name) => name.startsWith('$') && name !== option)
  if (other !== undefined) {
    throw new Refusal(
      'unsupportedQuery',
      `${other} cannot stand beside ${option}: the token carries what the round began with. Follow the link as it stands.`,
      { field: other },
    )
  }
  const round = openDeltaToken(kernel, list, option, token)
  return { ...round, top: preferredSize(request) ?? round.top }
}

/** `$top`, else what is preferred, else the usual size. */
function pageSizeOf(request: GraphRequest, list: List): number {
  const top = request.query.get('$top')
  if (top !== undefined) return parseListQuery(new Map([['$top', top]]), shapes[list]).top
  return preferredSize(request) ?? shapes[list].pageSize.standard
}

/** A preference that cannot be met is met as far as it can be. */
function preferredSize(request: GraphRequest): number | undefined {
  const wanted = preferredPageSize(request)
  return wanted === undefined ? undefined : Math.min(wanted, userShape.pageSize.greatest)
}

function answer(
  kernel: Kernel,
  request: GraphRequest,
  list: List,
  { scope, top }: DeltaRound,
  { items, next, isLast }: DeltaPage,
): GraphResponse {
  const token = sealDeltaToken(kernel, list, { scope, top, state: next })
  const link = `${kernel.settings.publicUrl}/${request.version}/${list}/delta()`
  const size = preferredSize(request)
  return {
    status: 200,
    ...(size === undefined ? {} : { headers: { 'preference-applied': `odata.maxpagesize=${size}` } }),
    body: {
      '@odata.context': contextUrl(kernel, request, scope.select ? `${list}(${scope.select.join(',')})` : list),
      ...(isLast ? { '@odata.deltaLink': `${link}?$deltatoken=${token}` } : {}),
      ...(isLast ? {} : { '@odata.nextLink': `${link}?$skiptoken=${token}` }),
      value: items.map((item) => itemToGraph(kernel, list, item, scope.select)),
    },
  }
}

function itemToGraph(kernel: Kernel, list: List, item: DeltaItem, select: readonly string[] | undefined) {
  const { id, object, links } = item
  if (!object) return { id, '@removed': { reason: item.isRestorable ? 'changed' : 'deleted' } }
  const whole = object.kind === 'user' ? userToGraph(object.user, kernel.tenant) : groupToGraph(object.group)
  const shown = { ...project(whole, select, shapes[list]), id }
  if (!links || links.length === 0) return shown
  return { ...shown, [list === 'users' ? 'manager@delta' : 'members@delta']: links.map(linkToGraph) }
}

const linkToGraph = ({ id, kind, isRemoved }: DeltaLink) => ({
  '@odata.type': kind === 'user' ? userType : groupType,
  id,
  ...(isRemoved ? { '@removed': { reason: 'deleted' } } : {}),
})

const deltaRoute = (list: List, operation: GraphRoute['operation'], type: string, summary: string): GraphRoute => ({
  method: 'GET',
  path: `/${list}/delta`,
  operation,
  summary,
  options: ['$top', '$select', '$filter', '$skiptoken', '$deltatoken'],
  answers: { type, collection: true },
  handle: getDelta(list),
})

/** Source: facts/entra.md §12, delta. */
export const deltaRoutes: GraphRoutes = [
  deltaRoute('users', 'users.readAll', 'microsoft.graph.user', 'List users, and later what changed about them'),
  deltaRoute('groups', 'groups.read', 'microsoft.graph.group', 'List groups and members, and later what changed'),
]
