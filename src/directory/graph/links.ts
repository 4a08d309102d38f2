import { referenceBody, userType } from '../../../contract/graph/user.ts'
import { Refusal } from '../../base/refusal.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerEntity, noContent } from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphResponse, type GraphRoutes, param } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { asShown, readReference, userShape } from '../rules.ts'
import { addMember, readManager, removeManager, removeMember, setManager } from '../service.ts'
import { userToGraph } from './resources.ts'

const context = 'directoryObjects'

/** The id that the body points at; refuses with `malformedRequest`. */
export function referenceIn(kernel: Kernel, request: GraphRequest): string {
  return referencedId(kernel, '@odata.id', parseBody(referenceBody, request)['@odata.id'])
}

/** The id that an address in a property points at; refuses with `malformedRequest`. */
export function referencedId(kernel: Kernel, field: string, address: string): string {
  const id = readReference(address, kernel.settings.publicUrl)
  if (id !== undefined) return id
  const example = `${kernel.settings.publicUrl}/v1.0/directoryObjects/00000000-0000-0000-0000-000000000000`
  throw new Refusal('malformedRequest', `${field} must be the address of one directory object, such as ${example}.`, {
    field,
  })
}

async function getManager(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { manager, sight } = await readManager(kernel, request.actor, param(request, 'id'))
  const body = { '@odata.type': userType, ...asShown(userToGraph(manager, kernel.tenant), sight) }
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

async function postMember(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await addMember(kernel, request.actor, { group: param(request, 'id'), member: referenceIn(kernel, request) })
  return noContent()
}

async function deleteMember(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await removeMember(kernel, request.actor, { group: param(request, 'id'), member: param(request, 'memberId') })
  return noContent()
}

/** Source: facts/entra.md §12, references. */
export const linkRoutes: GraphRoutes = [
  {
    method: 'GET',
    path: '/users/{id}/manager',
    operation: 'users.readAll',
    summary: 'Read the manager of a user; everybody may read who the own one is',
    options: ['$select'],
    answers: { type: 'microsoft.graph.user' },
    handle: getManager,
  },
  {
    method: 'PUT',
    path: '/users/{id}/manager/$ref',
    operation: 'users.update',
    summary: 'Give a user a manager',
    reads: referenceBody,
    handle: putManager,
  },
  {
    method: 'DELETE',
    path: '/users/{id}/manager/$ref',
    operation: 'users.update',
    summary: 'Leave a user without a manager',
    handle: deleteManager,
  },
  {
    method: 'POST',
    path: '/groups/{id}/members/$ref',
    operation: 'groups.updateMembers',
    summary: 'Add a user or group; to a role-assignable group it takes `groups.updateRoleAssignable`',
    reads: referenceBody,
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
