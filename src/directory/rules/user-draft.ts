import { mailNicknameFrom } from './names.ts'
import type { User } from './user.ts'
import { definedOnly, properUserChange, type UserChange } from './user-change.ts'
import { externalUserPrincipalName } from './user-principal-name.ts'

/**
 * What a new user is made from.
 *
 * With `invitedMail`, the address of somebody in another directory, it becomes an external guest and the name follows from it.
 */
export type NewUser = Omit<UserChange, 'displayName' | 'userPrincipalName'> & { readonly displayName: string } & (
    | { readonly userPrincipalName: string; readonly invitedMail?: undefined }
    | { readonly invitedMail: string; readonly userPrincipalName?: undefined }
  )

/** Everything about a new user but what the write gives it. */
export type UserDraft = Omit<User, 'id' | 'managerId' | 'createdAt' | 'sessionsValidFrom'>

/**
 * A new user as it is kept: every value in its proper form, absent ones filled in.
 *
 * `domains` are the tenant's, the primary one first.
 * Refuses as `properUserChange` and `externalUserPrincipalName` do.
 */
export function draftUser({ invitedMail, ...given }: NewUser, domains: readonly string[]): UserDraft {
  const external = invitedMail !== undefined
  const proper = properUserChange(external ? { mail: invitedMail, ...given } : given, domains)
  const userPrincipalName = external
    ? externalUserPrincipalName(invitedMail, domains[0] ?? '')
    : (proper.userPrincipalName ?? '')
  return {
    ...nothingKnown,
    accountEnabled: true,
    userType: external ? 'Guest' : 'Member',
    ...definedOnly(proper),
    displayName: proper.displayName ?? '',
    userPrincipalName,
    mailNickname: proper.mailNickname ?? mailNicknameFrom(userPrincipalName.split('@')[0] ?? '', 'user'),
    creationType: external ? 'Invitation' : null,
    externalUserState: external ? 'PendingAcceptance' : null,
  }
}

const nothingKnown = {
  givenName: null,
  surname: null,
  mail: null,
  jobTitle: null,
  department: null,
  officeLocation: null,
  mobilePhone: null,
  businessPhones: [],
  preferredLanguage: null,
  usageLocation: null,
  employeeId: null,
  employeeHireAt: null,
}
