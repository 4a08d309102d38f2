import { modified } from '../audit/rules.ts'
import type { Actor } from '../base/actor.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { Refusal } from '../base/refusal.ts'
import { isGuid } from '../base/text.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read, Write } from '../kernel/store.ts'
import { groupTarget, userTarget } from './audit-targets.ts'
import type { DirectoryObject } from './entries.ts'
import { type GroupInput, groupCommand, groupGone, isRoleAssignable, targetGroup } from './group-command.ts'
import { findUser, requireGroup } from './lookup.ts'
import { rolesForOneself } from './members.ts'
import type { Group, User } from './rules.ts'
import { asSeen } from './sight.ts'
import { lockGroup } from './store/groups.ts'
import { countOwners, deleteOwner, insertOwner, listOwnerPage, ownsRoleAssignableGroup } from './store/owners.ts'
import { findUsersById, lockUser } from './store/users.ts'

interface OwnerInput extends GroupInput {
  /** Id of the user. */
  readonly owner: string
}

/**
 * Makes a user an owner of a group, which says who is responsible and grants nothing.
 *
 * Refuses with `objectNotFound` or `ownerAlreadyThere`; nobody owns a role-assignable group by their own hand: `notOnYourself`.
 */
export const addOwner = groupCommand<OwnerInput, void>({
  name: 'addOwner',
  operation: 'groups.updateOwners',
  activity: 'addOwnerToGroup',
  concernsRoles: isRoleAssignable,
  target: targetGroup,
  work: async (w, input, _kernel, { resource }) => {
    const group = await lockGroup(w.db, resource.id)
    if (!group) throw groupGone()
    await own(w, group, input.owner)
  },
})

/** Makes a user an owner of a group that the write holds, and records it; refuses as `addOwner` does. */
export async function own(w: Write, group: Group, id: string): Promise<void> {
  const owner = isGuid(id) ? await lockUser(w.db, id.toLowerCase()) : undefined
  if (!owner) throw noUser(id)
  if (group.isAssignableToRole && w.actor.kind === 'user' && w.actor.userId === owner.id) throw rolesForOneself()
  if (!(await insertOwner(w.db, group.id, owner.id, w.now))) throw alreadyOwner()
  record(w, 'addOwnerToGroup', group, owner)
}

/** Takes ownership from a user; refuses with `ownerNotThere`, or `lastOwner` as Entra does. */
export const removeOwner = groupCommand<OwnerInput, void>({
  name: 'removeOwner',
  operation: 'groups.updateOwners',
  activity: 'removeOwnerFromGroup',
  concernsRoles: isRoleAssignable,
  target: targetGroup,
  work: async (w, input, _kernel, { resource }) => {
    const group = await lockGroup(w.db, resource.id)
    if (!group) throw groupGone()
    const id = input.owner.toLowerCase()
    const owner = isGuid(id) ? await findUser(w, id) : undefined
    if (!owner || !(await deleteOwner(w.db, group.id, id))) throw notOwner(input.owner)
    if ((await countOwners(w.db, group.id)) === 0) throw lastOwner()
    record(w, 'removeOwnerFromGroup', group, owner)
  },
})

/** One page of the owners of a group, lowest id first. */
export const listOwners = (
  kernel: Kernel,
  actor: Actor,
  id: string,
  query: Pick<ListQuery, 'top' | 'after' | 'count'>,
): Promise<Page<DirectoryObject>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'groups.read')
    const group = await requireGroup(read, id)
    const page = await listOwnerPage(read.db, group.id, query)
    const users = new Map((await findUsersById(read.db, page.items)).map((user) => [user.id as string, user]))
    const found = page.items.flatMap((owner) => users.get(owner) ?? [])
    const owners = found.map((user): DirectoryObject => ({ kind: 'user', id: user.id, user }))
    return { ...page, items: await asSeen(kernel, read, actor, owners) }
  })

/** Whether the user owns a group that roles can be assigned to, and so counts among those who may not be reached. */
export const ownsGroupWithRoles = (read: Read, id: string): Promise<boolean> => ownsRoleAssignableGroup(read.db, id)

function record(w: Write, activity: 'addOwnerToGroup' | 'removeOwnerFromGroup', group: Group, owner: User): void {
  const isAdded = activity === 'addOwnerToGroup'
  const change = (name: string, value: string) => (isAdded ? modified(name, null, value) : modified(name, value, null))
  const properties = [change('Group.ObjectID', group.id), change('Group.DisplayName', group.displayName)]
  w.audit({ activity, targets: [userTarget(owner, properties), groupTarget(group)] })
}

const noUser = (id: string) =>
  new Refusal(
    'objectNotFound',
    `There is no user '${id.slice(0, 256)}' in the directory. Give the object id of a user.`,
  )

const alreadyOwner = () =>
  new Refusal(
    'ownerAlreadyThere',
    "One or more added object references already exist for the following modified properties: 'owners'.",
  )

const notOwner = (id: string) => new Refusal('ownerNotThere', `'${id.slice(0, 256)}' is not an owner of the group.`)

const lastOwner = () =>
  new Refusal(
    'lastOwner',
    'The group must have at least one owner, hence this owner cannot be removed. Add another owner first.',
  )
