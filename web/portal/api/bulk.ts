import { queryOptions } from '@tanstack/react-query'
import type { PassPreviewAnswer } from '../../../contract/api/pass-preview.ts'
import type { UserResource } from '../../../contract/graph/user.ts'
import { literal, readAll, withOptions } from './collection.ts'
import { graph } from './graph-client.ts'
import type { PassRequest } from './methods.ts'

/** A user as far as it takes to find and name them. */
export type FoundUser = Pick<UserResource, 'id' | 'displayName' | 'userPrincipalName'> &
  Partial<Pick<UserResource, 'mail' | 'employeeId'>>

const selected = 'id,displayName,userPrincipalName,mail,employeeId'
const mostInFilter = 15

/** The users with one of the values of a property; ids have to be ids. */
export async function usersBy(
  property: 'id' | 'userPrincipalName' | 'mail' | 'employeeId',
  values: readonly string[],
): Promise<readonly FoundUser[]> {
  const found: FoundUser[] = []
  for (let start = 0; start < values.length; start += mostInFilter) {
    const some = values.slice(start, start + mostInFilter).map(literal)
    const $filter = `${property} in (${some.join(',')})`
    found.push(...(await readAll<FoundUser>(withOptions('/v1.0/users', { $select: selected, $count: true, $filter }))))
  }
  return found
}

/** The same for ids that came with the address of a page. */
export const usersGiven = (ids: readonly string[]) =>
  queryOptions({ queryKey: ['users', 'given', ids], queryFn: () => usersBy('id', ids) })

/** The people in a group, also through groups in it. */
export const peopleIn = (groupId: string): Promise<readonly FoundUser[]> =>
  readAll(
    withOptions(`/v1.0/groups/${groupId}/transitiveMembers/microsoft.graph.user`, {
      $select: 'id,displayName,userPrincipalName',
      $top: 999,
      $count: true,
    }),
  )

/** What would come of a pass, asked outside of the cache because it is asked for hundreds. */
export const foreseePass = (userId: string, body: PassRequest, signal: AbortSignal): Promise<PassPreviewAnswer> =>
  graph(`/api/v1/users/${userId}/pass-preview`, { method: 'POST', body, signal })
