import type { Actor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import { comparisonKey, type UserId, userId } from '../base/text.ts'
import { roleAssignableGroupIds } from '../directory/service.ts'
import type { Authorize, Kernel } from '../kernel/kernel.ts'
import { once } from '../kernel/once.ts'
import type { Read } from '../kernel/store.ts'
import { type RoleAssignment, roleAssignmentFrom } from './rules/assignment.ts'
import { findRoleDefinition, may, operations, type RoleDefinition, roleDefinitions, type Standing } from './rules.ts'
import { type AssignmentFilter, findAssignment, listAssignments, listHolders, roleIdsOf } from './store.ts'

export { roleConsequences } from './administrators.ts'
export { type AssignRole, assignRole, removeRoleAssignment } from './assign.ts'
export type { AssignmentFilter } from './store.ts'

/** Template ids of the roles a user holds, directly or through role-assignable groups. */
export async function rolesOf(read: Read, id: UserId): Promise<readonly string[]> {
  return (await standingOf(read, id)).roles
}

/** The users who hold a role directly, the one who got it first in front. */
export const holdersOf = async (read: Read, roleId: string): Promise<readonly UserId[]> =>
  (await listHolders(read.db, roleId)).map(userId)

/** What decides who may act on a user. */
export const standingOf = (read: Read, id: UserId): Promise<Standing> =>
  once(read, `standingOf ${id}`, async () => {
    const groups = await roleAssignableGroupIds(read, id)
    return { roles: await roleIdsOf(read.db, [id, ...groups]), inRoleAssignableGroup: groups.size > 0 }
  })

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

/** The role with this template id or display name; refuses with `roleNotFound`. */
export function requireRole(nameOrId: string): RoleDefinition {
  const name = comparisonKey(nameOrId)
  const role =
    findRoleDefinition(nameOrId) ?? roleDefinitions.find((known) => comparisonKey(known.displayName) === name)
  if (!role)
    throw new Refusal('roleNotFound', `There is no role '${nameOrId}'. Give a role's display name or template id.`)
  return role
}

/** The built-in roles, for whoever may read roles. */
export const listRoles = (kernel: Kernel, actor: Actor): Promise<readonly RoleDefinition[]> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'roles.read')
    return roleDefinitions
  })

/** One assignment, for whoever may read roles; refuses with `roleAssignmentNotFound`. */
export const readRoleAssignment = (kernel: Kernel, actor: Actor, id: string): Promise<RoleAssignment> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'roles.read')
    const row = await findAssignment(read.db, id)
    if (!row) throw new Refusal('roleAssignmentNotFound', `There is no role assignment '${id}'.`)
    return roleAssignmentFrom(row)
  })

/** Assignments in the order of their ids, for whoever may read roles. */
export const listRoleAssignments = (
  kernel: Kernel,
  actor: Actor,
  filter: AssignmentFilter,
  page?: { readonly limit: number; readonly after?: string | undefined },
): Promise<readonly RoleAssignment[]> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'roles.read')
    return (await listAssignments(read.db, filter, page)).map(roleAssignmentFrom)
  })
