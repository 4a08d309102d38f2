import { Refusal } from '../base/refusal.ts'
import { groupId, type UserId } from '../base/text.ts'
import { once } from '../kernel/once.ts'
import type { Read } from '../kernel/store.ts'
import type { Group, User } from './rules.ts'
import { findGroupsById } from './store/groups.ts'
import { listUserIdsInside } from './store/members.ts'
import { listGroupIdsAbove, listRoleAssignableGroupIds } from './store/nesting.ts'
import { findUserByKey } from './store/users.ts'

/** Finds a user by id or user principal name; deleted users are not found. */
export const findUser = (read: Read, key: string): Promise<User | undefined> =>
  once(read, `user ${key}`, () => findUserByKey(read.db, key))

/** As `findUser`; refuses with `userNotFound`. */
export async function requireUser(read: Read, key: string): Promise<User> {
  const user = await findUser(read, key)
  if (user) return user
  const named = key.slice(0, 256)
  throw new Refusal('userNotFound', `There is no user '${named}'. Give an object id or a user principal name.`)
}

/** Finds a group by id; deleted groups are not found. */
export async function findGroup(read: Read, id: string): Promise<Group | undefined> {
  const [group] = await findGroupsById(read.db, [id])
  return group
}

/** As `findGroup`; refuses with `groupNotFound`. */
export async function requireGroup(read: Read, id: string): Promise<Group> {
  const group = await findGroup(read, id)
  if (group) return group
  throw new Refusal('groupNotFound', `There is no group '${id.slice(0, 256)}'. Give the object id of a group.`)
}

/** The ids of all groups the user is in, directly or through other groups. */
export const transitiveGroupIds = (read: Read, id: UserId): Promise<ReadonlySet<string>> =>
  once(read, `transitiveGroupIds ${id}`, () => listGroupIdsAbove(read.db, id))

/** The ids of the role-assignable groups the user is in, directly or through others of that kind. */
export const roleAssignableGroupIds = async (read: Read, id: UserId): Promise<ReadonlySet<string>> =>
  new Set(await listRoleAssignableGroupIds(read.db, id))

/** The ids of the users in a group, directly or through other groups. */
export const userIdsInside = (read: Read, group: string): Promise<readonly UserId[]> =>
  listUserIdsInside(read.db, groupId(group))

/** The display names of the groups among `ids` that exist, by id. */
export async function groupNames(read: Read, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const groups = await findGroupsById(read.db, [...ids])
  return new Map(groups.map((group) => [group.id, group.displayName]))
}
