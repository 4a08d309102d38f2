import { grantablePermissionResource } from '../../contract/api/applications.ts'
import { pageOf } from '../base/odata/evaluate.ts'
import type { ApiRoutes } from '../faces/api/router.ts'
import { answerPage, listQuery } from '../faces/graph/collection.ts'
import { grantablePermissions } from './rules/grantable.ts'
import { grantablePermissionShape } from './rules/shapes.ts'
import { requireApplicationReader } from './service.ts'

/** What applications may be given, below `/api/v1`. */
export const applicationApiRoutes: ApiRoutes = [
  {
    method: 'GET',
    path: '/grantablePermissions',
    operation: 'applications.read',
    summary: 'List the permissions that applications may be given, and what each allows',
    options: ['$top', '$filter', '$orderby', '$select', '$count', '$skiptoken'],
    answers: { schema: grantablePermissionResource, collection: true },
    handle: async (kernel, request) => {
      const shape = grantablePermissionShape
      const query = listQuery(kernel, request, shape)
      await requireApplicationReader(kernel, request.actor)
      const page = pageOf(
        grantablePermissions.map((one) => ({ ...one })),
        query,
        shape,
      )
      return answerPage(kernel, request, { shape, query, page, toGraph: (one) => one })
    },
  },
]
