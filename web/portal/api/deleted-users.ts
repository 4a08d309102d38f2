import type { UserResource } from '../../../contract/graph/user.ts'
import type { BatchRequest } from './batch.ts'
import { collectionOptions, literal, withOptions } from './collection.ts'
import { graph } from './graph-client.ts'

/** A deleted user as the list shows one. */
export interface DeletedUserRow
  extends Pick<UserResource, 'id' | 'displayName' | 'userPrincipalName' | 'department' | 'userType'> {
  readonly deletedDateTime: string
}

const address = '/v1.0/directory/deletedItems'

/** The deleted users, those deleted last first; with a text, those whose display name begins so. */
export const deletedUserList = (text: string) =>
  collectionOptions<DeletedUserRow>(
    ['users', 'deleted'],
    withOptions(`${address}/microsoft.graph.user`, {
      $select: 'id,displayName,userPrincipalName,department,userType,deletedDateTime',
      $orderby: 'deletedDateTime desc',
      $count: true,
      ...(text && { $filter: `startswith(displayName,${literal(text)})` }),
    }),
  )

export const restoreUser = (userId: string): Promise<void> => graph(`${address}/${userId}/restore`, { method: 'POST' })

/** The same as parts of a batch. */
export const restoring = (userId: string): BatchRequest => ({
  method: 'POST',
  path: `/directory/deletedItems/${userId}/restore`,
})

export const erasing = (userId: string): BatchRequest => ({
  method: 'DELETE',
  path: `/directory/deletedItems/${userId}`,
})
