import type { Actor } from '../base/actor.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { Refusal } from '../base/refusal.ts'
import { comparisonKey, type UserId, userId } from '../base/text.ts'
import { type DirectoryObject, findGroup, findUser, roleAssignableGroupIds } from '../directory/service.ts'
import type { Authorize, Kernel } from '../kernel/kernel.ts'
import { once } from '../kernel/once.ts'
import type { Read } from '../kernel/store.ts'
import { type RoleAssignment, roleAssignmentFrom } from './rules/assignment.ts'
import { findRoleDefinition, may, operations, type RoleDefinition, roleDefinitions, type Standing } from './rules.ts'
import { findAssignment, listAssignmentPage, listPrincipals, roleIdsOf } from './store.ts'

export { roleConsequences } from './administrators.ts'
export { assignRole, removeRoleAssignment } from './assign.ts'
export type { RoleAssignment } from './rules/assignment.ts'

/** Template ids of the roles a user holds, directly or through role-assignable groups. */
export async function rolesOf(read: Read, id: UserId): Promise<readonly string[]> {
  return (await standingOf(read, id)).roles
}

/** The users who hold a role directly, the one who got it first in front. */
export const holdersOf = async (read: Read, roleId: string): Promise<readonly UserId[]> =>
  (await listPrincipals(read.db, roleId)).filter(({ kind }) => kind === 'user').map(({ id }) => userId(id))

/** What decides who may act on a user. */
const standingOf = (read: Read, id: UserId): Promise<Standing> =>
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
  asReader(kernel, actor, async () => roleDefinitions)

/** One built-in role by its template id, for whoever may read roles; refuses with `roleNotFound`. */
export const readRole = (kernel: Kernel, actor: Actor, id: string): Promise<RoleDefinition> =>
  asReader(kernel, actor, async () => {
    const role = findRoleDefinition(id)
    if (!role) throw new Refusal('roleNotFound', `There is no role with the id '${id}'.`)
    return role
  })

/** One assignment, for whoever may read roles; refuses with `roleAssignmentNotFound`. */
export const readRoleAssignment = (kernel: Kernel, actor: Actor, id: string): Promise<RoleAssignment> =>
  asReader(kernel, actor, async (read) => {
    const row = await findAssignment(read.db, id)
    if (!row) throw new Refusal('roleAssignmentNotFound', `There is no role assignment '${id}'.`)
    return roleAssignmentFrom(row)
  })

/** One page of the assignments, for whoever may read roles. */
export const listRoleAssignments = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<Page<RoleAssignment>> =>
  asReader(kernel, actor, async (read) => {
    const page = await listAssignmentPage(read.db, query)
    return { ...page, items: page.items.map(roleAssignmentFrom) }
  })

/** Who holds a role directly, for whoever may read roles; refuses with `roleNotFound`. */
export const listRoleMembers = async (
  kernel: Kernel,
  actor: Actor,
  id: string,
): Promise<readonly DirectoryObject[]> => {
  const role = await readRole(kernel, actor, id)
  return kernel.store.read(async (read) => {
    const principals = await listPrincipals(read.db, role.id)
    const members = await Promise.all(principals.map((principal) => memberOf(read, principal)))
    return members.filter((member) => member !== undefined)
  })
}

async function memberOf(
  read: Read,
  { kind, id }: { readonly kind: 'user' | 'group'; readonly id: string },
): Promise<DirectoryObject | undefined> {
  if (kind === 'user') {
    const user = await findUser(read, id)
    return user && { kind, id, user }
  }
  const group = await findGroup(read, id)
  return group && { kind, id, group }
}

const asReader = <Value>(kernel: Kernel, actor: Actor, work: (read: Read) => Promise<Value>): Promise<Value> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'roles.read')
    return work(read)
  })
