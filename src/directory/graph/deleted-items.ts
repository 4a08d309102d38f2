import { emptyBody } from '../../../contract/graph/user.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerEntity, answerPage, listQuery, noContent } from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphRoutes, param, type SystemOption } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { eraseDeleted, listDeletedGroups, listDeletedUsers, readDeleted, restoreDeleted } from '../deleted.ts'
import { deletedGroupShape, deletedUserShape } from '../rules.ts'
import { deletedGroupToGraph, deletedObjectToGraph, deletedUserToGraph, objectToGraph } from './resources.ts'

const context = 'directoryObjects'
const options: readonly SystemOption[] = ['$top', '$select', '$filter', '$orderby', '$count', '$skiptoken']

async function getUsers(kernel: Kernel, request: GraphRequest) {
  const query = listQuery(kernel, request, deletedUserShape)
  const page = await listDeletedUsers(kernel, request.actor, query)
  const toGraph = (deleted: Parameters<typeof deletedUserToGraph>[0]) => deletedUserToGraph(deleted, kernel.tenant)
  return answerPage(kernel, request, { shape: deletedUserShape, query, page, toGraph })
}

async function getGroups(kernel: Kernel, request: GraphRequest) {
  const query = listQuery(kernel, request, deletedGroupShape)
  const page = await listDeletedGroups(kernel, request.actor, query)
  return answerPage(kernel, request, { shape: deletedGroupShape, query, page, toGraph: deletedGroupToGraph })
}

async function getOne(kernel: Kernel, request: GraphRequest) {
  const deleted = await readDeleted(kernel, request.actor, param(request, 'id'))
  const shape = deleted.item.kind === 'user' ? deletedUserShape : deletedGroupShape
  return answerEntity(kernel, request, { context, body: deletedObjectToGraph(deleted, kernel.tenant), shape })
}

async function postRestore(kernel: Kernel, request: GraphRequest) {
  parseBody(emptyBody, request)
  const object = await restoreDeleted(kernel, request.actor, param(request, 'id'))
  return answerEntity(kernel, request, { context, body: objectToGraph(object, kernel.tenant, false) })
}

async function deleteItem(kernel: Kernel, request: GraphRequest) {
  await eraseDeleted(kernel, request.actor, param(request, 'id'))
  return noContent()
}

const collection = '/directory/deletedItems'

/** Source: facts/entra.md §9, §13; Microsoft Graph, directory/deletedItems. */
export const deletedItemRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: `${collection}/microsoft.graph.user`,
    operation: 'users.readAll',
    summary: 'List the users deleted in the last thirty days',
    options,
    answers: { type: 'microsoft.graph.user', collection: true },
    handle: getUsers,
  },
  {
    method: 'GET',
    path: `${collection}/microsoft.graph.group`,
    operation: 'groups.read',
    summary: 'List the groups deleted in the last thirty days',
    options,
    answers: { type: 'microsoft.graph.group', collection: true },
    handle: getGroups,
  },
  {
    method: 'GET',
    path: `${collection}/{id}`,
    operation: 'users.readAll',
    summary: 'Read a deleted user; a group takes `groups.read`',
    options: ['$select'],
    answers: { type: 'microsoft.graph.directoryObject' },
    handle: getOne,
  },
  {
    method: 'POST',
    path: `${collection}/{id}/restore`,
    operation: 'users.restore',
    summary: 'Restore a user, without methods and roles; a group takes `groups.restore`',
    reads: emptyBody,
    answers: { type: 'microsoft.graph.directoryObject' },
    handle: postRestore,
  },
  {
    method: 'DELETE',
    path: `${collection}/{id}`,
    operation: 'users.erase',
    summary: 'Delete a user for good; a group takes `groups.restore`',
    handle: deleteItem,
  },
]
