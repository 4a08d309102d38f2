import type { Actor } from '../base/actor.ts'
import type { Expansion, ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { Refusal } from '../base/refusal.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Read } from '../kernel/store.ts'
import { type DirectoryObject, withEntries } from './entries.ts'
import { type Expanded, expand } from './expansions.ts'
import { findUser, requireGroup, requireUser } from './lookup.ts'
import type { Group, Sight, User } from './rules.ts'
import { asSeen, requireExpandable, sightOf, withoutHidden } from './sight.ts'
import { listGroupPage } from './store/groups.ts'
import { listMemberPage, membersOf, type Reach } from './store/members.ts'
import { listGroupsAbove } from './store/nesting.ts'
import { listReportPage, listUserPage } from './store/users.ts'
import { type TenantRecord, tenant } from './tenant.ts'

export { type DirectoryObject, withEntries } from './entries.ts'
export type { Expanded } from './expansions.ts'
export type { Reach } from './store/members.ts'

/** One page, and what was expanded of each row, and how much of it is shown, by its id. */
export interface ExpandedPage<Row> extends Page<Row> {
  readonly expanded: (id: string) => Expanded
  readonly sight: (id: string) => Sight
}

/** Reads a page of users as far as the actor is shown them. */
async function pageOfUsers(
  { kernel, read, actor, query }: Asked,
  find: (query: ListQuery) => Promise<Page<User>>,
): Promise<ExpandedPage<User>> {
  await requireExpandable(kernel, read, actor, 'user', query.expand)
  const sight = await sightOf(kernel, read, actor)
  const page = await find(withoutHidden(query, sight({ kind: 'user', id: '' })))
  const expanded = await expand(read, sight, page.items, query.expand)
  return { ...page, expanded, sight: (id) => sight({ kind: 'user', id }) }
}

async function pageOfGroups({ kernel, read, actor, query }: Asked, page: Page<Group>): Promise<ExpandedPage<Group>> {
  await requireExpandable(kernel, read, actor, 'group', query.expand)
  const expanded = await expand(read, await sightOf(kernel, read, actor), page.items, query.expand)
  return { ...page, expanded, sight: () => 'whole' }
}

interface Asked {
  readonly kernel: Kernel
  readonly read: Read
  readonly actor: Actor
  readonly query: ListQuery
}

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

/** One user with what is expanded; refuses as `readUser` does. */
export const readExpandedUser = (
  kernel: Kernel,
  actor: Actor,
  key: string,
  expansions: readonly Expansion[] | undefined,
): Promise<{ readonly user: User; readonly sight: Sight; readonly expanded: Expanded }> =>
  kernel.store.read(async (read) => {
    const user = await visibleUser(kernel, read, actor, key)
    if (!isSelf(actor, user)) await requireExpandable(kernel, read, actor, 'user', expansions)
    const sight = await sightOf(kernel, read, actor)
    const expanded = (await expand(read, sight, [user], expansions))(user.id)
    return { user, sight: sight({ kind: 'user', id: user.id }), expanded }
  })

const isSelf = (actor: Actor, user: User | undefined): boolean => actor.kind === 'user' && actor.userId === user?.id

/** One page of the users. */
export const listUsers = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<ExpandedPage<User>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'users.read')
    return pageOfUsers({ kernel, read, actor, query }, (asked) => listUserPage(read.db, asked))
  })

/** The manager of a user, as the actor may see both; refuses with `managerNotFound` where there is none. */
export const readManager = (
  kernel: Kernel,
  actor: Actor,
  key: string,
): Promise<{ readonly manager: User; readonly sight: Sight }> =>
  kernel.store.read(async (read) => {
    const user = await findUser(read, key)
    await kernel.authorize(read, actor, isSelf(actor, user) ? 'users.read' : 'users.readAll', user?.id)
    const { managerId } = user ?? (await requireUser(read, key))
    const manager = managerId === null ? undefined : await findUser(read, managerId)
    if (manager) return { manager, sight: (await sightOf(kernel, read, actor))({ kind: 'user', id: manager.id }) }
    throw new Refusal('managerNotFound', "Resource 'manager' does not exist: the user has no manager.")
  })

/** One page of those who report to a user, who may be the caller; refuses as `readManager` does, but for the last. */
export const listReports = (kernel: Kernel, actor: Actor, key: string, query: ListQuery): Promise<ExpandedPage<User>> =>
  kernel.store.read(async (read) => {
    const user = await findUser(read, key)
    await kernel.authorize(read, actor, isSelf(actor, user) ? 'users.read' : 'users.readAll', user?.id)
    const { id } = user ?? (await requireUser(read, key))
    return pageOfUsers({ kernel, read, actor, query }, (asked) => listReportPage(read.db, id, asked))
  })

/** One page of the groups a user is in; everybody may see the own ones. */
export const listMemberOf = (
  kernel: Kernel,
  actor: Actor,
  key: string,
  reach: Reach,
  query: ListQuery,
): Promise<ExpandedPage<Group>> =>
  kernel.store.read(async (read) => {
    const user = await findUser(read, key)
    await kernel.authorize(read, actor, 'users.readMemberships', user?.id)
    const { id } = user ?? (await requireUser(read, key))
    const above = await listGroupsAbove(read.db, id)
    const links = reach === 'direct' ? above.filter((link) => link.from === id) : above
    const ids = [...new Set(links.map((link) => link.to))]
    return pageOfGroups({ kernel, read, actor, query }, await listGroupPage(read.db, query, ids))
  })

/** One group. */
export const readGroup = (kernel: Kernel, actor: Actor, id: string): Promise<Group> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'groups.read')
    return requireGroup(read, id)
  })

/** One group with what is expanded. */
export const readExpandedGroup = (
  kernel: Kernel,
  actor: Actor,
  id: string,
  expansions: readonly Expansion[] | undefined,
): Promise<{ readonly group: Group; readonly expanded: Expanded }> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'groups.read')
    const group = await requireGroup(read, id)
    return { group, expanded: (await expand(read, await sightOf(kernel, read, actor), [group], expansions))(group.id) }
  })

/** One page of the groups. */
export const listGroups = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<ExpandedPage<Group>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'groups.read')
    return pageOfGroups({ kernel, read, actor, query }, await listGroupPage(read.db, query))
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
    return { ...page, items: await asSeen(kernel, read, actor, await withEntries(read, page.items)) }
  })

/** One page of the users in a group. */
export const listUserMembers = (
  kernel: Kernel,
  actor: Actor,
  id: string,
  reach: Reach,
  query: ListQuery,
): Promise<ExpandedPage<User>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'groups.read')
    const members = await membersOf(read.db, (await requireGroup(read, id)).id, reach)
    return pageOfUsers({ kernel, read, actor, query }, (asked) => listUserPage(read.db, asked, members))
  })

/** One page of the groups in a group. */
export const listGroupMembers = (
  kernel: Kernel,
  actor: Actor,
  id: string,
  reach: Reach,
  query: ListQuery,
): Promise<ExpandedPage<Group>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'groups.read')
    const members = await membersOf(read.db, (await requireGroup(read, id)).id, reach)
    return pageOfGroups({ kernel, read, actor, query }, await listGroupPage(read.db, query, members))
  })

/** The tenant, for everybody who is signed in. */
export const readTenant = (kernel: Kernel, actor: Actor): Promise<TenantRecord> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'organization.read')
    return tenant(read)
  })
