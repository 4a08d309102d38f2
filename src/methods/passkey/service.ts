import type { Actor, UserActor } from '../../base/actor.ts'
import { Refusal } from '../../base/refusal.ts'
import type { UserId } from '../../base/text.ts'
import { requireUser } from '../../directory/service.ts'
import { command } from '../../kernel/command.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Read, Write } from '../../kernel/store.ts'
import { requireLive } from '../../sessions/service.ts'
import { ownerTarget, requireMethodName, targetOwner, visibleOwner } from '../owner.ts'
import { uniqueName } from '../rules/names.ts'
import { passkeyProperties } from './properties.ts'
import type { Passkey } from './rules.ts'
import {
  deletePasskeysOf,
  deleteStoredPasskey,
  listPasskeyOwners,
  listPasskeysOf,
  renameStoredPasskey,
} from './store.ts'

/** The user's passkeys, oldest first. */
export const passkeysOf = (r: Read, owner: UserId): Promise<readonly Passkey[]> => listPasskeysOf(r, owner)

/** Which of these users have passkeys, and of which of the two kinds. */
export const passkeyOwners = (
  r: Read,
  users: readonly UserId[],
): Promise<readonly { readonly owner: UserId; readonly synced: boolean }[]> => listPasskeyOwners(r, users)

/** The passkeys of a user whom the actor may see; refuses with `userNotFound` and what the permission check refuses. */
export function listPasskeys(kernel: Kernel, actor: Actor, user: string): Promise<readonly Passkey[]> {
  return kernel.store.read(async (r) => {
    const owner = await visibleOwner(kernel, r, actor, 'passkeys.read', user)
    return listPasskeysOf(r, owner.id)
  })
}

/** One passkey of a user whom the actor may see; refuses as `listPasskeys`, and with `methodNotFound`. */
export async function findVisiblePasskey(kernel: Kernel, actor: Actor, user: string, id: string): Promise<Passkey> {
  const found = (await listPasskeys(kernel, actor, user)).find((passkey) => passkey.id === id)
  if (!found) throw passkeyNotFound(id)
  return found
}

const passkeyNotFound = (id: string): Refusal =>
  new Refusal('methodNotFound', `The user has no passkey with the id '${id.slice(0, 200)}'.`)

interface DeletePasskey {
  readonly user: string
  readonly passkeyId: string
}

/** Deletes somebody's passkey, which opens nothing from then on. Refuses with `methodNotFound`. */
export const deletePasskey = command({
  name: 'deletePasskey',
  operation: 'passkeys.delete',
  activity: 'adminDeletedSecurityInfo',
  target: (r, input: DeletePasskey) => targetOwner(r, input),
  work: async (w, input): Promise<void> => {
    const user = await requireUser(w, input.user)
    const deleted = await deleteStoredPasskey(w, user.id, input.passkeyId)
    if (!deleted) throw passkeyNotFound(input.passkeyId)
    w.audit({
      activity: 'adminDeletedSecurityInfo',
      reason: 'Admin deleted Fido2 Authentication Method for user',
      targets: [ownerTarget(user, passkeyProperties(deleted, undefined))],
    })
  },
})

/** The owner removes a passkey; the caller has asked for a fresh proof. Refuses with `sessionEnded` or `methodNotFound`. */
export function removeOwnPasskey(kernel: Kernel, actor: UserActor, id: string): Promise<void> {
  return kernel.store.write(actor, async (w) => {
    await requireLive(w, { id: actor.sessionId })
    const deleted = await deleteStoredPasskey(w, actor.userId, id)
    if (!deleted) throw passkeyNotFound(id)
    w.audit({
      activity: 'userDeletedSecurityInfo',
      reason: 'User deleted Fido2 Authentication Method',
      targets: [ownerTarget(await requireUser(w, actor.userId), passkeyProperties(deleted, undefined))],
    })
  })
}

/** The owner renames a passkey; returns the name it got. Refuses with `sessionEnded`, `methodNotFound` or `nameInvalid`. */
export async function renameOwnPasskey(kernel: Kernel, actor: UserActor, id: string, wanted: string): Promise<string> {
  const typed = requireMethodName(wanted)
  return kernel.store.write(actor, async (w) => {
    await requireLive(w, { id: actor.sessionId })
    const all = await listPasskeysOf(w, actor.userId)
    const before = all.find((passkey) => passkey.id === id)
    const others = all.filter((passkey) => passkey.id !== id).map((passkey) => passkey.displayName)
    const after = before && (await renameStoredPasskey(w, actor.userId, id, uniqueName(typed, others)))
    if (!before || !after) throw passkeyNotFound(id)
    w.audit({
      activity: 'userUpdatedSecurityInfo',
      reason: 'User renamed Fido2 Authentication Method',
      targets: [ownerTarget(await requireUser(w, actor.userId), passkeyProperties(before, after))],
    })
    return after.displayName
  })
}

/** Takes an account's passkeys away with the account; the deletion of the account is what gets recorded. */
export const removePasskeysOf = (w: Write, owner: UserId): Promise<void> => deletePasskeysOf(w, owner)
