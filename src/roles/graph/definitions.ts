import { roleDefinitionCreate, roleDefinitionUpdate } from '../../../contract/graph/role-management.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerCreated, noContent } from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphResponse, type GraphRoutes, param } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { roleDefinitionShape } from '../rules/shapes.ts'
import { defineRole, undefineRole, updateRole } from '../service.ts'
import { toRoleDefinition } from './resources.ts'

const definitions = '/roleManagement/directory/roleDefinitions'
const type = 'microsoft.graph.unifiedRoleDefinition'

interface GivenPermissions {
  readonly rolePermissions?: readonly { readonly allowedResourceActions: readonly string[] }[]
}

/** A role has one permission here; several are taken together. */
const actionsIn = ({ rolePermissions }: GivenPermissions) =>
  rolePermissions?.flatMap(({ allowedResourceActions }) => allowedResourceActions)

async function postDefinition(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const body = parseBody(roleDefinitionCreate, request)
  const { displayName, description, isEnabled, version, templateId } = body
  const given = { displayName, description, isEnabled, version, templateId }
  const role = await defineRole(kernel, request.actor, { ...given, allowedResourceActions: actionsIn(body) ?? [] })
  const path = `${definitions}/${role.id}`
  return answerCreated(kernel, request, { context: roleDefinitionShape.name, path, body: toRoleDefinition(role) })
}

async function patchDefinition(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const body = parseBody(roleDefinitionUpdate, request)
  const { displayName, description, isEnabled, version, templateId } = body
  const change = { displayName, description, isEnabled, version, templateId, allowedResourceActions: actionsIn(body) }
  await updateRole(kernel, request.actor, { role: param(request, 'roleId'), change })
  return noContent()
}

async function deleteDefinition(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await undefineRole(kernel, request.actor, { role: param(request, 'roleId') })
  return noContent()
}

/** Roles of the tenant's own. Source: facts/entra.md §8.5. */
export const roleDefinitionRoutes: GraphRoutes = [
  {
    method: 'POST',
    path: definitions,
    operation: 'roles.define',
    summary: 'Define a custom role',
    reads: roleDefinitionCreate,
    answers: { type },
    handle: postDefinition,
  },
  {
    method: 'PATCH',
    path: `${definitions}/{roleId}`,
    operation: 'roles.define',
    summary: 'Change a custom role, for everybody who holds it',
    reads: roleDefinitionUpdate,
    handle: patchDefinition,
  },
  {
    method: 'DELETE',
    path: `${definitions}/{roleId}`,
    operation: 'roles.define',
    summary: 'Delete a custom role that nobody holds',
    handle: deleteDefinition,
  },
]
