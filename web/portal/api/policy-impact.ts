import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { PolicyImpact } from '../../../contract/api/policy-impact.ts'
import { graph } from './graph-client.ts'

/** What a policy came to in the sign-ins of the last days, or would have in report-only. */
export const policyImpact = (policyId: string, days: number) =>
  queryOptions({
    queryKey: ['accessPolicies', 'impact', policyId, days],
    queryFn: ({ signal }) =>
      graph<PolicyImpact>(`/api/v1/conditionalAccessPolicies/${policyId}/impact?days=${days}`, { signal }),
    placeholderData: keepPreviousData,
  })
