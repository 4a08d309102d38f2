import { requireUnit } from '../administrative-units/service.ts'
import type { Actor } from '../base/actor.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { Refusal } from '../base/refusal.ts'
import { hiding } from '../kernel/command.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { principalTarget } from './administrators.ts'
import { assignRole, removeRoleAssignment } from './assign.ts'
import { type RoleAssignment, roleAssignmentFrom } from './rules/assignment.ts'
import { scopeOfUnit } from './rules.ts'
import { findAssignment, listPageAt } from './store/assignments.ts'

/** A role given for one administrative unit, with the name of who holds it. */
export interface ScopedMember {
  readonly assignment: RoleAssignment
  readonly unitId: string
  readonly displayName: string | null
}

interface UnitRole {
  /** Id of the administrative unit. */
  readonly unit: string
  /** Id of the assignment. */
  readonly id: string
}

/** One page of the roles given for a unit, for whoever may read roles; refuses with `administrativeUnitNotFound`. */
export const listScopedMembers = (
  kernel: Kernel,
  actor: Actor,
  unit: string,
  query: ListQuery,
): Promise<Page<ScopedMember>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'roles.read')
    const { id } = await requireUnit(read, unit)
    const page = await listPageAt(read.db, scopeOfUnit(id), query)
    const items = await Promise.all(page.items.map((row) => named(read, roleAssignmentFrom(row), id)))
    return { ...page, items }
  })

/** One of them; refuses with `roleAssignmentNotFound` also where it is given for something else. */
export const readScopedMember = (kernel: Kernel, actor: Actor, which: UnitRole): Promise<ScopedMember> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'roles.read')
    return named(read, await requireThere(read, which), which.unit.toLowerCase())
  })

/** Gives a role for a unit, as `assignRole` does at its scope. */
export async function assignForUnit(
  kernel: Kernel,
  actor: Actor,
  given: { readonly unit: string; readonly roleDefinitionId: string; readonly principalId: string },
): Promise<ScopedMember> {
  const { unit, roleDefinitionId, principalId } = given
  const directoryScopeId = scopeOfUnit(unit)
  const assignment = await assignRole(kernel, actor, { principalId, roleDefinitionId, directoryScopeId })
  return kernel.store.read((read) => named(read, assignment, unit.toLowerCase()))
}

/** Takes a role given for a unit away; refuses with `roleAssignmentNotFound` also where it is given for something else. */
export async function removeScopedMember(kernel: Kernel, actor: Actor, which: UnitRole): Promise<void> {
  await kernel.store.read((read) => hiding(kernel, read, actor, 'roles.assign', () => requireThere(read, which)))
  await removeRoleAssignment(kernel, actor, { id: which.id })
}

async function requireThere(read: Read, { unit, id }: UnitRole): Promise<RoleAssignment> {
  const row = await findAssignment(read.db, id)
  if (row?.directory_scope_id === scopeOfUnit(unit)) return roleAssignmentFrom(row)
  throw new Refusal(
    'roleAssignmentNotFound',
    `No role is given for this administrative unit by the id '${id.slice(0, 200)}'.`,
  )
}

async function named(read: Read, assignment: RoleAssignment, unitId: string): Promise<ScopedMember> {
  const { displayName = null } = await principalTarget(read, assignment.principalKind, assignment.principalId)
  return { assignment, unitId, displayName }
}
