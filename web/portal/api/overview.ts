import { queryOptions } from '@tanstack/react-query'
import type { OverviewAnswer, Passwordless, PersonResource, SignInsByMethod } from '../../../contract/api/overview.ts'
import { collectionOptions } from './collection.ts'
import { graph } from './graph-client.ts'

/** What needs attention now. */
export const overview = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => graph<OverviewAnswer>('/api/v1/overview', { signal }),
  refetchInterval: 60_000,
})

/** How many days a chart looks back. */
export type Days = 30 | 90

export const signInsByMethod = (days: Days) =>
  queryOptions({
    queryKey: ['overview', 'signInsByMethod', days],
    queryFn: ({ signal }) => graph<SignInsByMethod>(`/api/v1/overview/signInsByMethod?days=${days}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.isComplete === false ? 5000 : false),
  })

export const passwordless = (days: Days) =>
  queryOptions({
    queryKey: ['overview', 'passwordless', days],
    queryFn: ({ signal }) => graph<Passwordless>(`/api/v1/overview/passwordless?days=${days}`, { signal }),
  })

/** The people behind one of the numbers, at the address that came with it. */
export const peopleBehind = (path: string, filter: string) =>
  collectionOptions<PersonResource>(['overview', 'people'], `${path}?$count=true&$filter=${encodeURIComponent(filter)}`)
