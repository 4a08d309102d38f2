import { holdUnit } from '../administrative-units/service.ts'
import { tenantScope } from '../base/actor.ts'
import { uuid } from '../base/random.ts'
import { Refusal } from '../base/refusal.ts'
import { findGroup, findUser, roleAssignableGroupIds } from '../directory/service.ts'
import { command } from '../kernel/command.ts'
import type { Read, Write } from '../kernel/store.ts'
import { keepAnAdministrator, membershipAudit, principalTarget, recordTaken } from './administrators.ts'
import { requireRoleById } from './lookup.ts'
import { type RoleAssignment, roleAssignmentFrom } from './rules/assignment.ts'
import { canBeScoped, properScope, type RoleDefinition, roleIds, scopableRoleNames, unitOfScope } from './rules.ts'
import { deleteAssignment, findAssignment, insertAssignment } from './store/assignments.ts'
import { lockCustomRole } from './store/definitions.ts'

export interface AssignRole {
  /** A user's id or user principal name, or the id of a role-assignable group. */
  readonly principalId: string
  /** Template id of a built-in role, or id of a custom one. */
  readonly roleDefinitionId: string
  /** `/`, which absence means too, or `/administrativeUnits/{id}`. */
  readonly directoryScopeId?: string | undefined
}

interface Principal {
  readonly kind: 'user' | 'group'
  readonly id: string
}

/**
 * Gives a role to a user or to a role-assignable group, for the tenant or for one administrative unit.
 *
 * Refuses with `notOnYourself` also where the caller is in the group.
 * Refuses with `roleNotFound`, `objectNotFound`, `groupNotRoleAssignable`, `roleAlreadyAssigned`, `roleNotScopable`,
 * `administrativeUnitNotFound` or `malformedRequest`.
 */
export const assignRole = command({
  name: 'assignRole',
  operation: 'roles.assign',
  activity: 'addMemberToRole',
  target: async (read, input: AssignRole) => {
    const user = await findUser(read, input.principalId)
    const principal: Principal = user ? { kind: 'user', id: user.id } : await requireGroupPrincipal(read, input)
    return {
      ...(user ? { userId: user.id } : {}),
      resource: await principalTarget(read, principal.kind, principal.id),
    }
  },
  work: async (w, input, _prepared, _kernel, { userId, resource }): Promise<RoleAssignment> => {
    const scope = await requireScope(w, input)
    const role = await holdRole(w, input.roleDefinitionId)
    if (scope !== tenantScope && !canBeScoped(role)) throw notScopable(role)
    const principal: Principal = { kind: userId ? 'user' : 'group', id: resource.id }
    const isThere = userId ? await findUser(w, userId) : await findGroup(w, resource.id)
    if (!isThere) throw noSuchPrincipal(input.principalId)
    await refuseOwnGroup(w, principal)
    const row = await insertAssignment(w.db, {
      id: uuid(w.random),
      principal_id: principal.id,
      principal_kind: principal.kind,
      role_definition_id: role.id,
      directory_scope_id: scope,
      created_at: w.now,
    })
    if (!row) throw new Refusal('roleAlreadyAssigned', `${role.displayName} is already assigned to this principal.`)
    w.audit(membershipAudit('add', resource, role, scope))
    return roleAssignmentFrom(row)
  },
})

/** The scope as it is stored; a unit is held, so that no role is given for one that goes. */
async function requireScope(w: Write, { directoryScopeId }: AssignRole): Promise<string> {
  const scope = properScope(directoryScopeId ?? tenantScope)
  if (scope === undefined) {
    const message = "directoryScopeId must be '/', for the whole tenant, or '/administrativeUnits/{id}'."
    throw new Refusal('malformedRequest', message, { field: 'directoryScopeId' })
  }
  const unit = unitOfScope(scope)
  if (unit !== undefined) await holdUnit(w, unit)
  return scope
}

/** The role, held if it is a custom one, so that nobody gets a role that goes. */
const holdRole = async (w: Write, id: string): Promise<RoleDefinition> =>
  (await lockCustomRole(w.db, id)) ?? requireRoleById(w, id)

const notScopable = ({ displayName }: RoleDefinition) =>
  new Refusal(
    'roleNotScopable',
    `${displayName} counts in the whole tenant only. For an administrative unit there are ${scopableRoleNames.join(', ')}, and custom roles that act on users or groups.`,
    { field: 'directoryScopeId' },
  )

async function requireGroupPrincipal(read: Read, { principalId }: AssignRole): Promise<Principal> {
  const group = await findGroup(read, principalId)
  if (!group) throw noSuchPrincipal(principalId)
  if (!group.isAssignableToRole) {
    throw new Refusal(
      'groupNotRoleAssignable',
      `Roles can't be assigned to the group '${group.displayName}': it was created without isAssignableToRole.`,
      { field: 'principalId' },
    )
  }
  return { kind: 'group', id: group.id }
}

const noSuchPrincipal = (id: string) =>
  new Refusal('objectNotFound', `There is no user or group '${id}'.`, { field: 'principalId' })

async function refuseOwnGroup(w: Write, principal: Principal): Promise<void> {
  if (w.actor.kind !== 'user' || principal.kind !== 'group') return
  if ((await roleAssignableGroupIds(w, w.actor.userId)).has(principal.id)) {
    throw new Refusal(
      'notOnYourself',
      'You are in this group. Nobody may give a role to themself; ask another administrator.',
    )
  }
}

/**
 * Takes a role away.
 *
 * Refuses with `roleAssignmentNotFound`, `lastAdministrator` or `notOnYourself`.
 */
export const removeRoleAssignment = command({
  name: 'removeRoleAssignment',
  operation: 'roles.assign',
  activity: 'removeMemberFromRole',
  target: async (read, input: { readonly id: string }) => {
    const row = await requireAssignment(read, input.id)
    const user = row.principal_kind === 'user' ? await findUser(read, row.principal_id) : undefined
    return {
      ...(user ? { userId: user.id } : {}),
      resource: await principalTarget(read, row.principal_kind, row.principal_id),
    }
  },
  work: async (w, input): Promise<void> => {
    const { role_definition_id, principal_id } = await requireAssignment(w, input.id)
    if (role_definition_id === roleIds.globalAdministrator) await keepAnAdministrator(w, principal_id)
    const row = await deleteAssignment(w.db, input.id.toLowerCase())
    if (!row) throw noSuchAssignment(input.id)
    await recordTaken(w, row)
  },
})

async function requireAssignment(read: Read, id: string) {
  const row = await findAssignment(read.db, id)
  if (!row) throw noSuchAssignment(id)
  return row
}

const noSuchAssignment = (id: string) => new Refusal('roleAssignmentNotFound', `There is no role assignment '${id}'.`)
