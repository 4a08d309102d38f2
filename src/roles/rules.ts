import type { Actor, UserActor } from '../base/actor.ts'
import type { UserId } from '../base/text.ts'
import { basicsOfEveryRole, findRoleDefinition, roleDefinitions } from './rules/definitions.ts'
import { type Operation, type OperationName, operations } from './rules/operations.ts'
import { reaches, type Standing } from './rules/reach.ts'

export { findRoleDefinition, type RoleDefinition, roleDefinitions, roleIds } from './rules/definitions.ts'
export { type Operation, type OperationName, operations } from './rules/operations.ts'
export type { Standing } from './rules/reach.ts'

/** The user an operation is about, with what decides who may act on them. */
export interface Target extends Standing {
  readonly userId: UserId
}

/** Whether somebody may do something, and if not, why and what would be needed. */
export type Permission =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly why: 'insufficientPrivileges' | 'notOnYourself' | 'targetOutOfReach'
      readonly message: string
    }

const yes: Permission = { ok: true }

/**
 * Decides whether the actor may perform an operation, on the target where there is one.
 *
 * The system may do anything; an application needs one of the operation's permissions.
 * A user needs a session opened with several factors and a role that grants the action and reaches the target.
 * Nobody acts on oneself, whatever the role; every signed-in user reads the organization and the own entry.
 *
 * Source: facts/entra.md §8.3, §8.4, §9.
 */
export function may(actor: Actor, operation: OperationName, target?: Target): Permission {
  const asked: Operation = operations[operation]
  switch (actor.kind) {
    case 'system':
      return yes
    case 'anonymous':
      return refuse('insufficientPrivileges', 'Sign in first.')
    case 'application':
      return asked.application.some((permission) => actor.permissions.includes(permission))
        ? yes
        : refuse('insufficientPrivileges', `It needs one of the permissions ${list(asked.application)}.`)
    case 'user':
      return mayUser(actor, operation, asked, target)
  }
}

function mayUser(actor: UserActor, name: OperationName, asked: Operation, target: Target | undefined): Permission {
  const onOneself = target?.userId === actor.userId
  if (asked.reach === 'user' && onOneself) {
    return refuse('notOnYourself', 'Nobody may do this to the own account; ask another administrator.')
  }
  if (name === 'organization.read' || (name === 'users.read' && onOneself)) return yes
  const granting = actor.multifactor ? actor.roles.filter((role) => grants(role, asked)) : []
  if (granting.length === 0) return refuse('insufficientPrivileges', neededOfUser(actor, asked))
  if (asked.reach === 'tenant' || granting.some((role) => reaches(role, target))) return yes
  return refuse('targetOutOfReach', outOfReach(target))
}

function grants(roleId: string, { action }: Operation): boolean {
  const role = findRoleDefinition(roleId)
  if (!role || action === null) return false
  return [...basicsOfEveryRole, ...role.allowedResourceActions].some((granted) => granted === action)
}

function neededOfUser(actor: UserActor, asked: Operation): string {
  const roles = roleDefinitions.filter((role) => grants(role.id, asked)).map((role) => role.displayName)
  const needed = roles.length === roleDefinitions.length ? 'an administrator role' : `one of the roles ${list(roles)}`
  if (roles.length === 0) return 'No role allows it; use an application with the permission.'
  return actor.multifactor ? `It needs ${needed}.` : `It needs ${needed}, and a sign-in with more than one factor.`
}

function outOfReach(target: Target | undefined): string {
  if (!target) return 'Your role does not reach every user, and this concerns more than one.'
  const held = target.roles.map((role) => findRoleDefinition(role)?.displayName ?? 'another role')
  const why = held.length > 0 ? `holds ${list(held)}` : 'is in a group that roles can be assigned to'
  return `The user ${why}, which your role may not act on. Ask a Privileged Authentication Administrator or a Global Administrator.`
}

const refuse = (why: Exclude<Permission, { ok: true }>['why'], reason: string): Permission => ({
  ok: false,
  why,
  message: `Insufficient privileges to complete the operation. ${reason}`,
})

const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
