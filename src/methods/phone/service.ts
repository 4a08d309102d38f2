import type { Actor, UserActor } from '../../base/actor.ts'
import { Refusal } from '../../base/refusal.ts'
import type { UserId } from '../../base/text.ts'
import type { User } from '../../directory/rules.ts'
import { requireUser } from '../../directory/service.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Read, Write } from '../../kernel/store.ts'
import { requireLive } from '../../sessions/service.ts'
import { ownerTarget, seesInFull, visibleOwner } from '../owner.ts'
import { phoneProperties } from './properties.ts'
import { maskedPhoneNumber, type Phone, phoneTypeOf } from './rules.ts'
import { deletePhonesOf, listPhonesOf, listPhoneTypes } from './store.ts'
import { addPhone, dropPhone, type NewPhone, phoneNotFound } from './writing.ts'

export { createPhone, deletePhone, type NewPhone, updatePhone } from './writing.ts'

/** The user's phones; numbers are masked for whoever may not see them in full. */
export async function phonesOf(kernel: Kernel, r: Read, actor: Actor, owner: User): Promise<readonly Phone[]> {
  const phones = await listPhonesOf(r, owner.id)
  if (phones.length === 0 || (await seesInFull(kernel, r, actor, 'phones.readNumbers', owner))) return phones
  return phones.map((phone) => ({ ...phone, phoneNumber: maskedPhoneNumber(phone.phoneNumber) }))
}

/** The phones of a user whom the actor may see; refuses with `userNotFound` and what the permission check refuses. */
export function listPhones(kernel: Kernel, actor: Actor, user: string): Promise<readonly Phone[]> {
  return kernel.store.read(async (r) => {
    const owner = await visibleOwner(kernel, r, actor, 'phones.read', user)
    return phonesOf(kernel, r, actor, owner)
  })
}

/** One phone of a user whom the actor may see; refuses as `listPhones`, and with `methodNotFound`. */
export async function findVisiblePhone(kernel: Kernel, actor: Actor, user: string, id: string): Promise<Phone> {
  const phoneType = phoneTypeOf(id)
  const found = (await listPhones(kernel, actor, user)).find((phone) => phone.phoneType === phoneType)
  if (!found) throw phoneNotFound(id)
  return found
}

/** Which types of phone each of these users has. */
export const phoneOwners = (
  r: Read,
  users: readonly UserId[],
): Promise<readonly Pick<Phone, 'owner' | 'phoneType'>[]> => listPhoneTypes(r, users)

/** The owner adds a phone; the caller has asked for a fresh proof. Refuses as `createPhone`, and with `sessionEnded`. */
export function addOwnPhone(kernel: Kernel, actor: UserActor, asked: NewPhone): Promise<Phone> {
  return kernel.store.write(actor, async (w) => {
    await requireLive(w, { id: actor.sessionId })
    const phone = await addPhone(w, actor.userId, asked)
    w.audit({
      activity: 'userRegisteredSecurityInfo',
      reason: 'User registered phone method',
      targets: [ownerTarget(await requireUser(w, actor.userId), phoneProperties(undefined, phone))],
    })
    return phone
  })
}

/** The owner removes a phone; the caller has asked for a fresh proof. Refuses with `sessionEnded` or `methodNotFound`. */
export function removeOwnPhone(kernel: Kernel, actor: UserActor, id: string): Promise<void> {
  return kernel.store.write(actor, async (w) => {
    await requireLive(w, { id: actor.sessionId })
    const phone = await dropPhone(w, actor.userId, id)
    w.audit({
      activity: 'userDeletedSecurityInfo',
      reason: 'User deleted phone method',
      targets: [ownerTarget(await requireUser(w, actor.userId), phoneProperties(phone, undefined))],
    })
  })
}

/** Refuses with `selfServiceUnsupported`: a person replaces a number by removing the phone and adding another. */
export function refuseOwnUpdate(): never {
  const message = 'People cannot change the number of a phone of theirs. Delete the phone and add the new number.'
  throw new Refusal('selfServiceUnsupported', message)
}

/** Takes an account's phones away with the account; the deletion of the account is what gets recorded. */
export const removePhonesOf = (w: Write, owner: UserId): Promise<void> => deletePhonesOf(w, owner)
