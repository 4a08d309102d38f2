import { groupType } from '../../../contract/graph/group.ts'
import { answerPage, countQuery, listQuery } from '../../faces/graph/collection.ts'
import {
  type GraphRequest,
  type GraphRoute,
  type GraphRoutes,
  param,
  type SystemOption,
} from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { asShown, directoryObjectShape, type Group, groupShape, type User, userShape } from '../rules.ts'
import {
  type DirectoryObject,
  listGroupMembers,
  listMemberOf,
  listMembers,
  listUserMembers,
  type Reach,
} from '../service.ts'
import { answerCount } from './count.ts'
import { expandedToGraph } from './expanded.ts'
import { groupToGraph, objectToGraph, userToGraph } from './resources.ts'

const getMemberOf = (reach: Reach) => async (kernel: Kernel, request: GraphRequest) => {
  const query = listQuery(kernel, request, groupShape, 'cast')
  const page = await listMemberOf(kernel, request.actor, param(request, 'id'), reach, query)
  const toGraph = (group: Group) => ({
    '@odata.type': groupType,
    ...groupToGraph(group),
    ...expandedToGraph(page.expanded(group.id), query.expand, kernel.tenant),
  })
  return answerPage(kernel, request, { shape: groupShape, query, page, toGraph })
}

const countMemberOf = (reach: Reach) => async (kernel: Kernel, request: GraphRequest) => {
  const query = countQuery(kernel, request, groupShape)
  return answerCount(await listMemberOf(kernel, request.actor, param(request, 'id'), reach, query))
}

const getMembers = (reach: Reach) => async (kernel: Kernel, request: GraphRequest) => {
  const query = listQuery(kernel, request, directoryObjectShape)
  const page = await listMembers(kernel, request.actor, param(request, 'id'), reach, query)
  const toGraph = (object: DirectoryObject) => objectToGraph(object, kernel.tenant, query.select !== undefined)
  return answerPage(kernel, request, { shape: directoryObjectShape, query, page, toGraph })
}

const countMembers = (reach: Reach) => async (kernel: Kernel, request: GraphRequest) => {
  const query = countQuery(kernel, request, directoryObjectShape)
  return answerCount(await listMembers(kernel, request.actor, param(request, 'id'), reach, query))
}

const getUserMembers = (reach: Reach) => async (kernel: Kernel, request: GraphRequest) => {
  const query = listQuery(kernel, request, userShape, 'cast')
  const page = await listUserMembers(kernel, request.actor, param(request, 'id'), reach, query)
  const toGraph = (user: User) => ({
    ...asShown(userToGraph(user, kernel.tenant), page.sight(user.id)),
    ...expandedToGraph(page.expanded(user.id), query.expand, kernel.tenant),
  })
  return answerPage(kernel, request, { shape: userShape, query, page, toGraph })
}

const countUserMembers = (reach: Reach) => async (kernel: Kernel, request: GraphRequest) => {
  const query = countQuery(kernel, request, userShape)
  return answerCount(await listUserMembers(kernel, request.actor, param(request, 'id'), reach, query))
}

const getGroupMembers = (reach: Reach) => async (kernel: Kernel, request: GraphRequest) => {
  const query = listQuery(kernel, request, groupShape, 'cast')
  const page = await listGroupMembers(kernel, request.actor, param(request, 'id'), reach, query)
  const toGraph = (group: Group) => ({
    ...groupToGraph(group),
    ...expandedToGraph(page.expanded(group.id), query.expand, kernel.tenant),
  })
  return answerPage(kernel, request, { shape: groupShape, query, page, toGraph })
}

const countGroupMembers = (reach: Reach) => async (kernel: Kernel, request: GraphRequest) => {
  const query = countQuery(kernel, request, groupShape)
  return answerCount(await listGroupMembers(kernel, request.actor, param(request, 'id'), reach, query))
}

type Handle = GraphRoute['handle']

interface MemberList {
  readonly path: string
  readonly operation: 'users.readMemberships' | 'users.readAll' | 'groups.read'
  readonly summary: string
  readonly type: 'user' | 'group' | 'directoryObject'
  readonly options: readonly SystemOption[]
  readonly list: Handle
  readonly count: Handle
}

export const whole: readonly SystemOption[] = [
  ...(['$top', '$select', '$filter', '$search', '$orderby', '$expand', '$count', '$skiptoken'] as const),
]

/** A list, and behind `/$count` how many there are in it. */
export const listAndCount = ({ path, operation, summary, type, options, list, count }: MemberList): GraphRoutes => [
  {
    method: 'GET',
    path,
    operation,
    summary,
    options,
    answers: { type: `microsoft.graph.${type}`, collection: true },
    handle: list,
  },
  {
    method: 'GET',
    path: `${path}/$count`,
    operation,
    summary: `Count them`,
    options: options.filter((option) => option === '$filter' || option === '$search'),
    answers: { type: 'Edm.Int32' },
    handle: count,
  },
]

const groupsOf = (path: string, reach: Reach): GraphRoutes =>
  listAndCount({
    path: `${path}/microsoft.graph.group`,
    operation: 'users.readMemberships',
    summary: 'List the groups among them, as an advanced query',
    type: 'group',
    options: whole,
    list: getMemberOf(reach),
    count: countMemberOf(reach),
  })

const memberLists = (path: string, reach: Reach, summary: string): GraphRoutes => [
  ...listAndCount({
    path,
    operation: 'groups.read',
    summary,
    type: 'directoryObject',
    options: ['$top', '$select', '$count', '$skiptoken'],
    list: getMembers(reach),
    count: countMembers(reach),
  }),
  ...listAndCount({
    path: `${path}/microsoft.graph.user`,
    operation: 'groups.read',
    summary: 'List the users among them, as an advanced query',
    type: 'user',
    options: whole,
    list: getUserMembers(reach),
    count: countUserMembers(reach),
  }),
  ...listAndCount({
    path: `${path}/microsoft.graph.group`,
    operation: 'groups.read',
    summary: 'List the groups among them, as an advanced query',
    type: 'group',
    options: whole,
    list: getGroupMembers(reach),
    count: countGroupMembers(reach),
  }),
]

/**
 * Who is in a group, and which groups somebody is in.
 *
 * Source: facts/entra.md §12, references and advanced queries.
 */
export const memberListRoutes: GraphRoutes = [
  ...groupsOf('/users/{id}/memberOf', 'direct'),
  ...groupsOf('/users/{id}/transitiveMemberOf', 'transitive'),
  ...memberLists('/groups/{id}/members', 'direct', 'List the users and groups in a group'),
  ...memberLists('/groups/{id}/transitiveMembers', 'transitive', 'List them with those of the groups inside'),
]
