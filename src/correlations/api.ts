import { correlation } from '../../contract/api/correlations.ts'
import type { ApiRoutes } from '../faces/api/router.ts'
import { param } from '../faces/graph/router.ts'
import { correlationToApi } from './api/to-api.ts'
import { readCorrelation } from './service.ts'

/** What hangs together in the logs. */
export const correlationRoutes: ApiRoutes = [
  {
    method: 'GET',
    path: '/correlations/{correlationId}',
    operation: 'auditLogs.read',
    summary:
      'Tell in the order of time what hangs together with a correlation id: its records in both logs, and the passes they concern from issuing to registration; with `signIns.read` alone, what the sign-ins tell',
    answers: { schema: correlation },
    handle: async (kernel, request) => {
      const found = await readCorrelation(kernel, request.actor, param(request, 'correlationId'))
      return { status: 200, body: correlationToApi(found) }
    },
  },
]
