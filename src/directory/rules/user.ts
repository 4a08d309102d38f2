import type { UserId } from '../../base/text.ts'
import type { Instant } from '../../base/time.ts'

export type UserType = 'Member' | 'Guest'

/** A person's record in the directory. */
export interface User {
  readonly id: UserId
  readonly userPrincipalName: string
  readonly displayName: string
  readonly givenName: string | null
  readonly surname: string | null
  readonly mail: string | null
  readonly mailNickname: string
  readonly jobTitle: string | null
  readonly department: string | null
  readonly officeLocation: string | null
  readonly mobilePhone: string | null
  readonly businessPhones: readonly string[]
  readonly preferredLanguage: string | null
  /** ISO 3166-1 alpha-2. */
  readonly usageLocation: string | null
  readonly employeeId: string | null
  readonly employeeHireAt: Instant | null
  readonly managerId: UserId | null
  readonly userType: UserType
  /** `Invitation` for an account whose credentials are elsewhere; null for one whose credentials are here. */
  readonly creationType: 'Invitation' | null
  readonly externalUserState: string | null
  readonly accountEnabled: boolean
  readonly createdAt: Instant
  /** Sessions opened before this moment are over. */
  readonly sessionsValidFrom: Instant
}

/**
 * Whether the user signs in with credentials of another directory.
 *
 * A guest created here with a local name is an internal guest and none of these.
 *
 * Source: facts/entra.md §4.7.
 */
export const isExternalGuest = (user: Pick<User, 'creationType' | 'userPrincipalName'>): boolean =>
  user.creationType === 'Invitation' || user.userPrincipalName.toUpperCase().includes('#EXT#@')
