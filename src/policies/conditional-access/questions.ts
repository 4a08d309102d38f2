import type { UserId } from '../../base/text.ts'
import { isExternalGuest, type User } from '../../directory/rules.ts'
import { requireUser, transitiveGroupIds } from '../../directory/service.ts'
import type { Read } from '../../kernel/store.ts'
import { rolesForAccess } from '../../roles/service.ts'
import { anyRole, type GuestType, type SignInFacts, type UserFacts } from './rules.ts'

/** The kind of guest a user is; null for nobody's guest. */
export function guestTypeOf(user: Pick<User, 'userType' | 'creationType' | 'userPrincipalName'>): GuestType | null {
  if (isExternalGuest(user)) return user.userType === 'Guest' ? 'b2bCollaborationGuest' : 'b2bCollaborationMember'
  return user.userType === 'Guest' ? 'internalGuest' : null
}

interface Asked {
  /** Whether anybody asks for groups; looked up unless told that nobody does. */
  readonly groups: boolean
}

/** What policies ask about a user of the directory; refuses with `userNotFound`. */
export const identityOf = async (read: Read, key: UserId | string, asked?: Asked): Promise<SignInFacts['identity']> =>
  userFactsOf(read, await requireUser(read, key), asked)

/** The same of a user that was found. */
export async function userFactsOf(read: Read, user: User, { groups }: Asked = { groups: true }): Promise<UserFacts> {
  const { forTenant, isAdministrator } = await rolesForAccess(read, user.id)
  return {
    kind: 'user',
    id: user.id,
    groups: groups ? await transitiveGroupIds(read, user.id) : new Set(),
    roles: new Set([...forTenant, ...(isAdministrator ? [anyRole] : [])]),
    guestType: guestTypeOf(user),
    homeTenantId: null,
  }
}
