import type { Actor } from '../base/actor.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { groupId, userId } from '../base/text.ts'
import { hiding } from '../kernel/command.ts'
import type { Consequences, Kernel } from '../kernel/kernel.ts'
import type { Write } from '../kernel/store.ts'
import { eraseDeletedGroup, forgetGroup, restoreGroup } from './deleted-groups.ts'
import { eraseDeletedUser, forgetUser, noneDeleted, restoreUser } from './deleted-users.ts'
import type { DirectoryObject } from './reading.ts'
import { type Group, restorableSince, type User } from './rules.ts'
import {
  type Deleted,
  findDeletedGroup,
  findDeletedUser,
  listDeletedBefore,
  listDeletedGroupPage,
  listDeletedUserPage,
} from './store/deleted.ts'

/** One page of the users that can be restored. */
export const listDeletedUsers = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<Page<Deleted<User>>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'users.readAll')
    return listDeletedUserPage(read.db, query)
  })

/** One page of the groups that can be restored. */
export const listDeletedGroups = (kernel: Kernel, actor: Actor, query: ListQuery): Promise<Page<Deleted<Group>>> =>
  kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'groups.read')
    return listDeletedGroupPage(read.db, query)
  })

/** One deleted user or group; refuses with `objectNotFound`. */
export const readDeleted = (kernel: Kernel, actor: Actor, id: string): Promise<Deleted<DirectoryObject>> =>
  kernel.store.read(async (read) => {
    const group = await findDeletedGroup(read.db, id)
    if (group) {
      await kernel.authorize(read, actor, 'groups.read')
      return { ...group, item: { kind: 'group', id: group.item.id, group: group.item } }
    }
    const user = await hiding(kernel, read, actor, 'users.readAll', async () => {
      const found = await findDeletedUser(read.db, id)
      if (!found) throw noneDeleted(id)
      return found
    })
    await kernel.authorize(read, actor, 'users.readAll')
    return { ...user, item: { kind: 'user', id: user.item.id, user: user.item } }
  })

const isGroup = (kernel: Kernel, id: string): Promise<boolean> =>
  kernel.store.read(async (read) => (await findDeletedGroup(read.db, id)) !== undefined)

/** As `restoreUser` or `restoreGroup`, whichever it was. */
export async function restoreDeleted(kernel: Kernel, actor: Actor, id: string): Promise<DirectoryObject> {
  if (await isGroup(kernel, id)) {
    const group = await restoreGroup(kernel, actor, { id })
    return { kind: 'group', id: group.id, group }
  }
  const user = await restoreUser(kernel, actor, { id })
  return { kind: 'user', id: user.id, user }
}

/** As `eraseDeletedUser` or `eraseDeletedGroup`, whichever it was. */
export async function eraseDeleted(kernel: Kernel, actor: Actor, id: string): Promise<void> {
  if (await isGroup(kernel, id)) await eraseDeletedGroup(kernel, actor, { id })
  else await eraseDeletedUser(kernel, actor, { id })
}

const atOnce = 50

/** Erases what was deleted more than thirty days ago, some at a time; returns how much. */
export async function eraseLongDeleted(w: Write, consequences: Consequences): Promise<number> {
  w.unrecorded('each erasure is recorded by itself')
  const before = restorableSince(w.now)
  const users = await listDeletedBefore(w.db, 'users', before, atOnce)
  const groups = await listDeletedBefore(w.db, 'groups', before, atOnce)
  for (const id of users) await forgetUser(w, userId(id), consequences)
  for (const id of groups) await forgetGroup(w, groupId(id))
  return users.length + groups.length
}
