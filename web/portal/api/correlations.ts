import { queryOptions } from '@tanstack/react-query'
import type { Correlation } from '../../../contract/api/correlations.ts'
import { graph } from './graph-client.ts'

/** What hangs together with a correlation id, in the order of time. */
export const correlation = (id: string) =>
  queryOptions({
    queryKey: ['correlations', id],
    queryFn: ({ signal }) => graph<Correlation>(`/api/v1/correlations/${encodeURIComponent(id)}`, { signal }),
  })
