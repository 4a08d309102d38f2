import { pageOf } from '../base/odata/evaluate.ts'
import type { ResourceShape } from '../base/odata/shape.ts'
import { objectToGraph } from '../directory/graph/resources.ts'
import { answerEntity, answerList, answerPage, listQuery } from '../faces/graph/collection.ts'
import {
  type GraphRequest,
  type GraphResponse,
  type GraphRoutes,
  param,
  type SystemOption,
} from '../faces/graph/router.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { roleAssignmentRoutes } from './graph/assignments.ts'
import { roleDefinitionRoutes } from './graph/definitions.ts'
import { resourceActionRoutes } from './graph/resource-actions.ts'
import { toDirectoryRole, toDirectoryRoleTemplate, toRoleDefinition } from './graph/resources.ts'
import { scopedMemberRoutes } from './graph/scoped-members.ts'
import { directoryRoleShape, directoryRoleTemplateShape, roleDefinitionShape } from './rules/shapes.ts'
import type { RoleDefinition } from './rules.ts'
import { listRoleMembers, listRoles, readRole } from './service.ts'

const listOptions: readonly SystemOption[] = ['$top', '$filter', '$orderby', '$select', '$count', '$skiptoken']
const definitions = '/roleManagement/directory/roleDefinitions'

type RoleToGraph = (role: RoleDefinition) => Readonly<Record<string, unknown>> & { readonly id: string }

const getRoles =
  (shape: ResourceShape, toGraph: RoleToGraph, isShown: (role: RoleDefinition) => boolean = () => true) =>
  async (kernel: Kernel, request: GraphRequest): Promise<GraphResponse> => {
    const query = listQuery(kernel, request, shape)
    const roles = (await listRoles(kernel, request.actor)).filter(isShown)
    const page = pageOf(roles.map(toGraph), query, shape)
    return answerPage(kernel, request, { shape, query, page, toGraph: (role) => role })
  }

const getRole =
  (shape: ResourceShape, toGraph: RoleToGraph) =>
  async (kernel: Kernel, request: GraphRequest): Promise<GraphResponse> => {
    const role = await readRole(kernel, request.actor, param(request, 'roleId'))
    return answerEntity(kernel, request, { context: shape.name, body: toGraph(role), shape })
  }

async function getMembers(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const members = await listRoleMembers(kernel, request.actor, param(request, 'roleId'))
  return answerList(
    kernel,
    request,
    'directoryObjects',
    members.map((member) => objectToGraph(member, kernel.tenant, false)),
  )
}

/**
 * Roles in Graph's two faces: the unified role management, and the older directory roles with the same ids.
 *
 * Source: facts/entra.md §13, Roles.
 */
export const roleRoutes: GraphRoutes = [
  ...roleDefinitionRoutes,
  ...roleAssignmentRoutes,
  ...scopedMemberRoutes,
  ...resourceActionRoutes,
  {
    method: 'GET',
    path: definitions,
    operation: 'roles.read',
    summary: 'List the roles',
    answers: { type: 'microsoft.graph.unifiedRoleDefinition', collection: true },
    options: listOptions,
    handle: getRoles(roleDefinitionShape, toRoleDefinition),
  },
  {
    method: 'GET',
    path: `${definitions}/{roleId}`,
    operation: 'roles.read',
    summary: 'Read one role',
    answers: { type: 'microsoft.graph.unifiedRoleDefinition' },
    options: ['$select'],
    handle: getRole(roleDefinitionShape, toRoleDefinition),
  },
  {
    method: 'GET',
    path: '/directoryRoles',
    operation: 'roles.read',
    summary: 'List the roles, in their older form',
    answers: { type: 'microsoft.graph.directoryRole', collection: true },
    options: listOptions,
    handle: getRoles(directoryRoleShape, toDirectoryRole),
  },
  {
    method: 'GET',
    path: '/directoryRoles/{roleId}',
    operation: 'roles.read',
    summary: 'Read one role, in its older form',
    answers: { type: 'microsoft.graph.directoryRole' },
    options: ['$select'],
    handle: getRole(directoryRoleShape, toDirectoryRole),
  },
  {
    method: 'GET',
    path: '/directoryRoles/{roleId}/members',
    operation: 'roles.read',
    summary: 'List who holds a role directly',
    answers: { type: 'microsoft.graph.directoryObject', collection: true },
    handle: getMembers,
  },
  {
    method: 'GET',
    path: '/directoryRoleTemplates',
    operation: 'roles.read',
    summary: 'List the templates of the roles',
    answers: { type: 'microsoft.graph.directoryRoleTemplate', collection: true },
    options: listOptions,
    handle: getRoles(directoryRoleTemplateShape, toDirectoryRoleTemplate, ({ isBuiltIn }) => isBuiltIn),
  },
  {
    method: 'GET',
    path: '/directoryRoleTemplates/{roleId}',
    operation: 'roles.read',
    summary: 'Read the template of a role',
    answers: { type: 'microsoft.graph.directoryRoleTemplate' },
    options: ['$select'],
    handle: getRole(directoryRoleTemplateShape, toDirectoryRoleTemplate),
  },
]
