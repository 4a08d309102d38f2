import { type AuditTarget, modified } from '../audit/rules.ts'
import type { Actor, UserActor } from '../base/actor.ts'
import type { UserId } from '../base/text.ts'
import { instant, toIso } from '../base/time.ts'
import type { User } from '../directory/rules.ts'
import { findUser, requireUser } from '../directory/service.ts'
import { command } from '../kernel/command.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read, Write } from '../kernel/store.ts'
import { requireOnOneself } from '../roles/rules.ts'
import { noSuchSession } from './shown.ts'
import { endLiveSession } from './store/live.ts'

/** A session of a user. */
interface SessionInput {
  /** Id or user principal name. */
  readonly user: string
  readonly session: string
}

const ownerTarget = (user: User): AuditTarget => ({
  type: 'User',
  id: user.id,
  displayName: user.displayName,
  userPrincipalName: user.userPrincipalName,
})

const revokeOthersSession = command({
  name: 'revokeSession',
  operation: 'users.revokeSessions',
  activity: 'revokeSession',
  target: async (read, { user }: SessionInput) => {
    const owner = await requireUser(read, user)
    return { userId: owner.id, resource: ownerTarget(owner) }
  },
  work: (w, { session }, _prepared, _kernel, { resource }) => revoke(w, resource, session),
})

/**
 * Ends one session of a user at once, and with it every token and refresh token that was issued in it.
 *
 * Everybody may do it to themself; to others it takes `users.revokeSessions`.
 * Refuses with `userNotFound`, `sessionNotFound` and what the permission check refuses.
 */
export async function revokeSession(kernel: Kernel, actor: Actor, input: SessionInput): Promise<void> {
  const own = actor.kind === 'user' ? await kernel.store.read((read) => ownAccount(read, actor, input)) : undefined
  if (!own || actor.kind !== 'user') {
    await revokeOthersSession(kernel, actor, input)
    return
  }
  requireOnOneself(actor, 'users.revokeSessions')
  await kernel.store.write(actor, (w) => revoke(w, ownerTarget(own), input.session))
}

async function ownAccount(read: Read, actor: UserActor, { user }: SessionInput): Promise<User | undefined> {
  const found = await findUser(read, user)
  return found?.id === actor.userId ? found : undefined
}

async function revoke(w: Write, owner: AuditTarget, id: string): Promise<void> {
  const ended = await endLiveSession(w, owner.id as UserId, id, 'The session was revoked')
  if (!ended) throw noSuchSession(id)
  const created = modified('CreatedDateTime', toIso(instant(ended.created_at)), null)
  const properties = [modified('SessionId', ended.id, null), created, modified('IpAddress', ended.ip_address, null)]
  w.audit({ activity: 'revokeSession', targets: [{ ...owner, modifiedProperties: properties }] })
}
