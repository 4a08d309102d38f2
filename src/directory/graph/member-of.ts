import { pageOf } from '../../base/odata/evaluate.ts'
import type { ListQuery } from '../../base/odata/query.ts'
import { answerPage, countQuery, listQuery } from '../../faces/graph/collection.ts'
import {
  type GraphRequest,
  type GraphRoute,
  type GraphRoutes,
  param,
  type SystemOption,
} from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type AnyObject, listMemberships } from '../memberships.ts'
import { memberOfShape } from '../rules.ts'
import type { Reach } from '../service.ts'
import { anyObjectToGraph } from './any-object.ts'
import { answerCount } from './count.ts'

interface Asked {
  readonly of: 'user' | 'group'
  readonly reach: Reach
  /** The one kind that a cast in the path leaves. */
  readonly cast?: Extract<AnyObject['kind'], 'group' | 'directoryRole' | 'administrativeUnit'>
}

async function pageFor(kernel: Kernel, request: GraphRequest, { of, reach, cast }: Asked, query: ListQuery) {
  const objects = await listMemberships(kernel, request.actor, { of, key: param(request, 'id') }, reach)
  const wanted = objects.filter(({ kind }) => cast === undefined || kind === cast)
  const items = wanted.map((object) => ({ ...anyObjectToGraph(object, kernel.tenant, true), id: object.id }))
  return pageOf(items, query, memberOfShape)
}

const getMemberOf = (asked: Asked) => async (kernel: Kernel, request: GraphRequest) => {
  const query = listQuery(kernel, request, memberOfShape, asked.cast ? 'cast' : undefined)
  const page = await pageFor(kernel, request, asked, query)
  return answerPage(kernel, request, { shape: memberOfShape, query, page, toGraph: (item) => item })
}

const countMemberOf = (asked: Asked) => async (kernel: Kernel, request: GraphRequest) =>
  answerCount(await pageFor(kernel, request, asked, countQuery(kernel, request, memberOfShape)))

const options: readonly SystemOption[] = ['$top', '$select', '$filter', '$search', '$orderby', '$count', '$skiptoken']

function routesFor(path: string, asked: Asked, summary: string): GraphRoutes {
  const operation: GraphRoute['operation'] = asked.of === 'user' ? 'users.readMemberships' : 'groups.read'
  const type = `microsoft.graph.${asked.cast ?? 'directoryObject'}`
  return [
    {
      method: 'GET',
      path,
      operation,
      summary,
      options,
      answers: { type, collection: true },
      handle: getMemberOf(asked),
    },
    {
      method: 'GET',
      path: `${path}/$count`,
      operation,
      summary: 'Count them',
      options: ['$filter', '$search'],
      answers: { type: 'Edm.Int32' },
      handle: countMemberOf(asked),
    },
  ]
}

/** The list with its casts; groups of users are cast elsewhere, where the database filters them. */
const listsFor = (path: string, of: Asked['of'], reach: Reach, casts: readonly Asked['cast'][], summary: string) => [
  ...routesFor(path, { of, reach }, summary),
  ...casts.flatMap((cast) =>
    cast === undefined
      ? []
      : routesFor(`${path}/microsoft.graph.${cast}`, { of, reach, cast }, 'Those of one type, as an advanced query'),
  ),
]

const all = ['group', 'directoryRole', 'administrativeUnit'] as const
const notGroups = ['directoryRole', 'administrativeUnit'] as const

/** Source: facts/entra.md §13, Users and Groups. */
export const memberOfRoutes: GraphRoutes = [
  ...listsFor('/users/{id}/memberOf', 'user', 'direct', notGroups, 'List the groups, roles and units of a user'),
  ...listsFor('/users/{id}/transitiveMemberOf', 'user', 'transitive', notGroups, 'The same, also through groups'),
  ...listsFor('/groups/{id}/memberOf', 'group', 'direct', all, 'List the groups, roles and units of a group'),
  ...listsFor('/groups/{id}/transitiveMemberOf', 'group', 'transitive', all, 'The same, also through groups'),
]
