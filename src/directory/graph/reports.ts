import type { ResourceShape } from '../../base/odata/shape.ts'
import { answerPage, countQuery, listQuery } from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphRoutes, param } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { asShown, directoryObjectShape, type User, userShape } from '../rules.ts'
import { listReports } from '../service.ts'
import { answerCount } from './count.ts'
import { expandedToGraph } from './expanded.ts'
import { listAndCount, whole } from './member-lists.ts'
import { objectToGraph, userToGraph } from './resources.ts'

async function getReports(kernel: Kernel, request: GraphRequest) {
  const query = listQuery(kernel, request, directoryObjectShape)
  const page = await listReports(kernel, request.actor, param(request, 'id'), query)
  const toGraph = (user: User) => {
    const { id } = user
    return objectToGraph({ kind: 'user', id, user, sight: page.sight(id) }, kernel.tenant, query.select !== undefined)
  }
  return answerPage(kernel, request, { shape: directoryObjectShape, query, page, toGraph })
}

async function getUserReports(kernel: Kernel, request: GraphRequest) {
  const query = listQuery(kernel, request, userShape, 'cast')
  const page = await listReports(kernel, request.actor, param(request, 'id'), query)
  const toGraph = (user: User) => ({
    ...asShown(userToGraph(user, kernel.tenant), page.sight(user.id)),
    ...expandedToGraph(page.expanded(user.id), query.expand, kernel.tenant),
  })
  return answerPage(kernel, request, { shape: userShape, query, page, toGraph })
}

const countReports = (shape: ResourceShape) => async (kernel: Kernel, request: GraphRequest) =>
  answerCount(await listReports(kernel, request.actor, param(request, 'id'), countQuery(kernel, request, shape)))

/**
 * Who reports to a user.
 *
 * Source: Microsoft Graph, `user: list directReports`; facts/entra.md §12, advanced queries.
 */
export const reportRoutes: GraphRoutes = [
  ...listAndCount({
    path: '/users/{id}/directReports',
    operation: 'users.readAll',
    summary: 'List those who report to a user; everybody may read the own ones',
    type: 'directoryObject',
    options: ['$top', '$select', '$count', '$skiptoken'],
    list: getReports,
    count: countReports(directoryObjectShape),
  }),
  ...listAndCount({
    path: '/users/{id}/directReports/microsoft.graph.user',
    operation: 'users.readAll',
    summary: 'List them as an advanced query',
    type: 'user',
    options: whole,
    list: getUserReports,
    count: countReports(userShape),
  }),
]
