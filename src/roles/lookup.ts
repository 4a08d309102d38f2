import { unitsById, unitsOf } from '../administrative-units/service.ts'
import type { RoleGrant } from '../base/actor.ts'
import { tenantScope } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import { comparisonKey, type UserId, userId } from '../base/text.ts'
import { ownsGroupWithRoles, roleAssignableGroupIds } from '../directory/service.ts'
import { once } from '../kernel/once.ts'
import type { Read } from '../kernel/store.ts'
import { findRoleDefinition, type RoleDefinition, roleDefinitions, type Standing, unitOfScope } from './rules.ts'
import { assignmentsOf, listPrincipals } from './store/assignments.ts'
import { findCustomRoles, listCustomRoles } from './store/definitions.ts'
import type { RoleAssignmentRow } from './tables.ts'

/** Every role there is: the built-in ones, then those of this tenant by name. */
export const allRoles = async (read: Read): Promise<readonly RoleDefinition[]> => [
  ...roleDefinitions,
  ...(await listCustomRoles(read.db)),
]

/** Finds roles, built-in and custom ones, by id. */
export async function rolesById(read: Read, ids: readonly string[]): Promise<ReadonlyMap<string, RoleDefinition>> {
  const custom = ids.filter((id) => !findRoleDefinition(id))
  const builtIn = ids.flatMap((id) => findRoleDefinition(id) ?? [])
  return new Map([...builtIn, ...(await findCustomRoles(read.db, custom))].map((role) => [role.id, role]))
}

/** Finds a built-in or custom role by id; refuses with `roleNotFound`. */
export async function requireRoleById(read: Read, id: string): Promise<RoleDefinition> {
  const role = (await rolesById(read, [id])).get(id.toLowerCase())
  if (!role) throw new Refusal('roleNotFound', `There is no role with the id '${id.slice(0, 200)}'.`)
  return role
}

/** The role with this id or display name; refuses with `roleNotFound`. */
export async function requireRole(read: Read, nameOrId: string): Promise<RoleDefinition> {
  const name = comparisonKey(nameOrId)
  const found = (await allRoles(read)).find(
    (role) => role.id === nameOrId.toLowerCase() || comparisonKey(role.displayName) === name,
  )
  if (found) return found
  throw new Refusal('roleNotFound', `There is no role '${nameOrId.slice(0, 200)}'. Give a role's display name or id.`)
}

/** What a user was given, with the groups through which they hold roles. */
interface Held {
  readonly groups: ReadonlySet<string>
  readonly assignments: readonly RoleAssignmentRow[]
}

/** The assignments a user has, directly and through role-assignable groups, at whatever scope. */
export const heldBy = (read: Read, id: UserId): Promise<Held> =>
  once(read, `rolesHeldBy ${id}`, async () => {
    const groups = await roleAssignableGroupIds(read, id)
    return { groups, assignments: await assignmentsOf(read.db, [id, ...groups]) }
  })

/** Ids of the roles a user holds for the whole tenant, directly or through role-assignable groups. */
export const rolesOf = async (read: Read, id: UserId): Promise<readonly string[]> =>
  forTenant((await heldBy(read, id)).assignments)

function forTenant(assignments: readonly RoleAssignmentRow[]): readonly string[] {
  const held = assignments.filter((row) => row.directory_scope_id === tenantScope)
  return [...new Set(held.map((row) => row.role_definition_id))]
}

/** What a user's roles grant, and where; roles that are switched off grant nothing. */
export const roleGrantsOf = async (read: Read, id: UserId): Promise<readonly RoleGrant[]> =>
  grantsIn(read, (await heldBy(read, id)).assignments)

/** Ids of the roles a user holds for the whole tenant, as `rolesOf`, and whether any role at any scope grants something. */
export async function rolesForAccess(
  read: Read,
  id: UserId,
): Promise<{ readonly forTenant: readonly string[]; readonly isAdministrator: boolean }> {
  const { assignments } = await heldBy(read, id)
  const isAdministrator = assignments.length > 0 && (await grantsIn(read, assignments)).length > 0
  return { forTenant: forTenant(assignments), isAdministrator }
}

async function grantsIn(read: Read, assignments: readonly RoleAssignmentRow[]): Promise<readonly RoleGrant[]> {
  const roles = await rolesById(read, [...new Set(assignments.map((row) => row.role_definition_id))])
  const grants = assignments.flatMap((row) => grantOf(roles.get(row.role_definition_id), row.directory_scope_id))
  return [...new Map(grants.map((grant) => [`${grant.roleId} ${grant.scope}`, grant])).values()]
}

function grantOf(role: RoleDefinition | undefined, scope: string): readonly RoleGrant[] {
  if (!role?.isEnabled) return []
  return [{ roleId: role.id, scope, ...(role.isBuiltIn ? {} : { actions: role.allowedResourceActions }) }]
}

/** What decides who may act on a user. */
export const standingOf = (read: Read, id: UserId): Promise<Standing> =>
  once(read, `standingOf ${id}`, async () => {
    const [{ groups, assignments }, units] = [await heldBy(read, id), await unitsOf(read, id)]
    const administered = assignments.flatMap((row) => unitOfScope(row.directory_scope_id) ?? [])
    const known = administered.length > 0 ? await unitsById(read, administered) : new Map()
    return {
      roles: [...new Set(assignments.map((row) => row.role_definition_id))],
      inRoleAssignableGroup: groups.size > 0 || (await ownsGroupWithRoles(read, id)),
      administersRestrictedUnit: administered.some((unit) => known.get(unit)?.isMemberManagementRestricted),
      units,
    }
  })

/** The users who hold a role for the whole tenant directly, the one who got it first in front. */
export const holdersOf = async (read: Read, roleId: string): Promise<readonly UserId[]> =>
  (await listPrincipals(read.db, roleId)).filter(({ kind }) => kind === 'user').map(({ id }) => userId(id))
