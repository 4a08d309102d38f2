import { createAdministrativeUnitBody, updateAdministrativeUnitBody } from '../../contract/graph/administrative-unit.ts'
import { answerCount } from '../directory/graph/count.ts'
import { parseBody } from '../faces/graph/body.ts'
import { answerCreated, answerEntity, answerPage, listQuery, noContent } from '../faces/graph/collection.ts'
import { type GraphRequest, type GraphRoutes, param } from '../faces/graph/router.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { memberRoutesUnder } from './graph/members.ts'
import { unitToGraph } from './graph/resources.ts'
import { administrativeUnitShape as shape } from './rules.ts'
import { createUnit, listUnits, readUnit, removeUnit, updateUnit } from './service.ts'

const type = 'microsoft.graph.administrativeUnit'
const context = shape.name

async function getUnits(kernel: Kernel, request: GraphRequest) {
  const query = listQuery(kernel, request, shape)
  const page = await listUnits(kernel, request.actor, query)
  return answerPage(kernel, request, { shape, query, page, toGraph: unitToGraph })
}

async function getUnitCount(kernel: Kernel, request: GraphRequest) {
  const query = { ...listQuery(kernel, request, shape), count: true, top: 1 }
  return answerCount(await listUnits(kernel, request.actor, query))
}

async function getUnit(kernel: Kernel, request: GraphRequest) {
  const unit = await readUnit(kernel, request.actor, param(request, 'unitId'))
  return answerEntity(kernel, request, { context, body: unitToGraph(unit), shape })
}

async function postUnit(kernel: Kernel, request: GraphRequest) {
  const body = parseBody(createAdministrativeUnitBody, request)
  const { displayName, description, visibility, isMemberManagementRestricted } = body
  const given = { displayName, description, visibility, isMemberManagementRestricted }
  const unit = await createUnit(kernel, request.actor, given)
  const path = `/directory/administrativeUnits/${unit.id}`
  return answerCreated(kernel, request, { context, path, body: unitToGraph(unit) })
}

async function patchUnit(kernel: Kernel, request: GraphRequest) {
  const { displayName, description, visibility } = parseBody(updateAdministrativeUnitBody, request)
  const change = { displayName, description, visibility }
  await updateUnit(kernel, request.actor, { unit: param(request, 'unitId'), change })
  return noContent()
}

async function deleteUnit(kernel: Kernel, request: GraphRequest) {
  await removeUnit(kernel, request.actor, { unit: param(request, 'unitId') })
  return noContent()
}

const routesUnder = (units: string): GraphRoutes => [
  {
    method: 'GET',
    path: units,
    operation: 'administrativeUnits.read',
    summary: 'List administrative units',
    options: ['$top', '$select', '$filter', '$orderby', '$count', '$skiptoken'],
    answers: { type, collection: true },
    handle: getUnits,
  },
  {
    method: 'POST',
    path: units,
    operation: 'administrativeUnits.update',
    summary: 'Create an administrative unit',
    reads: createAdministrativeUnitBody,
    answers: { type },
    handle: postUnit,
  },
  {
    method: 'GET',
    path: `${units}/$count`,
    operation: 'administrativeUnits.read',
    summary: 'Count administrative units',
    options: ['$filter'],
    answers: { type: 'Edm.Int32' },
    handle: getUnitCount,
  },
  {
    method: 'GET',
    path: `${units}/{unitId}`,
    operation: 'administrativeUnits.read',
    summary: 'Read an administrative unit',
    options: ['$select'],
    answers: { type },
    handle: getUnit,
  },
  {
    method: 'PATCH',
    path: `${units}/{unitId}`,
    operation: 'administrativeUnits.update',
    summary: 'Change an administrative unit',
    reads: updateAdministrativeUnitBody,
    handle: patchUnit,
  },
  {
    method: 'DELETE',
    path: `${units}/{unitId}`,
    operation: 'administrativeUnits.update',
    summary: 'Delete an administrative unit; its members stay, the roles given for it go',
    handle: deleteUnit,
  },
  ...memberRoutesUnder(units),
]

/** Administrative units, at Graph's address and at the older one. Source: facts/entra.md §8.6, §13. */
export const administrativeUnitRoutes: GraphRoutes = ['/directory/administrativeUnits', '/administrativeUnits'].flatMap(
  routesUnder,
)
