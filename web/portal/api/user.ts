import { queryOptions } from '@tanstack/react-query'
import type { UserResource } from '../../../contract/graph/user.ts'
import { graph } from './graph-client.ts'

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
