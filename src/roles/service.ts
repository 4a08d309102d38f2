import { Refusal } from '../base/refusal.ts'
import type { UserId } from '../base/text.ts'
import type { Authorize } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { may, operations, type Standing } from './rules.ts'
import { roleAssignableGroupIds, roleIdsOf } from './store.ts'

/** Template ids of the roles a user holds, directly or through role-assignable groups. */
export async function rolesOf(read: Read, userId: UserId): Promise<readonly string[]> {
  return (await standingOf(read, userId)).roles
}

/** What decides who may act on a user. */
export async function standingOf(read: Read, userId: UserId): Promise<Standing> {
  const groups = await roleAssignableGroupIds(read.db, userId)
  return { roles: await roleIdsOf(read.db, [userId, ...groups]), inRoleAssignableGroup: groups.length > 0 }
}

/**
 * Throws unless the actor may perform the operation on the target.
 *
 * Refuses with `insufficientPrivileges`, `notOnYourself` or `targetOutOfReach`.
 */
export const authorize: Authorize = async (read, actor, operation, target) => {
  const reachMatters = actor.kind === 'user' && operations[operation].reach === 'user'
  const standing = target && reachMatters ? await standingOf(read, target) : { roles: [], inRoleAssignableGroup: false }
  const permission = may(actor, operation, target && { userId: target, ...standing })
  if (!permission.ok) throw new Refusal(permission.why, permission.message)
}
