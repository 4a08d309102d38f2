import { referenceBody } from '../../../contract/graph/user.ts'
import { answerCount } from '../../directory/graph/count.ts'
import { referenceIn } from '../../directory/graph/links.ts'
import { objectToGraph } from '../../directory/graph/resources.ts'
import { directoryObjectShape, type Member } from '../../directory/rules.ts'
import type { DirectoryObject } from '../../directory/service.ts'
import { answerPage, listQuery, noContent } from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphRoute, type GraphRoutes, param } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { addUnitMember, listUnitMembers, removeUnitMember } from '../service.ts'

const getMembers = (kind?: Member['kind']) => async (kernel: Kernel, request: GraphRequest) => {
  const query = listQuery(kernel, request, directoryObjectShape)
  const page = await listUnitMembers(kernel, request.actor, param(request, 'unitId'), query, kind)
  const toGraph = (object: DirectoryObject) => objectToGraph(object, kernel.tenant, query.select !== undefined)
  return answerPage(kernel, request, { shape: directoryObjectShape, query, page, toGraph })
}

async function getCount(kernel: Kernel, request: GraphRequest) {
  const query = { top: 1, after: undefined, count: true }
  return answerCount(await listUnitMembers(kernel, request.actor, param(request, 'unitId'), query))
}

async function postMember(kernel: Kernel, request: GraphRequest) {
  const ids = { unit: param(request, 'unitId'), member: referenceIn(kernel, request) }
  await addUnitMember(kernel, request.actor, ids)
  return noContent()
}

async function deleteMember(kernel: Kernel, request: GraphRequest) {
  const ids = { unit: param(request, 'unitId'), member: param(request, 'memberId') }
  await removeUnitMember(kernel, request.actor, ids)
  return noContent()
}

const listRoute = (path: string, type: string, summary: string, kind?: Member['kind']): GraphRoute => ({
  method: 'GET',
  path,
  operation: 'administrativeUnits.read',
  summary,
  options: ['$top', '$select', '$count', '$skiptoken'],
  answers: { type, collection: true },
  handle: getMembers(kind),
})

/** Who is in a unit; `units` is the address of the units. */
export const memberRoutesUnder = (units: string): GraphRoutes => {
  const members = `${units}/{unitId}/members`
  return [
    listRoute(members, 'microsoft.graph.directoryObject', 'List the users and groups in an administrative unit'),
    listRoute(`${members}/microsoft.graph.user`, 'microsoft.graph.user', 'List the users in it', 'user'),
    listRoute(`${members}/microsoft.graph.group`, 'microsoft.graph.group', 'List the groups in it', 'group'),
    {
      method: 'GET',
      path: `${members}/$count`,
      operation: 'administrativeUnits.read',
      summary: 'Count the users and groups in it',
      answers: { type: 'Edm.Int32' },
      handle: getCount,
    },
    {
      method: 'POST',
      path: `${members}/$ref`,
      operation: 'administrativeUnits.update',
      summary: 'Add a user or a group; the members of a group do not come with it',
      reads: referenceBody,
      handle: postMember,
    },
    {
      method: 'DELETE',
      path: `${members}/{memberId}/$ref`,
      operation: 'administrativeUnits.update',
      summary: 'Take a user or a group out of it',
      handle: deleteMember,
    },
  ]
}
