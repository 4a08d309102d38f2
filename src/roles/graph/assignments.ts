import { administrativeUnitType } from '../../../contract/graph/administrative-unit.ts'
import { roleAssignmentCreate } from '../../../contract/graph/role-management.ts'
import { unitToGraph } from '../../administrative-units/graph/resources.ts'
import type { Expansion } from '../../base/odata/query.ts'
import { objectToGraph } from '../../directory/graph/resources.ts'
import { parseBody } from '../../faces/graph/body.ts'
import {
  answerCreated,
  answerEntity,
  answerPage,
  entityQuery,
  listQuery,
  noContent,
} from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphResponse, type GraphRoutes, param } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { roleAssignmentShape as shape } from '../rules/shapes.ts'
import {
  assignRole,
  type Linked,
  linkedTo,
  listRoleAssignments,
  type RoleAssignment,
  readRoleAssignment,
  removeRoleAssignment,
} from '../service.ts'
import { toRoleAssignment, toRoleDefinition } from './resources.ts'

const path = '/roleManagement/directory/roleAssignments'
const type = 'microsoft.graph.unifiedRoleAssignment'
const context = shape.name

type ToGraph = (assignment: RoleAssignment) => Readonly<Record<string, unknown>>

/** How assignments are answered, with what `$expand` asks of those given. */
async function toGraphFor(
  kernel: Kernel,
  request: GraphRequest,
  assignments: readonly RoleAssignment[],
  expand: readonly Expansion[] | undefined,
): Promise<ToGraph> {
  const plain = toRoleAssignment(kernel.tenant.id)
  if (!expand) return plain
  const { of } = await linkedTo(kernel, request.actor, assignments)
  return (assignment) => {
    const linked = of(assignment)
    const entries = expand.map((one) => [one.navigation, expanded(kernel, linked, one)])
    return { ...plain(assignment), ...Object.fromEntries(entries) }
  }
}

function expanded(kernel: Kernel, { principal, role, unit }: Linked, one: Expansion): unknown {
  switch (one.navigation) {
    case 'principal':
      return principal ? objectToGraph(principal, kernel.tenant, one.select !== undefined) : null
    case 'roleDefinition':
      return role ? toRoleDefinition(role) : null
    default:
      return unit ? { '@odata.type': administrativeUnitType, ...unitToGraph(unit) } : null
  }
}

async function getAssignments(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const query = listQuery(kernel, request, shape)
  const page = await listRoleAssignments(kernel, request.actor, query)
  const toGraph = await toGraphFor(kernel, request, page.items, query.expand)
  return answerPage(kernel, request, { shape, query, page, toGraph })
}

async function getAssignment(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { expand } = entityQuery(request, shape)
  const found = await readRoleAssignment(kernel, request.actor, param(request, 'assignmentId'))
  const toGraph = await toGraphFor(kernel, request, [found], expand)
  return answerEntity(kernel, request, { context, body: toGraph(found), shape })
}

async function postAssignment(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { principalId, roleDefinitionId, directoryScopeId } = parseBody(roleAssignmentCreate, request)
  const made = await assignRole(kernel, request.actor, { principalId, roleDefinitionId, directoryScopeId })
  const body = toRoleAssignment(kernel.tenant.id)(made)
  return answerCreated(kernel, request, { context, path: `${path}/${made.id}`, body })
}

async function deleteAssignment(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await removeRoleAssignment(kernel, request.actor, { id: param(request, 'assignmentId') })
  return noContent()
}

/** Who holds which role, and where. Source: facts/entra.md §8.5, §13. */
export const roleAssignmentRoutes: GraphRoutes = [
  {
    method: 'GET',
    path,
    operation: 'roles.read',
    summary: 'List who holds which role',
    options: ['$top', '$filter', '$select', '$expand', '$count', '$skiptoken'],
    answers: { type, collection: true },
    handle: getAssignments,
  },
  {
    method: 'POST',
    path,
    operation: 'roles.assign',
    summary: 'Give a role to a user or a role-assignable group, for the tenant or for one administrative unit',
    reads: roleAssignmentCreate,
    answers: { type },
    handle: postAssignment,
  },
  {
    method: 'GET',
    path: `${path}/{assignmentId}`,
    operation: 'roles.read',
    summary: 'Read one assignment',
    options: ['$select', '$expand'],
    answers: { type },
    handle: getAssignment,
  },
  {
    method: 'DELETE',
    path: `${path}/{assignmentId}`,
    operation: 'roles.assign',
    summary: 'Take a role away',
    handle: deleteAssignment,
  },
]
