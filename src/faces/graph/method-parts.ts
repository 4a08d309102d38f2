import type { Actor, UserActor } from '../../base/actor.ts'
import { comparisonKey } from '../../base/text.ts'
import { type Instant, toIso } from '../../base/time.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type OperationName, requireOnOneself } from '../../roles/rules.ts'
import { requireChangeable } from '../../security-info/service.ts'
import { requireSignedIn } from '../../sessions/service.ts'
import { type GraphRequest, type GraphVersion, param } from './router.ts'

/** What stands after `$metadata#` for a collection of a user's methods. */
export const methodsContext = (request: GraphRequest, collection: string): string =>
  `users('${encodeURIComponent(param(request, 'id'))}')/authentication/${collection}`

/** Whether somebody acts on the own account, named by id or user principal name. */
const isOwner = (actor: Actor, key: string): actor is UserActor =>
  actor.kind === 'user' &&
  (actor.userId === key.toLowerCase() || comparisonKey(actor.userPrincipalName) === comparisonKey(key))

/**
 * The caller, where it is their own account: they may change it after a fresh proof, and an application if they let it.
 *
 * Undefined for an administrator; refuses with `insufficientPrivileges` and what `requireChangeable` refuses.
 */
export async function freshOwner(
  kernel: Kernel,
  request: GraphRequest,
  operation: OperationName,
): Promise<UserActor | undefined> {
  const { actor } = request
  if (!isOwner(actor, param(request, 'id'))) return undefined
  requireOnOneself(actor, operation)
  await requireChangeable({ kernel, signedIn: await kernel.store.read((r) => requireSignedIn(r, actor)) })
  return actor
}

/** When a method was made and last used; the latter is told in beta alone. */
export const methodTimes = (
  method: { readonly createdAt: Instant | null; readonly lastUsedAt: Instant | null },
  version: GraphVersion,
) => ({
  createdDateTime: isoOrNull(method.createdAt),
  ...(version === 'beta' ? { lastUsedDateTime: isoOrNull(method.lastUsedAt) } : {}),
})

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : toIso(at))
