import type { Actor, UserActor } from '../../base/actor.ts'
import type { UserId } from '../../base/text.ts'
import type { User } from '../../directory/rules.ts'
import { requireUser } from '../../directory/service.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Read, Write } from '../../kernel/store.ts'
import { requireLive } from '../../sessions/service.ts'
import { ownerTarget, seesInFull, visibleOwner } from '../owner.ts'
import { emailProperties } from './properties.ts'
import { type Email, maskedEmailAddress } from './rules.ts'
import { deleteEmailOf, findEmailOf, listEmailOwners } from './store.ts'
import { addEmail, changeEmail, dropEmail, emailNotFound, isEmailId } from './writing.ts'

export { createEmail, deleteEmail, updateEmail } from './writing.ts'

/** The user's address, or nothing; masked for whoever may not see it in full. */
export async function emailOf(kernel: Kernel, r: Read, actor: Actor, owner: User): Promise<Email | undefined> {
  const email = await findEmailOf(r, owner.id)
  if (!email || (await seesInFull(kernel, r, actor, 'emails.readAddresses', owner))) return email
  return { ...email, emailAddress: maskedEmailAddress(email.emailAddress) }
}

/** The address of a user whom the actor may see; refuses with `userNotFound` and what the permission check refuses. */
export function readEmail(kernel: Kernel, actor: Actor, user: string): Promise<Email | undefined> {
  return kernel.store.read(async (r) => {
    const owner = await visibleOwner(kernel, r, actor, 'emails.read', user)
    return emailOf(kernel, r, actor, owner)
  })
}

/** The address with this id; refuses as `readEmail`, and with `methodNotFound`. */
export async function findVisibleEmail(kernel: Kernel, actor: Actor, user: string, id: string): Promise<Email> {
  const email = await readEmail(kernel, actor, user)
  if (!email || !isEmailId(id)) throw emailNotFound(id)
  return email
}

/** Those of the users who have an address. */
export const emailOwners = (r: Read, users: readonly UserId[]): Promise<readonly UserId[]> => listEmailOwners(r, users)

/** The owner adds an address; the caller has asked for a fresh proof. Refuses as `createEmail`, and with `sessionEnded`. */
export function addOwnEmail(kernel: Kernel, actor: UserActor, emailAddress: string): Promise<Email> {
  return kernel.store.write(actor, async (w) => {
    await requireLive(w, { id: actor.sessionId })
    const email = await addEmail(w, actor.userId, emailAddress)
    await recordOwn(w, actor, 'userRegisteredSecurityInfo', 'User registered email method', undefined, email)
    return email
  })
}

/** The owner changes the address; the caller has asked for a fresh proof. Refuses as `updateEmail`, and with `sessionEnded`. */
export function changeOwnEmail(kernel: Kernel, actor: UserActor, id: string, emailAddress?: string): Promise<void> {
  return kernel.store.write(actor, async (w) => {
    await requireLive(w, { id: actor.sessionId })
    const change = await changeEmail(w, actor.userId, id, emailAddress)
    if (!change) return w.unrecorded('the address was there already')
    await recordOwn(w, actor, 'userUpdatedSecurityInfo', 'User changed email method', change.before, change.after)
  })
}

/** The owner removes the address; the caller has asked for a fresh proof. Refuses with `sessionEnded` or `methodNotFound`. */
export function removeOwnEmail(kernel: Kernel, actor: UserActor, id: string): Promise<void> {
  return kernel.store.write(actor, async (w) => {
    await requireLive(w, { id: actor.sessionId })
    const email = await dropEmail(w, actor.userId, id)
    await recordOwn(w, actor, 'userDeletedSecurityInfo', 'User deleted email method', email, undefined)
  })
}

async function recordOwn(
  w: Write,
  actor: UserActor,
  activity: 'userRegisteredSecurityInfo' | 'userUpdatedSecurityInfo' | 'userDeletedSecurityInfo',
  reason: string,
  before: Email | undefined,
  after: Email | undefined,
): Promise<void> {
  const owner = await requireUser(w, actor.userId)
  w.audit({ activity, reason, targets: [ownerTarget(owner, emailProperties(before, after))] })
}

/** Takes an account's address away with the account; the deletion of the account is what gets recorded. */
export async function removeEmailOf(w: Write, owner: UserId): Promise<void> {
  await deleteEmailOf(w, owner)
}
