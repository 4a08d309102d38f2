import { createGroupBody, updateGroupBody } from '../../../contract/graph/group.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerCreated, answerEntity, answerPage, listQuery, noContent } from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphRoutes, param, type SystemOption } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { groupShape } from '../rules.ts'
import { createGroup, deleteGroup, listGroups, readGroup, updateGroup } from '../service.ts'
import { answerCount } from './count.ts'
import { groupToGraph } from './resources.ts'

const context = 'groups'
const listOptions: readonly SystemOption[] = ['$top', '$select', '$filter', '$orderby', '$count', '$skiptoken']

async function getGroups(kernel: Kernel, request: GraphRequest) {
  const query = listQuery(kernel, request, groupShape)
  const page = await listGroups(kernel, request.actor, query)
  return answerPage(kernel, request, { shape: groupShape, query, page, toGraph: groupToGraph })
}

async function getGroupCount(kernel: Kernel, request: GraphRequest) {
  const query = { ...listQuery(kernel, request, groupShape), count: true, top: 1 }
  return answerCount(await listGroups(kernel, request.actor, query))
}

async function getGroup(kernel: Kernel, request: GraphRequest) {
  const group = await readGroup(kernel, request.actor, param(request, 'id'))
  return answerEntity(kernel, request, { context, body: groupToGraph(group), shape: groupShape })
}

async function postGroup(kernel: Kernel, request: GraphRequest) {
  const { displayName, description, mailNickname, isAssignableToRole } = parseBody(createGroupBody, request)
  const given = { displayName, description, mailNickname, isAssignableToRole }
  const group = await createGroup(kernel, request.actor, given)
  return answerCreated(kernel, request, { context, path: `/groups/${group.id}`, body: groupToGraph(group) })
}

async function patchGroup(kernel: Kernel, request: GraphRequest) {
  const { displayName, description, mailNickname } = parseBody(updateGroupBody, request)
  const change = { displayName, description, mailNickname }
  await updateGroup(kernel, request.actor, { group: param(request, 'id'), change })
  return noContent()
}

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
    handle: getGroups,
  },
  {
    method: 'POST',
    path: '/groups',
    operation: 'groups.create',
    summary: 'Create a security group; a role-assignable one takes `groups.updateRoleAssignable`',
    handle: postGroup,
  },
  {
    method: 'GET',
    path: '/groups/$count',
    operation: 'groups.read',
    summary: 'Count groups',
    options: ['$filter'],
    handle: getGroupCount,
  },
  {
    method: 'GET',
    path: '/groups/{id}',
    operation: 'groups.read',
    summary: 'Read a group',
    options: ['$select'],
    handle: getGroup,
  },
  {
    method: 'PATCH',
    path: '/groups/{id}',
    operation: 'groups.update',
    summary: 'Change a group; a role-assignable one takes `groups.updateRoleAssignable`',
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
