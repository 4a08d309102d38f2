import type { Actor, UserActor } from '../../base/actor.ts'
import { Refusal, type Verdict } from '../../base/refusal.ts'
import type { UserId } from '../../base/text.ts'
import type { User } from '../../directory/rules.ts'
import { requireUser, tenant } from '../../directory/service.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Read, Write } from '../../kernel/store.ts'
import { policyFor } from '../../policies/authentication-methods/service.ts'
import { endSessionsOf } from '../../sessions/service.ts'
import { ownerTarget, requireInScope, visibleOwner } from '../owner.ts'
import { isCommonPassword } from './common.ts'
import { judgePassword, type PasswordState, type PasswordWhy, passwordReasons, readPassword } from './rules.ts'
import { deletePassword, exchangePassword, findStoredPassword, listPasswordOwners, replacePassword } from './store.ts'
import { hashPassword, verifiedHash } from './verify.ts'

/** A password that was accepted, hashed; ready for `setPassword`. */
export interface PreparedPassword {
  readonly hash: string
}

const unacceptable = (why: PasswordWhy): Refusal =>
  new Refusal('passwordUnacceptable', passwordReasons[why], { field: 'password' })

/**
 * Judges a password that an administrator chose and hashes it; slow, so never inside a write.
 *
 * Refuses with `passwordUnacceptable`. Says nothing of the password the user has now.
 */
export async function preparePassword(
  kernel: Kernel,
  user: Pick<User, 'userPrincipalName'>,
  typed: string,
): Promise<PreparedPassword> {
  const password = readPassword(typed)
  const context = {
    userPrincipalName: user.userPrincipalName,
    tenantName: (await kernel.store.read(tenant)).displayName,
    domain: kernel.tenant.domain,
  }
  const why = judgePassword(password, context, isCommonPassword)
  if (why) throw unacceptable(why)
  return { hash: await hashPassword(kernel, password) }
}

/** As `preparePassword`, for a password that users choose themselves: it must not be the one they have. */
export async function prepareOwnPassword(
  kernel: Kernel,
  user: Pick<User, 'id' | 'userPrincipalName'>,
  typed: string,
): Promise<PreparedPassword> {
  const prepared = await preparePassword(kernel, user, typed)
  if (await verifiedHash(kernel, user.id, typed)) throw unacceptable('sameAsBefore')
  return prepared
}

/** Gives a user a password; the caller records it, in its own words. */
export const setPassword = (
  w: Write,
  owner: UserId,
  prepared: PreparedPassword,
  { mustChange }: { readonly mustChange: boolean },
): Promise<void> => replacePassword(w, owner, prepared.hash, mustChange)

/** Whether the password has to be changed before a sign-in with it may end. */
export const mustChangePassword = async (r: Read, owner: UserId): Promise<boolean> =>
  (await findStoredPassword(r, owner))?.state.mustChange ?? false

/** What is known of the user's password, or nothing when there is none. */
export const passwordOf = async (r: Read, owner: UserId): Promise<PasswordState | undefined> =>
  (await findStoredPassword(r, owner))?.state

/** Those of the users who have a password. */
export const passwordOwners = (r: Read, users: readonly UserId[]): Promise<readonly UserId[]> =>
  listPasswordOwners(r, users)

/** The same of a user whom the actor may see; refuses with `userNotFound` and what the permission check refuses. */
export function readPasswordState(kernel: Kernel, actor: Actor, user: string): Promise<PasswordState | undefined> {
  return kernel.store.read(async (r) => {
    const owner = await visibleOwner(kernel, r, actor, 'passwords.read', user)
    return passwordOf(r, owner.id)
  })
}

/**
 * The owner changes the password, who has to know the current one; the caller counts the try and asked for a fresh proof.
 *
 * A change ends the owner's other sessions.
 * A wrong current password is recorded and comes back as a verdict; a new one that is not accepted refuses
 * with `passwordUnacceptable`, and a method that the policy takes away with its own code.
 */
export async function changePassword(
  kernel: Kernel,
  actor: UserActor,
  typed: { readonly current: string; readonly next: string },
): Promise<Verdict<object, 'currentPasswordWrong'>> {
  const user = await kernel.store.read(async (r) => {
    requireInScope((await policyFor(r, 'Password', actor.userId)).scope, 'Passwords are')
    return requireUser(r, actor.userId)
  })
  const current = await verifiedHash(kernel, actor.userId, typed.current)
  const prepared = current === undefined ? undefined : await prepareOwnPassword(kernel, user, typed.next)
  return kernel.store.write(actor, async (w) => {
    const isChanged = current && prepared && (await exchangePassword(w, actor.userId, current, prepared.hash))
    const others = { othersOf: actor.userId, keep: actor.sessionId }
    if (isChanged) await endSessionsOf(w, others, 'The password was changed')
    w.audit({
      activity: 'changePassword',
      result: isChanged ? 'success' : 'failure',
      reason: isChanged ? 'User changed the password' : 'The current password was wrong',
      targets: [ownerTarget(user)],
    })
    return isChanged ? { ok: true } : { ok: false, why: 'currentPasswordWrong' }
  })
}

/** Takes an account's password away with the account; the deletion of the account is what gets recorded. */
export const removePasswordOf = (w: Write, owner: UserId): Promise<void> => deletePassword(w, owner)
