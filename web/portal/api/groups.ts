import { queryOptions } from '@tanstack/react-query'
import type { GroupResource } from '../../../contract/graph/group.ts'
import type { BatchRequest } from './batch.ts'
import { collectionOptions, literal, readAll, withOptions } from './collection.ts'
import { searched } from './directory-search.ts'
import { graph } from './graph-client.ts'
import type { Membership } from './memberships.ts'

/** A group as a list shows one. */
export type GroupRow = Pick<
  GroupResource,
  'id' | 'displayName' | 'description' | 'isAssignableToRole' | 'createdDateTime'
>

/** A deleted group as a list shows one. */
export type DeletedGroupRow = Pick<GroupResource, 'id' | 'displayName' | 'description' | 'isAssignableToRole'> & {
  readonly deletedDateTime: string
}

export interface GroupSearch {
  readonly search: string
  readonly roleAssignable?: boolean | undefined
  /** `displayName` or `createdDateTime`, with a minus before it where the order is reversed. */
  readonly sort: string
}

const pageSize = 100

export const groupList = ({ search, roleAssignable, sort }: GroupSearch) =>
  collectionOptions<GroupRow>(
    ['groups', 'list'],
    withOptions('/v1.0/groups', {
      $select: 'id,displayName,description,isAssignableToRole,createdDateTime',
      $top: pageSize,
      $count: true,
      $orderby: sort.startsWith('-') ? `${sort.slice(1)} desc` : sort,
      ...(search.trim() && { $search: searched(search, ['displayName']) }),
      ...(roleAssignable !== undefined && { $filter: `isAssignableToRole eq ${roleAssignable}` }),
    }),
  )

const bin = '/directory/deletedItems'

/** The deleted groups, those deleted last first; with a text, those whose display name begins so. */
export const deletedGroupList = (text: string) =>
  collectionOptions<DeletedGroupRow>(
    ['groups', 'deleted'],
    withOptions(`/v1.0${bin}/microsoft.graph.group`, {
      $select: 'id,displayName,description,isAssignableToRole,deletedDateTime',
      $orderby: 'deletedDateTime desc',
      $count: true,
      ...(text && { $filter: `startswith(displayName,${literal(text)})` }),
    }),
  )

export const groupById = (groupId: string) =>
  queryOptions({
    queryKey: ['groups', groupId],
    queryFn: ({ signal }) => graph<GroupResource>(`/v1.0/groups/${groupId}`, { signal }),
  })

/** A membership of a group; of a unit it also tells whether its management is restricted. */
export type GroupMembership = Membership & { readonly isMemberManagementRestricted?: boolean | null }

/** The groups, roles and administrative units a group was put into itself. */
export const groupMemberOf = (groupId: string) =>
  queryOptions({
    queryKey: ['groups', groupId, 'memberOf'],
    queryFn: ({ signal }) => readAll<GroupMembership>(`/v1.0/groups/${groupId}/memberOf?$top=999`, signal),
  })

export const createGroup = (body: {
  readonly displayName: string
  readonly description?: string
  readonly isAssignableToRole?: boolean
}): Promise<GroupResource> => graph('/v1.0/groups', { method: 'POST', body })

export const updateGroup = (
  groupId: string,
  body: { readonly displayName?: string; readonly description?: string | null },
): Promise<void> => graph(`/v1.0/groups/${groupId}`, { method: 'PATCH', body })

/** The group can be restored for thirty days. */
export const deletingGroup = (groupId: string): BatchRequest => ({ method: 'DELETE', path: `/groups/${groupId}` })

export const restoringGroup = (groupId: string): BatchRequest => ({
  method: 'POST',
  path: `${bin}/${groupId}/restore`,
})

export const erasingGroup = (groupId: string): BatchRequest => ({ method: 'DELETE', path: `${bin}/${groupId}` })
