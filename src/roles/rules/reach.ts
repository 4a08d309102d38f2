import { type RoleGrant, tenantScope } from '../../base/actor.ts'
import type { UserId } from '../../base/text.ts'
import { roleIds } from './definitions.ts'
import { unitOfScope } from './scope.ts'

/** An administrative unit that somebody was added to. */
export interface UnitMembership {
  readonly id: string
  /** Whether administrators of the whole tenant are shut out from changing its members. */
  readonly isRestricted: boolean
}

/** Everything about a user that decides who may act on them. */
export interface Standing {
  /** Ids of the roles held, at whatever scope, directly or through a group; those of disabled roles too. */
  readonly roles: readonly string[]
  /** Member of a group that roles can be assigned to, even if none is. */
  readonly inRoleAssignableGroup: boolean
  /** Holds a role for a unit whose management is restricted. */
  readonly administersRestrictedUnit: boolean
  /** The units the user was added to, not those a group of theirs is in. */
  readonly units: readonly UnitMembership[]
}

/** The user or group an operation acts on. */
export type Target =
  | (Standing & { readonly kind: 'user'; readonly userId: UserId })
  | { readonly kind: 'group'; readonly groupId: string; readonly units: readonly UnitMembership[] }

const fewest = [roleIds.directoryReaders, roleIds.guestInviter, roleIds.passwordAdministrator]

const readers = [
  roleIds.messageCenterReader,
  roleIds.reportsReader,
  roleIds.userExperienceSuccessManager,
  roleIds.usageSummaryReportsReader,
]

/** For each role with a limited reach, the roles its target may hold. */
const limited: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [roleIds.passwordAdministrator, new Set<string>(fewest)],
  [roleIds.helpdeskAdministrator, new Set<string>([...fewest, ...readers, roleIds.helpdeskAdministrator])],
  [roleIds.authenticationAdministrator, new Set<string>([...fewest, ...readers, roleIds.authenticationAdministrator])],
  [
    roleIds.userAdministrator,
    new Set<string>([
      ...fewest,
      ...readers,
      roleIds.helpdeskAdministrator,
      roleIds.groupsAdministrator,
      roleIds.userAdministrator,
    ]),
  ],
])

/** Roles that reach everybody, within what they grant. */
const unlimited: ReadonlySet<string> = new Set([
  roleIds.globalAdministrator,
  roleIds.globalReader,
  roleIds.privilegedAuthenticationAdministrator,
  roleIds.privilegedRoleAdministrator,
])

const nobodyWithARole: ReadonlySet<string> = new Set()

/**
 * Whether a role, where it is held, reaches what is acted upon; `changes` unless it is only looked at.
 *
 * Held for the tenant, it reaches the users in the table; a target with several roles only if each of them is in it.
 * A custom role reaches nobody who holds any role, because its holder could sign in as them and have more than it grants.
 * Held for one unit, any role reaches that unit's direct members who hold no role and are in no role-assignable group.
 * A unit with restricted management shuts out changes by whoever holds a role for the tenant or for other units.
 * Without a target, only roles that reach everybody do.
 *
 * Source: facts/entra.md §8.3, §8.6.
 */
export function reaches(grant: RoleGrant, target: Target | undefined, changes: boolean): boolean {
  const unit = unitOfScope(grant.scope)
  if (!target) return unit === undefined && unlimited.has(grant.roleId)
  if (unit !== undefined && !isMember(target, unit)) return false
  if (changes && isRestricted(target) && !isRestrictedTo(target, unit)) return false
  if (target.kind === 'group') return true
  if (unit === undefined && unlimited.has(grant.roleId)) return true
  if (target.inRoleAssignableGroup || target.administersRestrictedUnit) return false
  const isTenantWide = grant.scope === tenantScope
  const reachable = (isTenantWide && limited.get(grant.roleId)) || nobodyWithARole
  const isKnown = limited.has(grant.roleId) || grant.actions !== undefined
  return isKnown && target.roles.every((held) => reachable.has(held))
}

/** Users that a role reaches where they are only looked at: those of a unit or of the tenant who hold no roles but these. */
export interface ReachedUsers {
  /** Undefined: of the tenant. */
  readonly unitId: string | undefined
  /** The roles they may hold, and be reached; nobody who holds others or is in a role-assignable group. */
  readonly mayHold: readonly string[]
}

/** What `reaches` says of all users at once, for looking at them; undefined for a role that reaches nobody. */
export function usersReachedBy(grant: RoleGrant): 'everybody' | ReachedUsers | undefined {
  const unitId = unitOfScope(grant.scope)
  if (unitId === undefined && unlimited.has(grant.roleId)) return 'everybody'
  const mayHold = limited.get(grant.roleId)
  if (!mayHold && grant.actions === undefined) return undefined
  return { unitId, mayHold: unitId === undefined && mayHold ? [...mayHold] : [] }
}

/** Whether only administrators of a unit with restricted management may change it. */
export const isRestricted = (target: Target): boolean => target.units.some((unit) => unit.isRestricted)

/** Whether it is in that very unit, and the unit's management is restricted. */
export const isRestrictedTo = (target: Target, unitId: string | undefined): boolean =>
  target.units.some((unit) => unit.isRestricted && unit.id === unitId)

/** Whether it was itself added to the unit. */
export const isMember = (target: Target, unitId: string): boolean => target.units.some((unit) => unit.id === unitId)
