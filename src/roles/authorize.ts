import { unitsOf } from '../administrative-units/service.ts'
import { Refusal } from '../base/refusal.ts'
import type { ActedOn, Authorize } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { standingOf } from './lookup.ts'
import { may, type Operation, type OperationName, operations, type Target } from './rules.ts'

/**
 * Throws unless the actor may perform the operation on the target.
 *
 * Refuses with `insufficientPrivileges`, `notOnYourself` or `targetOutOfReach`.
 */
export const authorize: Authorize = async (read, actor, operation, actedOn) => {
  const target = actedOn === undefined ? undefined : await targetOf(read, operation, actedOn, actor.kind === 'user')
  const permission = may(actor, operation, target)
  if (!permission.ok) throw new Refusal(permission.why, permission.message)
}

const nothing = { roles: [], inRoleAssignableGroup: false, administersRestrictedUnit: false, units: [] } as const

/** The target with what decides who may act on it, looked up only where that matters. */
async function targetOf(read: Read, name: OperationName, actedOn: ActedOn, isPerson: boolean): Promise<Target> {
  const { reach }: Operation = operations[name]
  if (typeof actedOn !== 'string') {
    const matters = isPerson && reach === 'group'
    return { kind: 'group', groupId: actedOn.groupId, units: matters ? await unitsOf(read, actedOn.groupId) : [] }
  }
  const standing = isPerson && reach === 'user' ? await standingOf(read, actedOn) : nothing
  return { kind: 'user', userId: actedOn, ...standing }
}
