import { queryOptions } from '@tanstack/react-query'
import { graph } from './graph-client.ts'

/** What whoever is signed in may do, and how far it reaches. */
interface MyPermissions {
  readonly operations: readonly { readonly name: string }[]
}

export const myPermissions = queryOptions({
  queryKey: ['me', 'permissions'],
  queryFn: ({ signal }) => graph<MyPermissions>('/api/v1/me/permissions', { signal }),
  staleTime: 60_000,
})

/** What the caller may do to one user, and what they may do to others and not to this one. */
interface MyPermissionsOn {
  readonly operations: readonly string[]
  readonly refusals: readonly { readonly operation: string; readonly message: string }[]
}

export const myPermissionsOn = (userId: string) =>
  queryOptions({
    queryKey: ['users', userId, 'myPermissions'],
    queryFn: ({ signal }) => graph<MyPermissionsOn>(`/api/v1/users/${userId}/myPermissions`, { signal }),
  })
