import { type Actor, type RoleGrant, tenantScope, type UserActor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import type { UserId } from '../base/text.ts'
import { actionsFor, basicsOfEveryRole, findRoleDefinition, isReading, roleDefinitions } from './rules/definitions.ts'
import { type Operation, type OperationName, operations } from './rules/operations.ts'
import { ownToRead } from './rules/own-account.ts'
import {
  isMember,
  isRestricted,
  isRestrictedTo,
  type ReachedUsers,
  reaches,
  type Target,
  usersReachedBy,
} from './rules/reach.ts'
import { unitOfScope } from './rules/scope.ts'

export {
  draftRole,
  type NewRole,
  properRoleChange,
  type RoleChange,
} from './rules/custom-role.ts'
export { actionsFor, findRoleDefinition, type RoleDefinition, roleDefinitions, roleIds } from './rules/definitions.ts'
export { type Operation, type OperationName, operations } from './rules/operations.ts'
export type { ReachedUsers, Standing, Target } from './rules/reach.ts'
export { resourceActions } from './rules/resource-actions.ts'
export { canBeScoped, properScope, scopableRoleNames, scopeOfUnit, unitOfScope } from './rules/scope.ts'

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
 * An application that acts for a user needs, beside that, one of the operation's delegated permissions.
 * Nobody acts on oneself, whatever the role; every signed-in user reads the organization and the own entry.
 *
 * Source: facts/entra.md §8.3-§8.6, §9.
 */
export function may(actor: Actor, operation: OperationName, target?: Target): Permission {
  const asked: Operation = operations[operation]
  switch (actor.kind) {
    case 'system':
      return yes
    case 'anonymous':
      return refuse('insufficientPrivileges', 'Sign in first.')
    case 'application':
      return holdsOneOf(asked.application, actor.permissions)
        ? yes
        : refuse('insufficientPrivileges', neededOfApplication(asked))
    case 'user':
      return mayUser(actor, operation, asked, target)
  }
}

/**
 * Decides whether somebody may do on the own account what people may do there without a role.
 *
 * In a session of our own pages everybody may.
 * An application that acts for them needs one of the operation's permissions for it, or one of the wider delegated ones.
 *
 * Source: facts/entra.md §9.
 */
export function mayOnOneself(actor: UserActor, operation: OperationName): Permission {
  const { own = [], delegated }: Operation = operations[operation]
  return lacking(actor, [...own, ...delegated]) ?? yes
}

/** As `mayOnOneself`; throws `insufficientPrivileges`. */
export function requireOnOneself(actor: UserActor, operation: OperationName): void {
  const permission = mayOnOneself(actor, operation)
  if (!permission.ok) throw new Refusal(permission.why, permission.message)
}

/** Of whom an actor may see something that is read of one user: everybody, or the users of these parts. */
export interface UsersInSight {
  readonly everybody: boolean
  readonly parts: readonly ReachedUsers[]
  /** The actor as a user, whom no part includes; undefined for others than users. */
  readonly oneself: { readonly id: UserId; readonly isSeen: boolean } | undefined
}

/**
 * What `may` and `mayOnOneself` say of an operation that reads of one user, for all users at once.
 *
 * Throws `insufficientPrivileges` for whoever may not perform it on anybody else.
 */
export function usersInSight(actor: Actor, operation: OperationName): UsersInSight {
  const asked: Operation = operations[operation]
  if (actor.kind !== 'user') {
    const permission = may(actor, operation)
    if (!permission.ok) throw new Refusal(permission.why, permission.message)
    return { everybody: true, parts: [], oneself: undefined }
  }
  const granting = actor.multifactor ? actor.roles.filter((grant) => grants(grant, asked)) : []
  const refusal =
    lacking(actor, asked.delegated) ??
    (granting.length === 0 ? refuse('insufficientPrivileges', neededOfUser(actor, asked)) : undefined)
  if (refusal && !refusal.ok) throw new Refusal(refusal.why, refusal.message)
  const reached = granting.flatMap((grant) => usersReachedBy(grant) ?? [])
  return {
    everybody: reached.includes('everybody'),
    parts: reached.filter((part) => part !== 'everybody'),
    oneself: { id: actor.userId, isSeen: mayOnOneself(actor, operation).ok },
  }
}

function mayUser(actor: UserActor, name: OperationName, asked: Operation, target: Target | undefined): Permission {
  const onOneself = target?.kind === 'user' && target.userId === actor.userId
  if (ownToRead.has(name) && onOneself) return mayOnOneself(actor, name)
  const refusal = lacking(actor, asked.delegated)
  if (refusal) return refusal
  if (asked.reach === 'user' && onOneself) {
    return refuse('notOnYourself', 'Nobody may do this to the own account; ask another administrator.')
  }
  if (name === 'organization.read') return yes
  const granting = actor.multifactor ? actor.roles.filter((grant) => grants(grant, asked)) : []
  if (granting.length === 0) return refuse('insufficientPrivileges', neededOfUser(actor, asked))
  if (granting.some((grant) => arrives(grant, asked, target))) return yes
  return asked.reach === 'tenant'
    ? refuse('insufficientPrivileges', 'It concerns the whole tenant, and your role counts in one administrative unit.')
    : refuse('targetOutOfReach', outOfReach(granting, target))
}

/** The refusal of an application that acts for somebody without a permission for it. */
function lacking({ application }: UserActor, accepted: readonly string[]): Permission | undefined {
  if (!application || holdsOneOf(accepted, application.permissions)) return undefined
  const needed = accepted.length > 0 ? `one of the delegated permissions ${list(accepted)}` : 'a sign-in of your own'
  return refuse('insufficientPrivileges', `The application that acts for you needs ${needed}.`)
}

const holdsOneOf = (accepted: readonly string[], held: readonly string[]): boolean =>
  accepted.some((permission) => held.includes(permission))

function grants({ roleId, actions }: RoleGrant, asked: Operation): boolean {
  const granted = findRoleDefinition(roleId)?.allowedResourceActions ?? actions
  return granted !== undefined && actionsFor(asked).some((action) => allows(granted, action))
}

const allows = (granted: readonly string[], action: string): boolean =>
  granted.includes(action) || basicsOfEveryRole.includes(action)

function arrives(grant: RoleGrant, asked: Operation, target: Target | undefined): boolean {
  if (asked.reach === 'tenant') return grant.scope === tenantScope || isBasic(asked)
  const changes = !(asked.leavesTargetAlone || (asked.action !== null && isReading(asked.action)))
  if (asked.reach === 'group' && target?.kind !== 'group') return grant.scope === tenantScope
  return reaches(grant, target?.kind === asked.reach ? target : undefined, changes)
}

/** What a role lets its holder do, where it is held; those to whom it is done are another question. */
export const granted = (grant: RoleGrant): readonly OperationName[] =>
  (Object.keys(operations) as OperationName[]).filter((name) => {
    const asked: Operation = operations[name]
    return grants(grant, asked) && (grant.scope === tenantScope || asked.reach !== 'tenant' || isBasic(asked))
  })

const isBasic = (asked: Operation): boolean => actionsFor(asked).some((action) => basicsOfEveryRole.includes(action))

const neededOfApplication = ({ application }: Operation): string =>
  application.length > 0
    ? `It needs one of the permissions ${list(application)}.`
    : 'No application does this on its own; it takes a person with a role.'

function neededOfUser(actor: UserActor, asked: Operation): string {
  const roles = roleDefinitions.filter(({ id }) => grants({ roleId: id, scope: tenantScope }, asked))
  const names = list(roles.map((role) => role.displayName))
  const needed = roles.length === roleDefinitions.length ? 'an administrator role' : `one of the roles ${names}`
  if (roles.length === 0) return 'No role allows it; use an application with the permission.'
  return actor.multifactor ? `It needs ${needed}.` : `It needs ${needed}, and a sign-in with more than one factor.`
}

function outOfReach(granting: readonly RoleGrant[], target: Target | undefined): string {
  if (!target) return 'Your role does not reach every user, and this concerns more than one.'
  const what = target.kind === 'user' ? 'The user' : 'The group'
  const units = granting.map(({ scope }) => unitOfScope(scope)).filter((unit) => unit !== undefined)
  if (isRestricted(target) && !units.some((unit) => isRestrictedTo(target, unit))) {
    return `${what} is in an administrative unit with restricted management; it takes a role for that unit.`
  }
  if (units.length === granting.length && !units.some((unit) => isMember(target, unit))) {
    return `${what} is not a direct member of the administrative unit your role counts in. Ask an administrator of the tenant.`
  }
  if (target.kind === 'group') return 'Your role does not reach this group.'
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
