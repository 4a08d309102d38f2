import { impactOptions, policyImpact as resource } from '../../contract/api/policy-impact.ts'
import type { ApiRoutes } from '../faces/api/router.ts'
import { parseOptions } from '../faces/graph/body.ts'
import { param } from '../faces/graph/router.ts'
import { impactToApi } from './api/to-api.ts'
import { policyImpact } from './service.ts'

/** What policies come to, counted from the sign-in log. */
export const impactRoutes: ApiRoutes = [
  {
    method: 'GET',
    path: '/conditionalAccessPolicies/{policyId}/impact',
    operation: 'conditionalAccess.read',
    summary:
      'Count what a Conditional Access policy came to in the sign-ins of the last days, or would have in report-only; asks for `signIns.read` too',
    asks: impactOptions,
    answers: { schema: resource },
    handle: async (kernel, request) => {
      const { days = '7' } = parseOptions(impactOptions, request)
      const wanted = { policyId: param(request, 'policyId'), days: Number(days) }
      return { status: 200, body: impactToApi(await policyImpact(kernel, request.actor, wanted)) }
    },
  },
]
