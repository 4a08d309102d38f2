import { scopedRoleMemberCreate } from '../../../contract/graph/role-management.ts'
import { Refusal } from '../../base/refusal.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerCreated, answerEntity, answerPage, listQuery, noContent } from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphResponse, type GraphRoutes, param } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { scopedRoleMemberShape as shape } from '../rules/shapes.ts'
import { assignForUnit, listScopedMembers, readScopedMember, removeScopedMember } from '../service.ts'
import { toScopedRoleMember } from './resources.ts'

const type = 'microsoft.graph.scopedRoleMembership'
const context = shape.name

const which = (request: GraphRequest) => ({ unit: param(request, 'unitId'), id: param(request, 'membershipId') })

async function getMembers(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const query = listQuery(kernel, request, shape)
  const page = await listScopedMembers(kernel, request.actor, param(request, 'unitId'), query)
  return answerPage(kernel, request, { shape, query, page, toGraph: toScopedRoleMember })
}

async function getMember(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const found = await readScopedMember(kernel, request.actor, which(request))
  return answerEntity(kernel, request, { context, body: toScopedRoleMember(found), shape })
}

async function postMember(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { roleId, roleMemberInfo, administrativeUnitId } = parseBody(scopedRoleMemberCreate, request)
  const unit = param(request, 'unitId')
  if (administrativeUnitId !== undefined && administrativeUnitId.toLowerCase() !== unit.toLowerCase()) {
    throw new Refusal('malformedRequest', 'administrativeUnitId names another unit than the address.', {
      field: 'administrativeUnitId',
    })
  }
  const given = { unit, roleDefinitionId: roleId, principalId: roleMemberInfo.id }
  const made = await assignForUnit(kernel, request.actor, given)
  const path = `/directory/administrativeUnits/${made.unitId}/scopedRoleMembers/${made.assignment.id}`
  return answerCreated(kernel, request, { context, path, body: toScopedRoleMember(made) })
}

async function deleteMember(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await removeScopedMember(kernel, request.actor, which(request))
  return noContent()
}

const routesUnder = (units: string): GraphRoutes => [
  {
    method: 'GET',
    path: `${units}/{unitId}/scopedRoleMembers`,
    operation: 'roles.read',
    summary: 'List who holds which role for an administrative unit',
    options: ['$top', '$filter', '$select', '$count', '$skiptoken'],
    answers: { type, collection: true },
    handle: getMembers,
  },
  {
    method: 'POST',
    path: `${units}/{unitId}/scopedRoleMembers`,
    operation: 'roles.assign',
    summary: 'Give a role for an administrative unit',
    reads: scopedRoleMemberCreate,
    answers: { type },
    handle: postMember,
  },
  {
    method: 'GET',
    path: `${units}/{unitId}/scopedRoleMembers/{membershipId}`,
    operation: 'roles.read',
    summary: 'Read one of them',
    options: ['$select'],
    answers: { type },
    handle: getMember,
  },
  {
    method: 'DELETE',
    path: `${units}/{unitId}/scopedRoleMembers/{membershipId}`,
    operation: 'roles.assign',
    summary: 'Take a role for an administrative unit away',
    handle: deleteMember,
  },
]

/** Roles for one unit in their older form. Source: facts/entra.md §13, Roles. */
export const scopedMemberRoutes: GraphRoutes = ['/directory/administrativeUnits', '/administrativeUnits'].flatMap(
  routesUnder,
)
