import { modified } from '../audit/rules.ts'
import type { Actor, UserActor } from '../base/actor.ts'
import type { UserId } from '../base/text.ts'
import { toIso } from '../base/time.ts'
import { command } from '../kernel/command.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Write } from '../kernel/store.ts'
import { requireOnOneself } from '../roles/rules.ts'
import { endSessionsOf } from '../sessions/service.ts'
import { userTarget } from './audit-targets.ts'
import { findUser } from './lookup.ts'
import { lockUser, updateSessionsValidFrom } from './store/users.ts'
import { gone, targetUser, type UserInput } from './user-target.ts'

/** Signs somebody else out everywhere; refuses with `userNotFound`. */
const revokeSignInSessions = command({
  name: 'revokeSignInSessions',
  operation: 'users.revokeSessions',
  activity: 'revokeSessions',
  target: (read, input: UserInput) => targetUser(read, input),
  work: (w, _input, _prepared, _kernel, { resource }) => revoke(w, resource.id as UserId),
})

/**
 * Ends every session of a user at once, and what was granted in one before this moment is worth nothing any more.
 *
 * Everybody may do it to themself; to others it takes `users.revokeSessions`.
 * Refuses with `userNotFound` and what the permission check refuses.
 */
export async function endSignInSessions(kernel: Kernel, actor: Actor, input: UserInput): Promise<void> {
  const isOwn = actor.kind === 'user' && (await isSelf(kernel, actor, input))
  if (isOwn) {
    requireOnOneself(actor, 'users.revokeSessions')
    await kernel.store.write(actor, (w) => revoke(w, actor.userId))
  } else await revokeSignInSessions(kernel, actor, input)
}

const isSelf = (kernel: Kernel, actor: UserActor, { user }: UserInput): Promise<boolean> =>
  kernel.store.read(async (read) => (await findUser(read, user))?.id === actor.userId)

async function revoke(w: Write, id: UserId): Promise<void> {
  const user = await lockUser(w.db, id)
  if (!user) throw gone()
  await updateSessionsValidFrom(w.db, user.id, w.now)
  await endSessionsOf(w, { userId: user.id }, 'The sessions were revoked')
  const change = modified('StsRefreshTokensValidFrom', [toIso(user.sessionsValidFrom)], [toIso(w.now)])
  w.audit({ activity: 'revokeSessions', targets: [userTarget(user, [change])] })
}
