import { queryOptions } from '@tanstack/react-query'
import type { OrganizationResource } from '../../../contract/graph/organization.ts'
import type { UserResource } from '../../../contract/graph/user.ts'
import { graph } from './graph-client.ts'

export const me = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => graph<UserResource>('/v1.0/me', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

export const renameOrganization = (id: string, displayName: string): Promise<void> =>
  graph(`/v1.0/organization/${id}`, { method: 'PATCH', body: { displayName } })

export const organization = queryOptions({
  queryKey: ['organization'],
  queryFn: async ({ signal }) => {
    const { value } = await graph<{ value: readonly OrganizationResource[] }>('/v1.0/organization', { signal })
    return value[0]
  },
  staleTime: Number.POSITIVE_INFINITY,
})
