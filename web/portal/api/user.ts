import { queryOptions } from '@tanstack/react-query'
import type { UserResource } from '../../../contract/graph/user.ts'
import { collectionOptions, withOptions } from './collection.ts'
import { GraphFailure, graph } from './graph-client.ts'

const properties: readonly (keyof UserResource)[] = [
  'id',
  'displayName',
  'userPrincipalName',
  'accountEnabled',
  'businessPhones',
  'createdDateTime',
  'department',
  'employeeHireDate',
  'employeeId',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'signInSessionsValidFromDateTime',
  'surname',
  'usageLocation',
  'userType',
]

/** One user with every property that the admin center shows. */
export const userById = (userId: string) =>
  queryOptions({
    queryKey: ['users', userId],
    queryFn: ({ signal }) => graph<UserResource>(`/v1.0/users/${userId}?$select=${properties.join(',')}`, { signal }),
  })

/** Somebody's manager or report, as far as one is shown them. */
export interface Person {
  readonly id: string
  readonly displayName?: string
  readonly userPrincipalName?: string
  readonly jobTitle?: string | null
}

/** The manager; null where there is none. */
export const managerOf = (userId: string) =>
  queryOptions({
    queryKey: ['users', userId, 'manager'],
    queryFn: async ({ signal }): Promise<Person | null> => {
      const path = `/v1.0/users/${userId}?$select=id&$expand=manager($select=id,displayName,userPrincipalName)`
      return (await graph<{ manager?: Person }>(path, { signal })).manager ?? null
    },
  })

/** Those who report to the user, by name, twenty at a time; the first page says how many there are. */
export const directReportsOf = (userId: string) =>
  collectionOptions<Person>(
    ['users', userId, 'directReports'],
    withOptions(`/v1.0/users/${userId}/directReports/microsoft.graph.user`, {
      $select: 'id,displayName,userPrincipalName,jobTitle',
      $orderby: 'displayName',
      $top: 20,
      $count: true,
    }),
  )

/** Graph's id of everybody's password. */
const passwordId = '28c10230-6103-485e-b985-444c60001490'

/**
 * Gives the user another password, which the server makes; the answer is the only one that tells it.
 *
 * Undefined where the user has no password.
 */
export async function resetPassword(userId: string): Promise<string | undefined> {
  const path = `/v1.0/users/${userId}/authentication/passwordMethods/${passwordId}/resetPassword`
  try {
    return (await graph<{ newPassword: string }>(path, { method: 'POST' })).newPassword
  } catch (failure) {
    if (failure instanceof GraphFailure && failure.innerCode === 'methodNotFound') return undefined
    throw failure
  }
}

/** Gives a user a first password, to be changed at the first sign-in. */
export const setFirstPassword = (userId: string, password: string): Promise<void> =>
  graph(`/v1.0/users/${userId}`, {
    method: 'PATCH',
    body: { passwordProfile: { password, forceChangePasswordNextSignIn: true } },
  })
