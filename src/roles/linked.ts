import type { AdministrativeUnit } from '../administrative-units/rules.ts'
import { unitsById } from '../administrative-units/service.ts'
import type { Actor } from '../base/actor.ts'
import { asSeen, type DirectoryObject, withEntries } from '../directory/service.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { rolesById } from './lookup.ts'
import type { RoleAssignment } from './rules/assignment.ts'
import { type RoleDefinition, unitOfScope } from './rules.ts'

/** What an assignment leads to. */
export interface Linked {
  /** Undefined for somebody who is gone. */
  readonly principal: DirectoryObject | undefined
  readonly role: RoleDefinition | undefined
  /** Undefined for the whole tenant. */
  readonly unit: AdministrativeUnit | undefined
}

/**
 * Who holds the assignments, what they give, and where, for whoever may read roles.
 * A principal is shown as far as the actor may see users and groups.
 */
export const linkedTo = (
  kernel: Kernel,
  actor: Actor,
  assignments: readonly RoleAssignment[],
): Promise<{ readonly of: (assignment: RoleAssignment) => Linked }> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'roles.read')
    const members = assignments.map(({ principalKind, principalId }) => ({ kind: principalKind, id: principalId }))
    const found = await asSeen(kernel, read, actor, await withEntries(read, members))
    const principals = new Map(found.map((object) => [object.id, object]))
    const roles = await rolesById(read, [...new Set(assignments.map((one) => one.roleDefinitionId))])
    const scopes = assignments.flatMap(({ directoryScopeId }) => unitOfScope(directoryScopeId) ?? [])
    const units = await unitsById(read, new Set(scopes))
    return {
      of: ({ principalId, roleDefinitionId, directoryScopeId }) => ({
        principal: principals.get(principalId),
        role: roles.get(roleDefinitionId),
        unit: units.get(unitOfScope(directoryScopeId) ?? ''),
      }),
    }
  })
