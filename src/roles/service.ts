import type { Actor } from '../base/actor.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { Refusal } from '../base/refusal.ts'
import { asSeen, type DirectoryObject, withEntries } from '../directory/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { allRoles, requireRoleById } from './lookup.ts'
import { type RoleAssignment, roleAssignmentFrom } from './rules/assignment.ts'
import type { RoleDefinition } from './rules.ts'
import { findAssignment, listAssignmentPage, listPrincipals } from './store/assignments.ts'

export { roleConsequences } from './administrators.ts'
export { assignRole, removeRoleAssignment } from './assign.ts'
export { authorize } from './authorize.ts'
export { defineRole, undefineRole, updateRole } from './define.ts'
export { grantsOf } from './grants.ts'
export { rolesGivenTo } from './held.ts'
export { usersWhoMay } from './holders.ts'
export { type Linked, linkedTo } from './linked.ts'
export { holdersOf, requireRole, roleGrantsOf, rolesById, rolesForAccess, rolesOf, standingOf } from './lookup.ts'
export { type Permissions, type PermissionsOn, permissionsOf, permissionsOn } from './permissions.ts'
export type { RoleAssignment } from './rules/assignment.ts'
export {
  assignForUnit,
  listScopedMembers,
  readScopedMember,
  removeScopedMember,
  type ScopedMember,
} from './scoped-members.ts'

/** Every role, built-in and custom, for whoever may read roles. */
export const listRoles = (kernel: Kernel, actor: Actor): Promise<readonly RoleDefinition[]> =>
  asReader(kernel, actor, allRoles)

/** One role by its id, for whoever may read roles; refuses with `roleNotFound`. */
export const readRole = (kernel: Kernel, actor: Actor, id: string): Promise<RoleDefinition> =>
  asReader(kernel, actor, (read) => requireRoleById(read, id))

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

/** Who holds a role for the whole tenant directly, for whoever may read roles; refuses with `roleNotFound`. */
export const listRoleMembers = async (
  kernel: Kernel,
  actor: Actor,
  id: string,
): Promise<readonly DirectoryObject[]> => {
  const role = await readRole(kernel, actor, id)
  return kernel.store.read(async (read) =>
    asSeen(kernel, read, actor, await withEntries(read, await listPrincipals(read.db, role.id))),
  )
}

/** Throws `insufficientPrivileges` unless the actor may read roles. */
export const requireRoleReader = (kernel: Kernel, actor: Actor): Promise<void> =>
  asReader(kernel, actor, async () => undefined)

const asReader = <Value>(kernel: Kernel, actor: Actor, work: (read: Read) => Promise<Value>): Promise<Value> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'roles.read')
    return work(read)
  })
