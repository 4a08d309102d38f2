import type { ModifiedProperty } from '../audit/rules.ts'
import { command } from '../kernel/command.ts'
import { isUniqueViolation } from '../kernel/database-errors.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Write } from '../kernel/store.ts'
import { differences, userTarget } from './audit-targets.ts'
import { applyChange, properUserChange, type User, type UserChange } from './rules.ts'
import { lockUser, updateUserRow } from './store/users.ts'
import { domainsOf } from './tenant.ts'
import { gone, nameTaken, targetUser, type UserInput } from './user-target.ts'

/**
 * Changes a user; one who becomes disabled is signed out everywhere in the same write.
 *
 * Refuses with `nameInvalid`, `domainNotVerified`, `propertyInvalid`, `userPrincipalNameTaken` or `userNotFound`.
 */
export const updateUser = command({
  name: 'updateUser',
  operation: 'users.update',
  activity: 'updateUser',
  target: (read, input: UserInput & { readonly change: UserChange }) => targetUser(read, input),
  work: (w, input, _prepared, kernel, { resource }) => change(w, kernel, resource.id, input.change),
})

/** Lets a user sign in again. */
export const enableUser = command({
  name: 'enableUser',
  operation: 'users.update',
  activity: 'enableAccount',
  target: (read, input: UserInput) => targetUser(read, input),
  work: (w, _input, _prepared, kernel, { resource }) => change(w, kernel, resource.id, { accountEnabled: true }),
})

/** Keeps a user from signing in and ends every session at once. */
export const disableUser = command({
  name: 'disableUser',
  operation: 'users.update',
  activity: 'disableAccount',
  target: (read, input: UserInput) => targetUser(read, input),
  work: (w, _input, _prepared, kernel, { resource }) => change(w, kernel, resource.id, { accountEnabled: false }),
})

async function change(w: Write, kernel: Kernel, id: string, asked: UserChange): Promise<User> {
  const before = await lockUser(w.db, id)
  if (!before) throw gone()
  const { userPrincipalName, ...others } = asked
  const isNew = userPrincipalName !== undefined && userPrincipalName !== before.userPrincipalName
  const after = applyChange(before, properUserChange(isNew ? asked : others, domainsOf(kernel)), w.now)
  const changed = differences(before, after)
  if (changed.length === 0) {
    w.unrecorded('every value was there already')
    return before
  }
  await store(w, after)
  record(w, after, changed)
  if (before.accountEnabled && !after.accountEnabled) {
    for (const follow of kernel.consequences.userDisabled) await follow(w, after.id)
  }
  return after
}

async function store(w: Write, user: User): Promise<void> {
  try {
    await updateUserRow(w.db, user)
  } catch (error) {
    throw isUniqueViolation(error) ? nameTaken(user) : error
  }
}

/** Whether somebody may sign in is an activity of its own, beside the other properties. */
function record(w: Write, user: User, changed: readonly ModifiedProperty[]): void {
  const [enabling, others] = [true, false].map((wanted) =>
    changed.filter((property) => (property.displayName === 'AccountEnabled') === wanted),
  )
  if (others?.length) w.audit({ activity: 'updateUser', targets: [userTarget(user, others)] })
  if (enabling?.length) {
    const activity = user.accountEnabled ? 'enableAccount' : 'disableAccount'
    w.audit({ activity, targets: [userTarget(user, enabling)] })
  }
}
