import { queryOptions } from '@tanstack/react-query'
import { graph } from './graph-client.ts'

/** What whoever is signed in may do, and how far it reaches. */
export interface MyPermissions {
  readonly operations: readonly { readonly name: string }[]
}

export const myPermissions = queryOptions({
  queryKey: ['me', 'permissions'],
  queryFn: ({ signal }) => graph<MyPermissions>('/api/v1/me/permissions', { signal }),
  staleTime: 60_000,
})

/** What the caller may do to one user. */
export const myPermissionsOn = (userId: string) =>
  queryOptions({
    queryKey: ['users', userId, 'myPermissions'],
    queryFn: ({ signal }) => graph<MyPermissions>(`/api/v1/users/${userId}/myPermissions`, { signal }),
  })
