import { unitsById } from '../administrative-units/service.ts'
import type { Actor } from '../base/actor.ts'
import { requireUser } from '../directory/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { heldBy, rolesById } from './lookup.ts'
import { granted, type OperationName, type RoleDefinition, unitOfScope } from './rules.ts'

/** A role somebody holds, and what it lets them do there. */
interface HeldGrant {
  readonly role: RoleDefinition
  readonly scope: string
  /** `the whole tenant`, or the name of a unit. */
  readonly scopeName: string
  /** The role-assignable group through which it is held; null for a role held directly. */
  readonly throughGroupId: string | null
  /** What it lets them do there; nothing where the role is switched off. */
  readonly operations: readonly OperationName[]
}

/**
 * What a person can do by the roles they hold, at whatever scope, in a session of more than one factor.
 *
 * Refuses with `userNotFound`, and with `insufficientPrivileges` whoever may not read roles.
 */
export const grantsOf = (kernel: Kernel, actor: Actor, key: string): Promise<readonly HeldGrant[]> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'roles.read')
    const user = await requireUser(read, key)
    const { assignments } = await heldBy(read, user.id)
    const roles = await rolesById(read, [...new Set(assignments.map((row) => row.role_definition_id))])
    const units = await unitsById(
      read,
      assignments.flatMap((row) => unitOfScope(row.directory_scope_id) ?? []),
    )
    return assignments.flatMap((row): readonly HeldGrant[] => {
      const role = roles.get(row.role_definition_id)
      if (!role) return []
      const scope = row.directory_scope_id
      const unit = unitOfScope(scope)
      const scopeName = unit === undefined ? 'the whole tenant' : (units.get(unit)?.displayName ?? unit)
      const throughGroupId = row.principal_kind === 'group' ? row.principal_id : null
      const grant = { roleId: role.id, scope, actions: role.allowedResourceActions }
      return [{ role, scope, scopeName, throughGroupId, operations: role.isEnabled ? granted(grant) : [] }]
    })
  })
