import type { Actor } from '../../base/actor.ts'
import { uuid } from '../../base/random.ts'
import { Refusal } from '../../base/refusal.ts'
import { Secret } from '../../base/secret.ts'
import { plusMinutes } from '../../base/time.ts'
import { requireUser } from '../../directory/service.ts'
import { command } from '../../kernel/command.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Read, Write } from '../../kernel/store.ts'
import { endSessionsOf } from '../../sessions/service.ts'
import { ownerTarget, targetOwner, visibleOwner } from '../owner.ts'
import { drawPassword } from './rules/generated.ts'
import { type PasswordReset, passwordMethodId } from './rules.ts'
import { preparePassword, setPassword } from './service.ts'
import { deleteResetsBefore, deleteResetsOf, findReset, findStoredPassword, insertReset } from './store.ts'

interface StartPasswordReset {
  readonly user: string
  /** The password's well-known id. */
  readonly methodId: string
  /** Absent: one is made. */
  readonly newPassword?: Secret
}

/** A reset that was done. */
export interface DonePasswordReset {
  readonly reset: PasswordReset
  /** The password that was made, the one time it is shown; absent where one was given. */
  readonly generated?: Secret
}

/**
 * Gives somebody else a new password, which they have to change at the next sign-in, and signs them out everywhere.
 *
 * All of it is done when this returns; the operation it leaves only says so.
 * Refuses with `methodNotFound`, `passwordUnacceptable` or `userNotFound`.
 *
 * Source: facts/entra.md §8.4, §12.
 */
export const startPasswordReset = command({
  name: 'startPasswordReset',
  operation: 'passwords.reset',
  activity: 'adminStartedPasswordReset',
  target: (r, input: StartPasswordReset) => targetOwner(r, input),
  prepare: async (kernel, { user, methodId, newPassword }) => {
    const found = await kernel.store.read(async (r) => {
      const owner = await requireUser(r, user)
      await requirePassword(r, owner.id, methodId)
      return owner
    })
    const generated = newPassword ? undefined : new Secret(drawPassword(kernel.random))
    const password = (newPassword ?? generated)?.reveal() ?? ''
    return { generated, prepared: await preparePassword(kernel, found, password) }
  },
  work: async (w, { user, methodId }, { generated, prepared }): Promise<DonePasswordReset> => {
    const owner = await requireUser(w, user)
    await requirePassword(w, owner.id, methodId)
    await setPassword(w, owner.id, prepared, { mustChange: true })
    await endSessionsOf(w, { userId: owner.id }, 'The password was reset')
    const reset = { id: uuid(w.random), owner: owner.id, createdAt: w.now }
    await insertReset(w, reset)
    const targets = [ownerTarget(owner)]
    w.audit({ activity: 'adminStartedPasswordReset', reason: 'Admin started password reset for user', targets })
    w.audit({ activity: 'resetPassword', targets })
    return { reset, ...(generated ? { generated } : {}) }
  },
})

async function requirePassword(r: Read, owner: PasswordReset['owner'], methodId: string): Promise<void> {
  const isThere = methodId.toLowerCase() === passwordMethodId && (await findStoredPassword(r, owner)) !== undefined
  if (isThere) return
  const message = `The user has no password with the id '${methodId.slice(0, 200)}'. The id of a password is '${passwordMethodId}'; a first one is given with the user's passwordProfile.`
  throw new Refusal('methodNotFound', message)
}

/** A reset that was done to a user whom the actor may see; refuses with `operationNotFound` and what the permission check refuses. */
export function readPasswordReset(kernel: Kernel, actor: Actor, user: string, id: string): Promise<PasswordReset> {
  return kernel.store.read(async (r) => {
    const owner = await visibleOwner(kernel, r, actor, 'methodOperations.read', user)
    const reset = await findReset(r, owner.id, id.toLowerCase())
    if (reset) return reset
    throw new Refusal(
      'operationNotFound',
      `There is no operation '${id.slice(0, 200)}' of this user; it is kept for a day.`,
    )
  })
}

const keptHours = 24

/** Deletes the traces of resets done a day ago; returns how many. The audit keeps what happened. */
export async function purgePasswordResets(w: Write): Promise<number> {
  w.unrecorded('the audit keeps what happened')
  return deleteResetsBefore(w, plusMinutes(w.now, -keptHours * 60))
}

/** Takes the traces of resets away with the account. */
export const removePasswordResetsOf = (w: Write, owner: PasswordReset['owner']): Promise<void> =>
  deleteResetsOf(w, owner)
