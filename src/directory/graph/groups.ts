import { createGroupBody, updateGroupBody } from '../../../contract/graph/group.ts'
import { Refusal } from '../../base/refusal.ts'
import { parseBody } from '../../faces/graph/body.ts'
import {
  answerCreated,
  answerEntity,
  answerPage,
  countQuery,
  entityQuery,
  listQuery,
  noContent,
} from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphRoutes, param, type SystemOption } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type Group, groupShape } from '../rules.ts'
import { addMembers, createGroup, deleteGroup, listGroups, readExpandedGroup, updateGroup } from '../service.ts'
import { answerCount } from './count.ts'
import { expandedToGraph } from './expanded.ts'
import { referencedId } from './links.ts'
import { groupToGraph } from './resources.ts'

const context = 'groups'
const listOptions: readonly SystemOption[] = [
  ...(['$top', '$select', '$filter', '$search', '$orderby', '$expand', '$count', '$skiptoken'] as const),
]

async function getGroups(kernel: Kernel, request: GraphRequest) {
  const query = listQuery(kernel, request, groupShape)
  const page = await listGroups(kernel, request.actor, query)
  const toGraph = (group: Group) => ({
    ...groupToGraph(group),
    ...expandedToGraph(page.expanded(group.id), query.expand, kernel.tenant),
  })
  return answerPage(kernel, request, { shape: groupShape, query, page, toGraph })
}

async function getGroupCount(kernel: Kernel, request: GraphRequest) {
  return answerCount(await listGroups(kernel, request.actor, countQuery(kernel, request, groupShape)))
}

async function getGroup(kernel: Kernel, request: GraphRequest) {
  const { expand } = entityQuery(request, groupShape)
  const { group, expanded } = await readExpandedGroup(kernel, request.actor, param(request, 'id'), expand)
  const body = { ...groupToGraph(group), ...expandedToGraph(expanded, expand, kernel.tenant) }
  return answerEntity(kernel, request, { context, body, shape: groupShape })
}

async function postGroup(kernel: Kernel, request: GraphRequest) {
  const body = parseBody(createGroupBody, request)
  const { displayName, description, mailNickname, isAssignableToRole } = body
  const links = { members: bound(kernel, body, 'members'), owners: bound(kernel, body, 'owners') }
  const given = { displayName, description, mailNickname, isAssignableToRole, ...links }
  const group = await createGroup(kernel, request.actor, given)
  return answerCreated(kernel, request, { context, path: `/groups/${group.id}`, body: groupToGraph(group) })
}

async function patchGroup(kernel: Kernel, request: GraphRequest) {
  const { '@odata.type': _type, ...body } = parseBody(updateGroupBody, request)
  const { displayName, description, mailNickname } = body
  const [group, members] = [param(request, 'id'), bound(kernel, body, 'members')]
  if (members && Object.keys(body).length > 1) throw togetherWithMembers()
  if (members) await addMembers(kernel, request.actor, { group, members })
  else await updateGroup(kernel, request.actor, { group, change: { displayName, description, mailNickname } })
  return noContent()
}

type Bound = { readonly [Name in 'members@odata.bind' | 'owners@odata.bind']?: readonly string[] }

/** The ids that the addresses in `members@odata.bind` or `owners@odata.bind` point at; undefined where it is not there. */
const bound = (kernel: Kernel, body: Bound, name: 'members' | 'owners'): readonly string[] | undefined =>
  body[`${name}@odata.bind`]?.map((address) => referencedId(kernel, `${name}@odata.bind`, address))

const togetherWithMembers = () =>
  new Refusal(
    'malformedRequest',
    'Members are added in a request of their own: send members@odata.bind alone, and the properties in another PATCH.',
    { field: 'members@odata.bind' },
  )

async function removeGroup(kernel: Kernel, request: GraphRequest) {
  await deleteGroup(kernel, request.actor, { group: param(request, 'id') })
  return noContent()
}

/** Source: facts/entra.md §12. */
export const groupRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: '/groups',
    operation: 'groups.read',
    summary: 'List groups',
    options: listOptions,
    answers: { type: 'microsoft.graph.group', collection: true },
    handle: getGroups,
  },
  {
    method: 'POST',
    path: '/groups',
    operation: 'groups.create',
    summary: 'Create a security group; a role-assignable one takes `groups.updateRoleAssignable`',
    reads: createGroupBody,
    answers: { type: 'microsoft.graph.group' },
    handle: postGroup,
  },
  {
    method: 'GET',
    path: '/groups/$count',
    operation: 'groups.read',
    summary: 'Count groups',
    options: ['$filter', '$search'],
    answers: { type: 'Edm.Int32' },
    handle: getGroupCount,
  },
  {
    method: 'GET',
    path: '/groups/{id}',
    operation: 'groups.read',
    summary: 'Read a group',
    options: ['$select', '$expand'],
    answers: { type: 'microsoft.graph.group' },
    handle: getGroup,
  },
  {
    method: 'PATCH',
    path: '/groups/{id}',
    operation: 'groups.update',
    summary:
      'Change a group, or add members with `members@odata.bind` (`groups.updateMembers`); a role-assignable one takes `groups.updateRoleAssignable`',
    reads: updateGroupBody,
    handle: patchGroup,
  },
  {
    method: 'DELETE',
    path: '/groups/{id}',
    operation: 'groups.delete',
    summary: 'Delete a group; a role-assignable one takes `groups.updateRoleAssignable`',
    handle: removeGroup,
  },
]
