import { referenceBody } from '../../../contract/graph/user.ts'
import { answerPage, listQuery, noContent } from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphRoutes, param } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { addOwner, listOwners, removeOwner } from '../owners.ts'
import { directoryObjectShape } from '../rules.ts'
import type { DirectoryObject } from '../service.ts'
import { referenceIn } from './links.ts'
import { objectToGraph } from './resources.ts'

async function getOwners(kernel: Kernel, request: GraphRequest) {
  const query = listQuery(kernel, request, directoryObjectShape)
  const page = await listOwners(kernel, request.actor, param(request, 'id'), query)
  const toGraph = (owner: DirectoryObject) => objectToGraph(owner, kernel.tenant, query.select !== undefined)
  return answerPage(kernel, request, { shape: directoryObjectShape, query, page, toGraph })
}

async function postOwner(kernel: Kernel, request: GraphRequest) {
  await addOwner(kernel, request.actor, { group: param(request, 'id'), owner: referenceIn(kernel, request) })
  return noContent()
}

async function deleteOwner(kernel: Kernel, request: GraphRequest) {
  await removeOwner(kernel, request.actor, { group: param(request, 'id'), owner: param(request, 'memberId') })
  return noContent()
}

/** Source: facts/entra.md §12, §13, Groups. */
export const ownerRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: '/groups/{id}/owners',
    operation: 'groups.read',
    summary: 'List the owners of a group',
    options: ['$top', '$select', '$count', '$skiptoken'],
    answers: { type: 'microsoft.graph.directoryObject', collection: true },
    handle: getOwners,
  },
  {
    method: 'POST',
    path: '/groups/{id}/owners/$ref',
    operation: 'groups.updateOwners',
    summary: 'Make a user an owner; of a role-assignable group it takes `groups.updateRoleAssignable`',
    reads: referenceBody,
    handle: postOwner,
  },
  {
    method: 'DELETE',
    path: '/groups/{id}/owners/{memberId}/$ref',
    operation: 'groups.updateOwners',
    summary: 'Remove an owner, but not the last one; of a role-assignable group it takes `groups.updateRoleAssignable`',
    handle: deleteOwner,
  },
]
