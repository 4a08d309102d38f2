import { type Actor, type RoleGrant, tenantScope, type UserActor } from '../../base/actor.ts'
import { nobody } from '../../base/text.ts'
import { may, mayOnOneself, type Permission } from '../rules.ts'
import { basicsOfEveryRole, findRoleDefinition } from './definitions.ts'
import { type Operation, type OperationName, operations } from './operations.ts'
import { onOwnAccount, ownToRead } from './own-account.ts'
import type { Target } from './reach.ts'
import { type ActionDetail, resourceActions } from './resource-actions.ts'
import { countsInUnit, unitOfScope } from './scope.ts'

/** Where something counts. */
export interface Where {
  /** In the whole tenant, as far as the role reaches there. */
  readonly inTenant: boolean
  /** By a role for one unit: for the direct members of these. */
  readonly unitIds: readonly string[]
}

/** An operation somebody may perform, and on whom. */
export interface AllowedOperation extends Where {
  readonly name: OperationName
  /** Also where it concerns nobody in particular, so that administrators are reached too. */
  readonly onEverybody: boolean
  /** On the own account. */
  readonly onOneself: boolean
}

/** An action somebody's roles grant. */
export interface GrantedAction extends Where {
  readonly action: ActionDetail
}

type TargetUser = Extract<Target, { readonly kind: 'user' }>

const somebody: TargetUser = {
  kind: 'user',
  userId: nobody,
  roles: [],
  inRoleAssignableGroup: false,
  administersRestrictedUnit: false,
  units: [],
}

/** What such an operation acts on, where nothing stands in the way: an ordinary user or group, in a unit where one is named. */
function plainTarget(reach: Operation['reach'], unitId?: string): Target | undefined {
  const units = unitId === undefined ? [] : [{ id: unitId, isRestricted: true }]
  if (reach === 'group') return { kind: 'group', groupId: nobody, units }
  return reach === 'user' ? { ...somebody, units } : undefined
}

const unitsIn = (grants: readonly RoleGrant[]): readonly string[] => [
  ...new Set(grants.flatMap(({ scope }) => unitOfScope(scope) ?? [])),
]

/**
 * Whether something is done to the own account, with a role or without.
 *
 * Source: facts/entra.md §8.4.
 */
const isOnOneself = (actor: UserActor, name: OperationName): boolean =>
  onOwnAccount.has(name)
    ? mayOnOneself(actor, name).ok
    : operations[name].reach === 'user' && may(actor, name, { ...somebody, userId: actor.userId }).ok

function allowed(actor: UserActor, name: OperationName): AllowedOperation {
  const { reach }: Operation = operations[name]
  const inUnit = (unitId: string) => {
    const roles = actor.roles.filter(({ scope }) => unitOfScope(scope) === unitId)
    return may({ ...actor, roles }, name, plainTarget(reach, unitId)).ok
  }
  return {
    name,
    inTenant: may(actor, name, plainTarget(reach)).ok,
    unitIds: reach === 'tenant' ? [] : unitsIn(actor.roles).filter(inUnit),
    onEverybody: may(actor, name).ok,
    onOneself: isOnOneself(actor, name),
  }
}

const names = Object.keys(operations) as OperationName[]

/** Every operation that `may` and `mayOnOneself` allow the actor on anybody at all. */
export const allowedOperations = (actor: UserActor): readonly AllowedOperation[] =>
  names
    .map((name) => allowed(actor, name))
    .filter(({ inTenant, unitIds, onOneself }) => inTenant || unitIds.length > 0 || onOneself)

/** The resource actions that roles grant, where they count. */
export function grantedActions(grants: readonly RoleGrant[]): readonly GrantedAction[] {
  if (grants.length === 0) return []
  return resourceActions
    .map((action): GrantedAction => {
      const granting = grants.filter((grant) => actionsOf(grant).includes(action.name))
      const isBasic = basicsOfEveryRole.includes(action.name)
      return {
        action,
        inTenant: isBasic || granting.some(({ scope }) => scope === tenantScope),
        unitIds: countsInUnit(action.name) ? unitsIn(granting) : [],
      }
    })
    .filter(({ inTenant, unitIds }) => inTenant || unitIds.length > 0)
}

const actionsOf = ({ roleId, actions }: RoleGrant): readonly string[] =>
  findRoleDefinition(roleId)?.allowedResourceActions ?? actions ?? []

/** An operation and what is said to it. */
export interface Answered {
  readonly name: OperationName
  readonly permission: Permission
}

/** What is done to deleted users alone. */
const onDeletedUsers: ReadonlySet<OperationName> = new Set(['users.restore', 'users.erase'])

/** What is done to one user who is there: all that acts on a user, and reading of them. */
const onOneUser: readonly OperationName[] = names.filter(
  (name) => (operations[name].reach === 'user' && !onDeletedUsers.has(name)) || ownToRead.has(name),
)

/** What is said to each operation that is done to one user who is not deleted, as when it is done. */
export const answersOn = (actor: Actor, target: TargetUser): readonly Answered[] =>
  onOneUser.map((name) => {
    const isOwn = actor.kind === 'user' && actor.userId === target.userId && onOwnAccount.has(name)
    return { name, permission: isOwn ? mayOnOneself(actor, name) : may(actor, name, target) }
  })
