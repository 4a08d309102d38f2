import { sessionResource } from '../../contract/api/sessions.ts'
import type { ApiRoutes } from '../faces/api/router.ts'
import { answerEntity, answerPage, listQuery, noContent } from '../faces/graph/collection.ts'
import { type GraphRequest, type GraphResponse, param, type SystemOption } from '../faces/graph/router.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { sessionToApi } from './api/resources.ts'
import { sessionShape as shape } from './rules/shapes.ts'
import { listSessions, listSessionsOf, readSessionOf, revokeSession } from './service.ts'

const listOptions: readonly SystemOption[] = ['$top', '$filter', '$orderby', '$select', '$count', '$skiptoken']

async function getSessions(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const query = listQuery(kernel, request, shape)
  const page = await listSessions(kernel, request.actor, query)
  return answerPage(kernel, request, { shape, query, page, toGraph: sessionToApi })
}

async function getSessionsOf(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const query = listQuery(kernel, request, shape)
  const page = await listSessionsOf(kernel, request.actor, param(request, 'id'), query)
  return answerPage(kernel, request, { shape, query, page, toGraph: sessionToApi })
}

async function getSessionOf(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const found = await readSessionOf(kernel, request.actor, param(request, 'id'), param(request, 'sessionId'))
  return answerEntity(kernel, request, { context: shape.name, body: sessionToApi(found), shape })
}

async function deleteSessionOf(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  await revokeSession(kernel, request.actor, { user: param(request, 'id'), session: param(request, 'sessionId') })
  return noContent()
}

/** Where people are signed in, below `/api/v1`. */
export const sessionRoutes: ApiRoutes = [
  {
    method: 'GET',
    path: '/sessions',
    operation: 'sessions.read',
    summary:
      'List the sessions of everybody that are not over, the newest in front; `userId` in the filter: those of one',
    options: listOptions,
    answers: { schema: sessionResource, collection: true },
    handle: getSessions,
  },
  {
    method: 'GET',
    path: '/users/{id}/sessions',
    operation: 'users.readSessions',
    summary: 'List where a user is signed in; everybody may for themself, and whoever may read the sign-in log',
    options: listOptions,
    answers: { schema: sessionResource, collection: true },
    handle: getSessionsOf,
  },
  {
    method: 'GET',
    path: '/users/{id}/sessions/{sessionId}',
    operation: 'users.readSessions',
    summary: 'Read one session',
    options: ['$select'],
    answers: { schema: sessionResource },
    handle: getSessionOf,
  },
  {
    method: 'DELETE',
    path: '/users/{id}/sessions/{sessionId}',
    operation: 'users.revokeSessions',
    summary: 'End one session with every token that was issued in it; everybody may for themself',
    handle: deleteSessionOf,
  },
]
