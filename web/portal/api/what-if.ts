import { queryOptions } from '@tanstack/react-query'
import type { WhatIfBody } from '../../../contract/graph/what-if.ts'
import type { AccessPolicy } from './access-policy.ts'
import type { CollectionPage } from './collection.ts'
import { graph } from './graph-client.ts'

/** Graph's whatIfAnalysisResult. */
export interface WhatIfResult extends AccessPolicy {
  readonly policyApplies: boolean
  /** Flags, joined by commas; `notSet` where it applies. */
  readonly analysisReasons: string
}

/** Of every policy, whether it would apply to a sign-in as it might be. */
export const whatIf = (body: WhatIfBody) =>
  queryOptions({
    queryKey: ['whatIf', body],
    queryFn: async ({ signal }) => {
      const path = '/v1.0/identity/conditionalAccess/evaluate'
      return (await graph<CollectionPage<WhatIfResult>>(path, { method: 'POST', body, signal })).value
    },
  })
