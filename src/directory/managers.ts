import { modified } from '../audit/rules.ts'
import { Refusal } from '../base/refusal.ts'
import { command } from '../kernel/command.ts'
import type { Write } from '../kernel/store.ts'
import { userTarget } from './audit-targets.ts'
import { findUser, requireUser } from './lookup.ts'
import { closesManagerCycle, type User } from './rules.ts'
import { listManagersAbove, updateManager } from './store/managers.ts'
import { lockTenant } from './store/tenant.ts'
import { lockUser } from './store/users.ts'
import { gone, targetUser, type UserInput } from './user-target.ts'

/**
 * Gives a user a manager, or another one.
 *
 * Refuses with `userNotFound` for either, and with `managerCycle` when the user would manage themself.
 */
export const setManager = command({
  name: 'setManager',
  operation: 'users.update',
  activity: 'setUserManager',
  target: (read, input: UserInput & { readonly manager: string }) => targetUser(read, input),
  work: async (w, input, _prepared, _kernel, { resource }) => {
    await lockTenant(w.db)
    const user = await lockUser(w.db, resource.id)
    if (!user) throw gone()
    const manager = await requireUser(w, input.manager)
    if (closesManagerCycle(await listManagersAbove(w.db, manager.id), user.id, manager.id)) {
      throw new Refusal('managerCycle', 'The user would manage themself, directly or through others.')
    }
    if (user.managerId === manager.id) return w.unrecorded('this is the manager already')
    await updateManager(w.db, user, manager.id)
    recordManager(w, user, await managerOf(w, user), manager)
  },
})

/** Leaves a user without a manager; refuses with `managerNotFound` where there was none. */
export const removeManager = command({
  name: 'removeManager',
  operation: 'users.update',
  activity: 'setUserManager',
  target: (read, input: UserInput) => targetUser(read, input),
  work: async (w, _input, _prepared, _kernel, { resource }) => {
    const user = await lockUser(w.db, resource.id)
    const manager = user && (await managerOf(w, user))
    if (!user || !manager) throw noManager()
    await updateManager(w.db, user, null)
    recordManager(w, user, manager, undefined)
  },
})

const managerOf = async (w: Write, user: User): Promise<User | undefined> =>
  user.managerId === null ? undefined : findUser(w, user.managerId)

const noManager = () => new Refusal('managerNotFound', "Resource 'manager' does not exist: the user has no manager.")

/** Records who manages a user from now on. */
export function recordManager(w: Write, user: User, before: User | undefined, after: User | undefined): void {
  const change = modified('Manager', before && [before.id], after && [after.id])
  w.audit({
    activity: 'setUserManager',
    targets: [userTarget(user, [change]), ...(after ? [userTarget(after)] : [])],
  })
}
