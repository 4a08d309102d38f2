import type { AdministrativeUnit } from '../administrative-units/rules.ts'
import { unitsById, unitsOf } from '../administrative-units/service.ts'
import { type Application, allApplications } from '../applications/service.ts'
import type { Actor } from '../base/actor.ts'
import { Refusal } from '../base/refusal.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import type { OperationName, RoleDefinition } from '../roles/rules.ts'
import { rolesById, rolesGivenTo } from '../roles/service.ts'
import { findUser, requireGroup, requireUser } from './lookup.ts'
import type { DirectoryObject, Reach } from './reading.ts'
import type { Group } from './rules.ts'
import { isAllowed } from './sight.ts'
import { findGroupsById } from './store/groups.ts'
import { listGroupsAbove } from './store/nesting.ts'
import { findUsersById } from './store/users.ts'

/** Anything in the directory that others point at. */
export type AnyObject =
  | DirectoryObject
  | { readonly kind: 'directoryRole'; readonly id: string; readonly role: RoleDefinition }
  | { readonly kind: 'administrativeUnit'; readonly id: string; readonly unit: AdministrativeUnit }
  | { readonly kind: 'servicePrincipal'; readonly id: string; readonly application: Application }

/** Whose memberships are asked for: a user by id or user principal name, or a group by id. */
export interface MembershipsAsked {
  readonly of: 'user' | 'group'
  readonly key: string
}

/**
 * What a user or group is in: groups, roles given for the whole tenant, and administrative units.
 *
 * `transitive` follows groups into groups, and role-assignable ones to their roles; a unit holds what was added to it alone.
 * Roles are told to whoever may read them, units likewise, those with hidden membership aside; everybody sees the own ones.
 * Refuses with `userNotFound`, `groupNotFound` and what the permission check refuses.
 */
export const listMemberships = (
  kernel: Kernel,
  actor: Actor,
  asked: MembershipsAsked,
  reach: Reach,
): Promise<readonly AnyObject[]> =>
  kernel.store.read(async (read) => {
    const id = await visibleId(kernel, read, actor, asked)
    const isOwn = actor.kind === 'user' && actor.userId === id
    const groups = await findGroupsById(read.db, await groupIdsAbove(read, id, reach))
    const isTold = async (operation: OperationName) => isOwn || (await isAllowed(kernel, read, actor, operation))
    const holders = reach === 'direct' ? [id] : [id, ...groups.filter(carriesRoles).map((group) => group.id)]
    const roles = (await isTold('roles.read')) ? await rolesGivenTo(read, holders) : []
    const units = (await isTold('administrativeUnits.read')) ? await unitsWith(read, id) : []
    const areHiddenTold = await isTold('administrativeUnits.readHidden')
    const told = units.filter((unit) => unit.visibility !== 'HiddenMembership' || areHiddenTold)
    return [...groups.map(asGroup), ...roles.map(asRole), ...told.map(asUnit)]
  })

const carriesRoles = (group: Group): boolean => group.isAssignableToRole

const unitsWith = async (read: Read, id: string): Promise<readonly AdministrativeUnit[]> => [
  ...(
    await unitsById(
      read,
      (await unitsOf(read, id)).map((unit) => unit.id),
    )
  ).values(),
]

/** The ids of the groups that a user or group is in, through others too; refuses as `listMemberships` does. */
export const listMemberGroupIds = (kernel: Kernel, actor: Actor, asked: MembershipsAsked): Promise<readonly string[]> =>
  kernel.store.read(async (read) => groupIdsAbove(read, await visibleId(kernel, read, actor, asked), 'transitive'))

async function groupIdsAbove(read: Read, id: string, reach: Reach): Promise<readonly string[]> {
  const above = await listGroupsAbove(read.db, id)
  const links = reach === 'direct' ? above.filter((link) => link.from === id) : above
  return [...new Set(links.map((link) => link.to))].toSorted()
}

async function visibleId(kernel: Kernel, read: Read, actor: Actor, { of, key }: MembershipsAsked): Promise<string> {
  if (of === 'group') {
    await kernel.authorize(read, actor, 'groups.read')
    return (await requireGroup(read, key)).id
  }
  const user = await findUser(read, key)
  await kernel.authorize(read, actor, 'users.readMemberships', user?.id)
  return (user ?? (await requireUser(read, key))).id
}

const asGroup = (group: Group): AnyObject => ({ kind: 'group', id: group.id, group })
const asRole = (role: RoleDefinition): AnyObject => ({ kind: 'directoryRole', id: role.id, role })
const asUnit = (unit: AdministrativeUnit): AnyObject => ({ kind: 'administrativeUnit', id: unit.id, unit })

const asServicePrincipal = (application: Application): AnyObject => ({
  kind: 'servicePrincipal',
  id: application.servicePrincipalId,
  application,
})

/** The objects with these ids that there are, in no particular order; roles and applications for whoever may read them. */
export const listObjects = (kernel: Kernel, actor: Actor, ids: readonly string[]): Promise<readonly AnyObject[]> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'directoryObjects.read')
    const users = await findUsersById(read.db, ids)
    const groups = await findGroupsById(read.db, ids)
    const roles = (await isAllowed(kernel, read, actor, 'roles.read')) ? await rolesById(read, ids) : new Map()
    const units = await unitsById(read, ids)
    const applications = (await isAllowed(kernel, read, actor, 'applications.read')) ? await allApplications(read) : []
    return [
      ...users.map((user): AnyObject => ({ kind: 'user', id: user.id, user })),
      ...groups.map(asGroup),
      ...[...roles.values()].map(asRole),
      ...[...units.values()].map(asUnit),
      ...applications.filter(({ servicePrincipalId }) => ids.includes(servicePrincipalId)).map(asServicePrincipal),
    ]
  })

/** One object; refuses with `objectNotFound`. */
export async function readObject(kernel: Kernel, actor: Actor, id: string): Promise<AnyObject> {
  const [object] = await listObjects(kernel, actor, [id.toLowerCase()])
  if (object) return object
  throw new Refusal('objectNotFound', `There is no directory object '${id.slice(0, 256)}'. Give an object id.`)
}

/** Whether an id is a group's, for what users and groups have in common; a user's where it is nobody's. */
export const kindOfObject = (kernel: Kernel, id: string): Promise<'user' | 'group'> =>
  kernel.store.read(async (read) => ((await findGroupsById(read.db, [id])).length > 0 ? 'group' : 'user'))
