import type { Secret } from '../base/secret.ts'
import { command } from '../kernel/command.ts'
import { preparePassword, setPassword } from '../methods/password/service.ts'
import { endSessionsOf } from '../sessions/service.ts'
import { userTarget } from './audit-targets.ts'
import { requireUser } from './lookup.ts'
import { lockUser } from './store/users.ts'
import { gone, targetUser, type UserInput } from './user-target.ts'
import type { FirstCredential } from './users.ts'

/** The password a new user begins with; `mustChange` asks for another one at the first sign-in. */
export const firstPassword =
  (password: Secret, mustChange: boolean): FirstCredential =>
  async (kernel, user) => {
    const prepared = await preparePassword(kernel, user, password.reveal())
    return (w, owner) => setPassword(w, owner, prepared, { mustChange })
  }

interface ResetPassword extends UserInput {
  readonly password: Secret
  readonly mustChange: boolean
}

/**
 * Gives somebody else a new password and signs them out everywhere.
 *
 * Refuses with `passwordUnacceptable` or `userNotFound`.
 */
export const resetPassword = command({
  name: 'resetPassword',
  operation: 'users.resetPassword',
  activity: 'resetPassword',
  target: (read, input: ResetPassword) => targetUser(read, input),
  prepare: async (kernel, { user, password }: ResetPassword) => {
    const found = await kernel.store.read((read) => requireUser(read, user))
    return preparePassword(kernel, found, password.reveal())
  },
  work: async (w, { mustChange }, prepared, _kernel, { resource }) => {
    const user = await lockUser(w.db, resource.id)
    if (!user) throw gone()
    await setPassword(w, user.id, prepared, { mustChange })
    await endSessionsOf(w, { userId: user.id }, 'The password was reset')
    w.audit({ activity: 'resetPassword', targets: [userTarget(user)] })
  },
})
