import { permissionsOnUser, permissionsResource, resourceActionResource } from '../../contract/api/permissions.ts'
import { pageOf } from '../base/odata/evaluate.ts'
import type { ApiRoutes } from '../faces/api/router.ts'
import { answerEntity, answerPage, listQuery } from '../faces/graph/collection.ts'
import { param } from '../faces/graph/router.ts'
import { permissionsOnToApi, permissionsToApi, pickableActions } from './api/resources.ts'
import { permissionsShape, pickableActionShape } from './rules/shapes.ts'
import { permissionsOf, permissionsOn, requireRoleReader } from './service.ts'

/** What people may do, and what roles may grant, below `/api/v1`. */
export const permissionRoutes: ApiRoutes = [
  {
    method: 'GET',
    path: '/users/{id}/permissions',
    operation: 'roles.read',
    summary:
      'Tell what a person may do: the roles they hold and by which way, the operations and resource actions that follow; at `/me` everybody is told what they may do in this session; of others it asks for `users.read` too',
    options: ['$select'],
    answers: { schema: permissionsResource },
    handle: async (kernel, request) =>
      answerEntity(kernel, request, {
        context: permissionsShape.name,
        shape: permissionsShape,
        body: permissionsToApi(await permissionsOf(kernel, request.actor, param(request, 'id'))),
      }),
  },
  {
    method: 'GET',
    path: '/users/{id}/myPermissions',
    operation: 'users.read',
    summary: 'Tell what the caller may do to this user',
    answers: { schema: permissionsOnUser },
    handle: async (kernel, request) => ({
      status: 200,
      body: permissionsOnToApi(await permissionsOn(kernel, request.actor, param(request, 'id'))),
    }),
  },
  {
    method: 'GET',
    path: '/resourceActions',
    operation: 'roles.read',
    summary: 'List what roles may grant, with what it is about and whether a custom role may grant it',
    options: ['$top', '$filter', '$orderby', '$select', '$count', '$skiptoken'],
    answers: { schema: resourceActionResource, collection: true },
    handle: async (kernel, request) => {
      const shape = pickableActionShape
      const query = listQuery(kernel, request, shape)
      await requireRoleReader(kernel, request.actor)
      return answerPage(kernel, request, {
        shape,
        query,
        page: pageOf(pickableActions, query, shape),
        toGraph: (one) => one,
      })
    },
  },
]
