import { queryOptions } from '@tanstack/react-query'
import type { PermissionsOnUser, PermissionsResource } from '../../../contract/api/permissions.ts'
import { graph } from './graph-client.ts'

type MyPermissions = Pick<PermissionsResource, 'operations' | 'roles'>

/** What whoever is signed in may do, and how far it reaches. */
export const myPermissions = queryOptions({
  queryKey: ['me', 'permissions'],
  queryFn: ({ signal }) => graph<MyPermissions>('/api/v1/me/permissions?$select=operations,roles', { signal }),
  staleTime: 60_000,
})

/** What the caller may do to one user, and what they may do to others and not to this one. */
export const myPermissionsOn = (userId: string) =>
  queryOptions({
    queryKey: ['users', userId, 'myPermissions'],
    queryFn: ({ signal }) => graph<PermissionsOnUser>(`/api/v1/users/${userId}/myPermissions`, { signal }),
  })
