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
import { tokenProperties } from './properties.ts'
import type { OathToken } from './rules.ts'
import { deleteToken, deleteTokensOf, listTokenOwners, listTokensOf, renameToken } from './store.ts'

export type { OathKey } from './codes.ts'
export { pendingOathKey } from './registration.ts'

/** The user's authenticator apps, oldest first. */
export const oathTokensOf = async (r: Read, owner: UserId): Promise<readonly OathToken[]> =>
  (await listTokensOf(r, owner)).map(({ token }) => token)

/** Those of the users who have an authenticator app. */
export const oathTokenOwners = (r: Read, users: readonly UserId[]): Promise<readonly UserId[]> =>
  listTokenOwners(r, users)

/** The apps of a user whom the actor may see; refuses with `userNotFound` and what the permission check refuses. */
export function listOathTokens(kernel: Kernel, actor: Actor, user: string): Promise<readonly OathToken[]> {
  return kernel.store.read(async (r) => {
    const owner = await visibleOwner(kernel, r, actor, 'softwareOath.read', user)
    return oathTokensOf(r, owner.id)
  })
}

/** One app of a user whom the actor may see; refuses as `listOathTokens`, and with `methodNotFound`. */
export async function findVisibleOathToken(kernel: Kernel, actor: Actor, user: string, id: string): Promise<OathToken> {
  const found = (await listOathTokens(kernel, actor, user)).find((token) => token.id === id)
  if (!found) throw tokenNotFound(id)
  return found
}

const tokenNotFound = (id: string): Refusal =>
  new Refusal('methodNotFound', `The user has no authenticator app with the id '${id.slice(0, 200)}'.`)

interface DeleteOathToken {
  readonly user: string
  readonly tokenId: string
}

/** Deletes somebody's authenticator app, whose codes are worth nothing from then on. Refuses with `methodNotFound`. */
export const deleteOathToken = command({
  name: 'deleteOathToken',
  operation: 'softwareOath.delete',
  activity: 'adminDeletedSecurityInfo',
  target: (r, input: DeleteOathToken) => targetOwner(r, input),
  work: async (w, input): Promise<void> => {
    const user = await requireUser(w, input.user)
    const deleted = await deleteToken(w, user.id, input.tokenId)
    if (!deleted) throw tokenNotFound(input.tokenId)
    w.audit({
      activity: 'adminDeletedSecurityInfo',
      reason: 'Admin deleted Authenticator App with Code for user',
      targets: [ownerTarget(user, tokenProperties(deleted, undefined))],
    })
  },
})

/** The owner removes an app; the caller has asked for a fresh proof. Refuses with `sessionEnded` or `methodNotFound`. */
export function removeOwnOathToken(kernel: Kernel, actor: UserActor, id: string): Promise<void> {
  return kernel.store.write(actor, async (w) => {
    await requireLive(w, { id: actor.sessionId })
    const deleted = await deleteToken(w, actor.userId, id)
    if (!deleted) throw tokenNotFound(id)
    w.audit({
      activity: 'userDeletedSecurityInfo',
      reason: 'User deleted Authenticator App with Code',
      targets: [ownerTarget(await requireUser(w, actor.userId), tokenProperties(deleted, undefined))],
    })
  })
}

/** The owner renames an app; returns the name it got. Refuses with `sessionEnded`, `methodNotFound` or `nameInvalid`. */
export async function renameOwnOathToken(
  kernel: Kernel,
  actor: UserActor,
  id: string,
  wanted: string,
): Promise<string> {
  const typed = requireMethodName(wanted)
  return kernel.store.write(actor, async (w) => {
    await requireLive(w, { id: actor.sessionId })
    const all = await oathTokensOf(w, actor.userId)
    const before = all.find((token) => token.id === id)
    const others = all.filter((token) => token.id !== id).map((token) => token.displayName)
    const after = before && (await renameToken(w, actor.userId, id, uniqueName(typed, others)))
    if (!before || !after) throw tokenNotFound(id)
    w.audit({
      activity: 'userUpdatedSecurityInfo',
      reason: 'User renamed Authenticator App with Code',
      targets: [ownerTarget(await requireUser(w, actor.userId), tokenProperties(before, after))],
    })
    return after.displayName
  })
}

/** Takes an account's apps away with the account; the deletion of the account is what gets recorded. */
export const removeOathTokensOf = (w: Write, owner: UserId): Promise<void> => deleteTokensOf(w, owner)
