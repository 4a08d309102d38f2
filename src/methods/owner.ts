import type { AuditTarget, ModifiedProperty } from '../audit/rules.ts'
import type { Actor, UserActor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import type { User } from '../directory/rules.ts'
import { requireUser } from '../directory/service.ts'
import { hiding } from '../kernel/command.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import type { MethodScope } from '../policies/authentication-methods/rules.ts'
import { type OperationName, requireOnOneself } from '../roles/rules.ts'
import { longestMethodName, readMethodName } from './rules/names.ts'

/** The owner of a method, as the target of a record. */
export const ownerTarget = (user: User, modifiedProperties: readonly ModifiedProperty[] = []): AuditTarget => ({
  type: 'User',
  id: user.id,
  displayName: user.displayName,
  userPrincipalName: user.userPrincipalName,
  modifiedProperties,
})

/** For a use-case on somebody's method: whom it acts on. */
export async function targetOwner(r: Read, input: { readonly user: string }) {
  const user = await requireUser(r, input.user)
  return { userId: user.id, resource: ownerTarget(user) }
}

/**
 * The user whose methods the actor wants to see.
 *
 * Everybody may see the own ones, an application for them if they let it; who may not see others' is not told who exists.
 * Refuses with `userNotFound` and what the permission check refuses.
 */
export async function visibleOwner(
  kernel: Kernel,
  r: Read,
  actor: Actor,
  operation: OperationName,
  key: string,
): Promise<User> {
  const user = await hiding(kernel, r, actor, operation, () => requireUser(r, key))
  if (isSelf(actor, user)) requireOnOneself(actor, operation)
  else await kernel.authorize(r, actor, operation, user.id)
  return user
}

const isSelf = (actor: Actor, user: User): actor is UserActor => actor.kind === 'user' && actor.userId === user.id

/** Whether the actor may see what only the owner and few others may: the operation that shows it is `operation`. */
export async function seesInFull(
  kernel: Kernel,
  r: Read,
  actor: Actor,
  operation: OperationName,
  owner: User,
): Promise<boolean> {
  if (isSelf(actor, owner)) return true
  try {
    await kernel.authorize(r, actor, operation, owner.id)
    return true
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'forbidden') return false
    throw error
  }
}

/** Refuses, to the person, a method that the policy does not give them. `what` begins the sentence: `Passkeys are`. */
export function requireInScope(scope: MethodScope, what: string): void {
  if (scope.allowed) return
  const message =
    scope.why === 'methodDisabled'
      ? `${what} switched off in your organisation. Choose another way to sign in.`
      : `${what} not offered to you by your organisation. Choose another way, or ask your service desk.`
  throw new Refusal(scope.why, message)
}

/** The name given to a method; refuses with `nameInvalid`. */
export function requireMethodName(typed: string): string {
  const name = readMethodName(typed)
  if (name !== undefined) return name
  const message = `A name has 1 to ${longestMethodName} characters and no control characters. Choose another one.`
  throw new Refusal('nameInvalid', message, { field: 'displayName' })
}
