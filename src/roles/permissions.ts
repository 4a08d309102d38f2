import type { AdministrativeUnit } from '../administrative-units/rules.ts'
import { unitsById } from '../administrative-units/service.ts'
import { type Actor, type DelegatedApplication, serverOrigin, type UserActor } from '../base/actor.ts'
import type { User } from '../directory/rules.ts'
import { groupNames, requireUser } from '../directory/service.ts'
import { hiding } from '../kernel/command.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { heldBy, roleGrantsOf, rolesById, standingOf } from './lookup.ts'
import {
  type AllowedOperation,
  type Answered,
  allowedOperations,
  answersOn,
  type GrantedAction,
  grantedActions,
} from './rules/permissions.ts'
import { may, type RoleDefinition, requireOnOneself, unitOfScope } from './rules.ts'

/** A role somebody holds, and by which way. */
export interface HeldRole {
  readonly assignmentId: string
  readonly role: RoleDefinition
  /** Undefined: the whole tenant. */
  readonly unitId: string | undefined
  /** The role-assignable group through which it is held; undefined for a role held directly. */
  readonly group: { readonly id: string; readonly displayName: string | null } | undefined
}

/** What somebody may do. */
export interface Permissions {
  readonly user: User
  /** The session it is told for, where people ask about themselves; else it is what the roles give in any session of more than one factor. */
  readonly session:
    | { readonly isMultifactor: boolean; readonly application: DelegatedApplication | undefined }
    | undefined
  readonly roles: readonly HeldRole[]
  readonly operations: readonly AllowedOperation[]
  readonly actions: readonly GrantedAction[]
  /** The units named above that exist. */
  readonly units: ReadonlyMap<string, AdministrativeUnit>
}

/**
 * What a person may do, and by which roles.
 *
 * Everybody is told it of themselves, for the session they ask in; of others, whoever may read roles and users.
 * A group by which somebody else holds a role is named to whoever may read groups.
 * Refuses with `userNotFound` and what the permission check refuses.
 */
export const permissionsOf = (kernel: Kernel, actor: Actor, key: string): Promise<Permissions> =>
  kernel.store.read(async (read) => {
    const user = await hiding(kernel, read, actor, 'roles.read', () =>
      hiding(kernel, read, actor, 'users.read', () => requireUser(read, key)),
    )
    const own = actor.kind === 'user' && actor.userId === user.id ? actor : undefined
    if (own) requireOnOneself(own, 'users.readMemberships')
    else for (const operation of ['roles.read', 'users.read'] as const) await kernel.authorize(read, actor, operation)
    const roles = await rolesHeldBy(read, user, own !== undefined || may(actor, 'groups.read').ok)
    const acting = own ?? (await inAnySession(read, user))
    const actions = grantedActions(acting.multifactor ? acting.roles : [])
    const operations = allowedOperations(acting)
    const unitIds = [...operations, ...actions].flatMap((one) => one.unitIds)
    const units = await unitsById(read, new Set([...unitIds, ...roles.flatMap(({ unitId }) => unitId ?? [])]))
    const session = own && { isMultifactor: own.multifactor, application: own.application }
    return { user, session, roles, operations, actions, units }
  })

async function rolesHeldBy(read: Read, user: User, mayNameGroups: boolean): Promise<readonly HeldRole[]> {
  const { assignments } = await heldBy(read, user.id)
  const roles = await rolesById(read, [...new Set(assignments.map((row) => row.role_definition_id))])
  const through = assignments.filter((row) => row.principal_kind === 'group').map((row) => row.principal_id)
  const groups =
    mayNameGroups && through.length > 0 ? await groupNames(read, new Set(through)) : new Map<string, string>()
  return assignments.flatMap((row): readonly HeldRole[] => {
    const role = roles.get(row.role_definition_id)
    if (!role) return []
    const { id, principal_id } = row
    const group =
      row.principal_kind === 'group' ? { id: principal_id, displayName: groups.get(principal_id) ?? null } : undefined
    return [{ assignmentId: id, role, unitId: unitOfScope(row.directory_scope_id), group }]
  })
}

/** The person with all their roles, as in a session of our own pages. */
const inAnySession = async (read: Read, user: User): Promise<UserActor> => ({
  kind: 'user',
  userId: user.id,
  userPrincipalName: user.userPrincipalName,
  displayName: user.displayName,
  sessionId: '',
  roles: await roleGrantsOf(read, user.id),
  multifactor: true,
  origin: serverOrigin(''),
})

/** What the actor may do to one user. */
export interface PermissionsOn {
  readonly user: User
  readonly answers: readonly Answered[]
}

/**
 * What the actor may do to one user, operation by operation: what the commands would say.
 *
 * For whoever may read users, and of themselves for everybody.
 * Refuses with `userNotFound` and what the permission check refuses.
 */
export const permissionsOn = (kernel: Kernel, actor: Actor, key: string): Promise<PermissionsOn> =>
  kernel.store.read(async (read) => {
    const user = await hiding(kernel, read, actor, 'users.read', () => requireUser(read, key))
    await kernel.authorize(read, actor, 'users.read', user.id)
    const standing = await standingOf(read, user.id)
    return { user, answers: answersOn(actor, { kind: 'user', userId: user.id, ...standing }) }
  })
