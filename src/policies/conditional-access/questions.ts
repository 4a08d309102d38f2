import type { UserId } from '../../base/text.ts'
import { isExternalGuest, type User } from '../../directory/rules.ts'
import { requireUser, transitiveGroupIds } from '../../directory/service.ts'
import type { Read } from '../../kernel/store.ts'
import { roleGrantsOf, rolesOf } from '../../roles/service.ts'
import { anyRole, type GuestType, type SignInFacts } from './rules.ts'

/** The kind of guest a user is; null for nobody's guest. */
function guestTypeOf(user: Pick<User, 'userType' | 'creationType' | 'userPrincipalName'>): GuestType | null {
  if (isExternalGuest(user)) return user.userType === 'Guest' ? 'b2bCollaborationGuest' : 'b2bCollaborationMember'
  return user.userType === 'Guest' ? 'internalGuest' : null
}

/** What policies ask about a user of the directory; refuses with `userNotFound`. */
export async function identityOf(read: Read, key: UserId | string): Promise<SignInFacts['identity']> {
  const user = await requireUser(read, key)
  const isAdministrator = (await roleGrantsOf(read, user.id)).length > 0
  return {
    kind: 'user',
    id: user.id,
    groups: await transitiveGroupIds(read, user.id),
    roles: new Set([...(await rolesOf(read, user.id)), ...(isAdministrator ? [anyRole] : [])]),
    guestType: guestTypeOf(user),
    homeTenantId: null,
  }
}
