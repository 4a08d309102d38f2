import type { Actor } from '../base/actor.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { Refusal } from '../base/refusal.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { findUser, requireGroup, requireUser } from './lookup.ts'
import type { Group, Member, User } from './rules.ts'
import { findGroupsById, listGroupPage } from './store/groups.ts'
import { listMemberPage, type Reach } from './store/members.ts'
import { listGroupsAbove } from './store/nesting.ts'
import { findUsersById, listUserPage } from './store/users.ts'
import { type TenantRecord, tenant } from './tenant.ts'

export type { Reach } from './store/members.ts'

/** A user or a group, where both stand together. */
export type DirectoryObject =
  | { readonly kind: 'user'; readonly id: string; readonly user: User }
  | { readonly kind: 'group'; readonly id: string; readonly group: Group }

/**
 * The user as the actor may see them; everybody may see the own entry.
 *
 * Who may not read users is not told whether there is such a user.
 * Refuses with `insufficientPrivileges` or `userNotFound`.
 */
async function visibleUser(kernel: Kernel, read: Read, actor: Actor, key: string): Promise<User> {
  const user = await findUser(read, key)
  await kernel.authorize(read, actor, 'users.read', user?.id)
  return user ?? requireUser(read, key)
}

/** One user, by id or user principal name. */
export const readUser = (kernel: Kernel, actor: Actor, key: string): Promise<User> =>
  kernel.store.read((read) => visibleUser(kernel, read, actor, key))

/** One page of the users. */
export const listUsers = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<Page<User>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'users.read')
    return listUserPage(read.db, query)
  })

/** The manager of a user; refuses with `managerNotFound` where there is none. */
export const readManager = (kernel: Kernel, actor: Actor, key: string): Promise<User> =>
  kernel.store.read(async (read) => {
    const { managerId } = await visibleUser(kernel, read, actor, key)
    const manager = managerId === null ? undefined : await findUser(read, managerId)
    if (manager) return manager
    throw new Refusal('managerNotFound', "Resource 'manager' does not exist: the user has no manager.")
  })

/** One page of the groups a user is in; everybody may see the own ones. */
export const listMemberOf = (
  kernel: Kernel,
  actor: Actor,
  key: string,
  reach: Reach,
  query: ListQuery,
): Promise<Page<Group>> =>
  kernel.store.read(async (read) => {
    const user = await visibleUser(kernel, read, actor, key)
    const above = await listGroupsAbove(read.db, user.id)
    const links = reach === 'direct' ? above.filter((link) => link.from === user.id) : above
    return listGroupPage(read.db, query, [...new Set(links.map((link) => link.to))])
  })

/** One group. */
export const readGroup = (kernel: Kernel, actor: Actor, id: string): Promise<Group> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'groups.read')
    return requireGroup(read, id)
  })

/** One page of the groups. */
export const listGroups = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<Page<Group>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'groups.read')
    return listGroupPage(read.db, query)
  })

/** One page of the users and groups in a group, lowest id first. */
export const listMembers = (
  kernel: Kernel,
  actor: Actor,
  id: string,
  reach: Reach,
  query: Pick<ListQuery, 'top' | 'after' | 'count'>,
): Promise<Page<DirectoryObject>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'groups.read')
    const group = await requireGroup(read, id)
    const page = await listMemberPage(read.db, group.id, reach, query)
    return { ...page, items: await withEntries(read, page.items) }
  })

/** The users and groups themselves, those that exist, in the order given. */
export async function withEntries(read: Read, members: readonly Member[]): Promise<readonly DirectoryObject[]> {
  const idsOf = (kind: Member['kind']) => members.filter((member) => member.kind === kind).map(({ id }) => id)
  const users = new Map((await findUsersById(read.db, idsOf('user'))).map((user) => [user.id as string, user]))
  const groups = new Map((await findGroupsById(read.db, idsOf('group'))).map((group) => [group.id as string, group]))
  return members.flatMap(({ id }): readonly DirectoryObject[] => {
    const [user, group] = [users.get(id), groups.get(id)]
    if (user) return [{ kind: 'user', id, user }]
    return group ? [{ kind: 'group', id, group }] : []
  })
}

/** The tenant, for everybody who is signed in. */
export const readTenant = (kernel: Kernel, actor: Actor): Promise<TenantRecord> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'organization.read')
    return tenant(read)
  })
