import { modified } from '../audit/rules.ts'
import { Refusal } from '../base/refusal.ts'
import { type UserId, userId } from '../base/text.ts'
import { type CommandTarget, command } from '../kernel/command.ts'
import { isUniqueViolation } from '../kernel/database-errors.ts'
import type { Consequences } from '../kernel/kernel.ts'
import type { Read, Write } from '../kernel/store.ts'
import { userTarget } from './audit-targets.ts'
import { bringLinksBack } from './bring-back.ts'
import { originalUserPrincipalName, type User } from './rules.ts'
import { eraseUser, findDeletedUser, unmarkUserDeleted } from './store/deleted.ts'
import { deleteFormerLinks } from './store/former-links.ts'
import { clearReports, noteManagement } from './store/managers.ts'
import { nameTaken } from './user-target.ts'

export interface DeletedInput {
  /** Object id of the deleted user or group. */
  readonly id: string
}

async function targetDeletedUser(read: Read, { id }: DeletedInput): Promise<CommandTarget> {
  const user = (await requireDeletedUser(read, id)).item
  return { userId: user.id, resource: userTarget(user) }
}

async function requireDeletedUser(read: Read, id: string) {
  const found = await findDeletedUser(read.db, id)
  if (found) return found
  throw noneDeleted(id)
}

export const noneDeleted = (id: string): Refusal =>
  new Refusal(
    'objectNotFound',
    `There is no deleted user or group '${id.slice(0, 256)}' that could be restored. GET /directory/deletedItems/microsoft.graph.user lists the users.`,
  )

/**
 * Brings a deleted user back under the former name, in the ordinary groups of before.
 *
 * Sessions, passes, sign-in methods, roles and role-assignable groups stay gone: they were taken away with the account.
 * Refuses with `objectNotFound`, or with `userPrincipalNameTaken` where somebody else has the name by now.
 */
export const restoreUser = command({
  name: 'restoreUser',
  operation: 'users.restore',
  activity: 'restoreUser',
  target: targetDeletedUser,
  work: async (w, { id }): Promise<User> => {
    const freed = (await requireDeletedUser(w, id)).item
    const user = await unmark(w, freed)
    if (!user) throw noneDeleted(id)
    await noteManagement(w.db, user)
    const groups = await bringLinksBack(w, user.id)
    const memberships = groups.length > 0 ? [modified('MemberOf', null, groups)] : []
    w.audit({ activity: 'restoreUser', targets: [userTarget(user, memberships)] })
    return user
  },
})

async function unmark(w: Write, freed: User): Promise<User | undefined> {
  try {
    return await unmarkUserDeleted(w.db, freed, w.now)
  } catch (error) {
    const userPrincipalName = originalUserPrincipalName(freed.id, freed.userPrincipalName)
    throw isUniqueViolation(error) ? nameTaken({ userPrincipalName }) : error
  }
}

/** Deletes a deleted user for good; refuses with `objectNotFound`. */
export const eraseDeletedUser = command({
  name: 'eraseDeletedUser',
  operation: 'users.erase',
  activity: 'hardDeleteUser',
  target: targetDeletedUser,
  work: async (w, { id }, _prepared, kernel, { userId: owner }) => {
    if (!owner || !(await forgetUser(w, owner, kernel.consequences))) throw noneDeleted(id)
  },
})

/** Erases a deleted user and records it; says whether there was one. */
export async function forgetUser(w: Write, id: UserId, { userErased }: Consequences): Promise<boolean> {
  if (!(await findDeletedUser(w.db, id))) return false
  for (const follow of userErased) await follow(w, id)
  const user = await eraseUser(w.db, id)
  if (!user) return false
  await noteManagement(w.db, user)
  await clearReports(w.db, userId(user.id))
  await deleteFormerLinks(w.db, user.id)
  w.audit({ activity: 'hardDeleteUser', targets: [userTarget(user)] })
  return true
}
