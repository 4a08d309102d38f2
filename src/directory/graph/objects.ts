import { checkMemberGroupsBody, getByIdsBody, getMemberGroupsBody } from '../../../contract/graph/directory-object.ts'
import { parseBody } from '../../faces/graph/body.ts'
import { answerEntity, answerList, answerValue } from '../../faces/graph/collection.ts'
import { type GraphRequest, type GraphRoute, type GraphRoutes, param } from '../../faces/graph/router.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { kindOfObject, listMemberGroupIds, listObjects, type MembershipsAsked, readObject } from '../memberships.ts'
import { anyObjectToGraph } from './any-object.ts'

const context = 'directoryObjects'
const texts = 'Collection(Edm.String)'

type Of = MembershipsAsked['of'] | 'either'

async function groupIdsOf(kernel: Kernel, request: GraphRequest, of: Of): Promise<readonly string[]> {
  const key = param(request, 'id')
  return listMemberGroupIds(kernel, request.actor, { of: of === 'either' ? await kindOfObject(kernel, key) : of, key })
}

const postCheck = (of: Of) => async (kernel: Kernel, request: GraphRequest) => {
  const asked = new Set(parseBody(checkMemberGroupsBody, request).groupIds.map((id) => id.toLowerCase()))
  const found = (await groupIdsOf(kernel, request, of)).filter((id) => asked.has(id))
  return answerValue(kernel, request, texts, found)
}

const postGet = (of: Of) => async (kernel: Kernel, request: GraphRequest) => {
  parseBody(getMemberGroupsBody, request)
  return answerValue(kernel, request, texts, await groupIdsOf(kernel, request, of))
}

async function postByIds(kernel: Kernel, request: GraphRequest) {
  const { ids, types } = parseBody(getByIdsBody, request)
  const objects = await listObjects(kernel, request.actor, [...new Set(ids.map((id) => id.toLowerCase()))])
  const wanted = objects.filter(({ kind }) => !types || types.includes('directoryObject') || types.includes(kind))
  const items = wanted.map((object) => anyObjectToGraph(object, kernel.tenant, false))
  return answerList(kernel, request, context, items)
}

async function getObject(kernel: Kernel, request: GraphRequest) {
  const object = await readObject(kernel, request.actor, param(request, 'id'))
  return answerEntity(kernel, request, { context, body: anyObjectToGraph(object, kernel.tenant, false) })
}

function memberGroups(path: string, of: Of, operation: GraphRoute['operation'], who: string): GraphRoutes {
  const answers = { type: 'Edm.String', collection: true } as const
  return [
    {
      method: 'POST',
      path: `${path}/checkMemberGroups`,
      operation,
      summary: `Tell which of the groups named ${who} is in, also through groups`,
      reads: checkMemberGroupsBody,
      answers,
      handle: postCheck(of),
    },
    {
      method: 'POST',
      path: `${path}/getMemberGroups`,
      operation,
      summary: `Tell the ids of the groups ${who} is in, also through groups`,
      reads: getMemberGroupsBody,
      answers,
      handle: postGet(of),
    },
  ]
}

/** Source: facts/entra.md §13, Users; Microsoft Graph, directoryObject. */
export const objectRoutes: GraphRoutes = [
  ...memberGroups('/users/{id}', 'user', 'users.readMemberships', 'a user'),
  ...memberGroups('/groups/{id}', 'group', 'groups.read', 'a group'),
  ...memberGroups('/directoryObjects/{id}', 'either', 'users.readMemberships', 'a user or group'),
  {
    method: 'POST',
    path: '/directoryObjects/getByIds',
    operation: 'directoryObjects.read',
    summary: 'Find up to a thousand objects by their ids',
    reads: getByIdsBody,
    answers: { type: 'microsoft.graph.directoryObject', collection: true },
    handle: postByIds,
  },
  {
    method: 'GET',
    path: '/directoryObjects/{id}',
    operation: 'directoryObjects.read',
    summary: 'Read a user, group, role or unit by its id',
    answers: { type: 'microsoft.graph.directoryObject' },
    handle: getObject,
  },
]
