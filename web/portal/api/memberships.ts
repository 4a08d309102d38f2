import { queryOptions } from '@tanstack/react-query'
import type { BatchRequest } from './batch.ts'
import { readAll, withOptions } from './collection.ts'
import { reference } from './users.ts'

/** A group, role or administrative unit that somebody is in. */
export interface Membership {
  readonly '@odata.type': string
  readonly id: string
  readonly displayName: string | null
  readonly description?: string | null
  readonly isAssignableToRole?: boolean | null
  readonly roleTemplateId?: string | null
}

/** What a user is in, by itself or also through groups. */
export const membershipsOf = (userId: string, reach: 'memberOf' | 'transitiveMemberOf') =>
  queryOptions({
    queryKey: ['users', userId, reach],
    queryFn: ({ signal }) => readAll<Membership>(withOptions(`/v1.0/users/${userId}/${reach}`, { $top: 999 }), signal),
  })

export const addingTo = (groupId: string, userId: string): BatchRequest => ({
  method: 'POST',
  path: `/groups/${groupId}/members/$ref`,
  body: reference(userId),
})

export const removingFrom = (groupId: string, userId: string): BatchRequest => ({
  method: 'DELETE',
  path: `/groups/${groupId}/members/${userId}/$ref`,
})
