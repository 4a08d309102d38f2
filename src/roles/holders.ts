import { tenantScope } from '../base/actor.ts'
import { type UserId, userId } from '../base/text.ts'
import { userIdsInside } from '../directory/service.ts'
import type { Read } from '../kernel/store.ts'
import { allRoles, rolesOf } from './lookup.ts'
import { actionsFor, type OperationName, operations } from './rules.ts'
import { listHolders } from './store/assignments.ts'

/**
 * The users whose roles let them perform an operation in the whole tenant, directly or through role-assignable groups.
 *
 * Accounts that are switched off are among them.
 */
export async function usersWhoMay(read: Read, operation: OperationName): Promise<readonly UserId[]> {
  const actions = actionsFor(operations[operation])
  const granting = (await allRoles(read)).filter(
    ({ isEnabled, allowedResourceActions }) => isEnabled && actions.some((one) => allowedResourceActions.includes(one)),
  )
  const ids = new Set(granting.map(({ id }) => id))
  const found = new Set<UserId>()
  for (const { kind, id } of await listHolders(read.db, [...ids], tenantScope)) {
    if (kind === 'user') found.add(userId(id))
    else for (const inside of await insideWith(read, id, ids)) found.add(inside)
  }
  return [...found]
}

/** Those in a group who hold one of the roles: not everybody does who is in a group inside it. */
async function insideWith(read: Read, group: string, roles: ReadonlySet<string>): Promise<readonly UserId[]> {
  const holding: UserId[] = []
  for (const id of await userIdsInside(read, group)) {
    if ((await rolesOf(read, id)).some((role) => roles.has(role))) holding.push(id)
  }
  return holding
}
