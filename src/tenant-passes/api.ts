import { revokedPasses, revokePassesBody, tenantPassResource } from '../../contract/api/temporary-access-passes.ts'
import type { ApiRoutes } from '../faces/api/router.ts'
import { parseBody } from '../faces/graph/body.ts'
import { answerPage, listQuery } from '../faces/graph/collection.ts'
import type { GraphRequest, GraphResponse } from '../faces/graph/router.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { revokedToApi, tenantPassToApi } from './api/to-api.ts'
import { tenantPassShape as shape } from './rules.ts'
import { listTenantPasses, revokePasses } from './service.ts'

async function getPasses(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const query = listQuery(kernel, request, shape)
  const page = await listTenantPasses(kernel, request.actor, query)
  return answerPage(kernel, request, { shape, query, page, toGraph: tenantPassToApi })
}

async function postRevoke(kernel: Kernel, request: GraphRequest): Promise<GraphResponse> {
  const { passes } = parseBody(revokePassesBody, request)
  return { status: 200, body: revokedToApi(await revokePasses(kernel, request.actor, passes)) }
}

/** The passes of all users, where Graph has those of one. */
export const tenantPassRoutes: ApiRoutes = [
  {
    method: 'GET',
    path: '/temporaryAccessPasses',
    operation: 'passes.read',
    summary:
      'List the Temporary Access Passes of all users whose methods the caller may read, never with a code; those that are over only where the filter speaks of `state`',
    options: ['$top', '$filter', '$orderby', '$select', '$count', '$skiptoken'],
    answers: { schema: tenantPassResource, collection: true },
    handle: getPasses,
  },
  {
    method: 'POST',
    path: '/temporaryAccessPasses/revoke',
    operation: 'passes.delete',
    summary: 'Revoke up to 100 passes, each as by a DELETE of its own, and tell what came of each',
    reads: revokePassesBody,
    answers: { schema: revokedPasses },
    handle: postRevoke,
  },
]
