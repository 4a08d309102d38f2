import { groupType } from '../../../contract/graph/group.ts'
import { referenceBody, userType } from '../../../contract/graph/user.ts'
import { Refusal } from '../../base/refusal.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerEntity, answerPage, listQuery, noContent } from '../../faces/graph/collection.ts'
import {
  type GraphRequest,
  type GraphResponse,
  type GraphRoute,
  type GraphRoutes,
  param,
} from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { directoryObjectShape, type Group, groupShape, readReference, userShape } from '../rules.ts'
import {
  addMember,
  type DirectoryObject,
  listMemberOf,
  listMembers,
  type Reach,
  readManager,
  removeManager,
  removeMember,
  setManager,
} from '../service.ts'
import { groupToGraph, objectToGraph, userToGraph } from './resources.ts'

const context = 'directoryObjects'

/** The id that the body points at; refuses with `malformedRequest`. */
export function referenceIn(kernel: Kernel, request: GraphRequest): string {
  const address = parseBody(referenceBody, request)['@odata.id']
  const id = readReference(address, kernel.settings.publicUrl)
  if (id !== undefined) return id
  const example = `${kernel.settings.publicUrl}/v1.0/directoryObjects/00000000-0000-0000-0000-000000000000`
  throw new Refusal('malformedRequest', `@odata.id must be the address of one directory object, such as ${example}.`, {
    field: '@odata.id',
  })
}

async function getManager(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const manager = await readManager(kernel, request.actor, param(request, 'id'))
  const body = { '@odata.type': userType, ...userToGraph(manager, kernel.tenant) }
  return answerEntity(kernel, request, { context, body, shape: userShape })
}

async function putManager(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await setManager(kernel, request.actor, { user: param(request, 'id'), manager: referenceIn(kernel, request) })
  return noContent()
}

async function deleteManager(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await removeManager(kernel, request.actor, { user: param(request, 'id') })
  return noContent()
}

const getMemberOf = (reach: Reach) => async (kernel: Kernel, request: GraphRequest) => {
  const query = listQuery(kernel, request, groupShape)
  const page = await listMemberOf(kernel, request.actor, param(request, 'id'), reach, query)
  const toGraph = (group: Group) => ({ '@odata.type': groupType, ...groupToGraph(group) })
  return answerPage(kernel, request, { shape: groupShape, query, page, toGraph, context })
}

const getMembers = (reach: Reach) => async (kernel: Kernel, request: GraphRequest) => {
  const query = listQuery(kernel, request, directoryObjectShape)
  const page = await listMembers(kernel, request.actor, param(request, 'id'), reach, query)
  const toGraph = (object: DirectoryObject) => objectToGraph(object, kernel.tenant, query.select !== undefined)
  return answerPage(kernel, request, { shape: directoryObjectShape, query, page, toGraph })
}

async function postMember(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await addMember(kernel, request.actor, { group: param(request, 'id'), member: referenceIn(kernel, request) })
  return noContent()
}

async function deleteMember(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await removeMember(kernel, request.actor, { group: param(request, 'id'), member: param(request, 'memberId') })
  return noContent()
}

const memberOfRoute = (path: string, reach: Reach, summary: string): GraphRoute => ({
  method: 'GET',
  path,
  operation: 'users.read',
  summary,
  options: ['$top', '$select', '$filter', '$orderby', '$count', '$skiptoken'],
  handle: getMemberOf(reach),
})

const membersRoute = (path: string, reach: Reach, summary: string): GraphRoute => ({
  method: 'GET',
  path,
  operation: 'groups.read',
  summary,
  options: ['$top', '$select', '$count', '$skiptoken'],
  handle: getMembers(reach),
})

/** Source: facts/entra.md §12, references. */
export const linkRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: '/users/{id}/manager',
    operation: 'users.read',
    summary: 'Read the manager of a user',
    options: ['$select'],
    handle: getManager,
  },
  {
    method: 'PUT',
    path: '/users/{id}/manager/$ref',
    operation: 'users.update',
    summary: 'Give a user a manager',
    handle: putManager,
  },
  {
    method: 'DELETE',
    path: '/users/{id}/manager/$ref',
    operation: 'users.update',
    summary: 'Leave a user without a manager',
    handle: deleteManager,
  },
  memberOfRoute('/users/{id}/memberOf', 'direct', 'List the groups a user was added to'),
  memberOfRoute('/users/{id}/memberOf/microsoft.graph.group', 'direct', 'The same'),
  memberOfRoute('/users/{id}/transitiveMemberOf', 'transitive', 'List the groups a user is in, also through groups'),
  memberOfRoute('/users/{id}/transitiveMemberOf/microsoft.graph.group', 'transitive', 'The same'),
  membersRoute('/groups/{id}/members', 'direct', 'List the users and groups in a group'),
  membersRoute('/groups/{id}/transitiveMembers', 'transitive', 'List them with those of the groups inside'),
  {
    method: 'POST',
    path: '/groups/{id}/members/$ref',
    operation: 'groups.updateMembers',
    summary: 'Add a user or group; to a role-assignable group it takes `groups.updateRoleAssignable`',
    handle: postMember,
  },
  {
    method: 'DELETE',
    path: '/groups/{id}/members/{memberId}/$ref',
    operation: 'groups.updateMembers',
    summary: 'Remove a direct member; of a role-assignable group it takes `groups.updateRoleAssignable`',
    handle: deleteMember,
  },
]
