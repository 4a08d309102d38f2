import { queryOptions } from '@tanstack/react-query'
import type { DomainResource } from '../../../contract/graph/organization.ts'
import type { CreateUserBody, UpdateUserBody, UserResource } from '../../../contract/graph/user.ts'
import { type CollectionPage, collectionOptions } from './collection.ts'
import { graph } from './graph-client.ts'

/** A user as a list shows one: what was selected. */
export type UserRow = Pick<UserResource, 'id' | 'displayName' | 'userPrincipalName'> & Partial<UserResource>

/** A list of users at an address with its query options. */
export const userList = (path: string) => collectionOptions<UserRow>(['users', 'list'], path)

/** How many users an address with `$count` at its end counts. */
export const userCount = (path: string) =>
  queryOptions({
    queryKey: ['users', 'count', path],
    queryFn: ({ signal }) => graph<number>(path, { headers: { consistencylevel: 'eventual' }, signal }),
  })

/** Where users may be named, the primary domain first. */
export const domains = queryOptions({
  queryKey: ['domains'],
  queryFn: async ({ signal }) => {
    const { value } = await graph<CollectionPage<DomainResource>>('/v1.0/domains', { signal })
    return value.toSorted((left, right) => Number(right.isDefault) - Number(left.isDefault)).map(({ id }) => id)
  },
  staleTime: Number.POSITIVE_INFINITY,
})

export const createUser = (body: CreateUserBody): Promise<UserResource> =>
  graph('/v1.0/users', { method: 'POST', body })

export const updateUser = (userId: string, body: UpdateUserBody): Promise<void> =>
  graph(`/v1.0/users/${userId}`, { method: 'PATCH', body })

/** The user can be restored for thirty days. */
export const deleteUser = (userId: string): Promise<void> => graph(`/v1.0/users/${userId}`, { method: 'DELETE' })

export const revokeSessions = (userId: string): Promise<void> =>
  graph(`/v1.0/users/${userId}/revokeSignInSessions`, { method: 'POST' })

/** Sets the manager; without one, takes the one there is away. */
export const setManager = (userId: string, managerId: string | undefined): Promise<void> =>
  managerId === undefined
    ? graph(`/v1.0/users/${userId}/manager/$ref`, { method: 'DELETE' })
    : graph(`/v1.0/users/${userId}/manager/$ref`, { method: 'PUT', body: reference(managerId) })

/** The body that points at a directory object; every server knows Graph's own address, whatever its public one is. */
export const reference = (id: string) => ({
  '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
})
