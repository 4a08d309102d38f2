import { Refusal } from '../base/refusal.ts'
import type { UserId } from '../base/text.ts'
import type { Read } from '../kernel/store.ts'
import type { Group, User } from './rules.ts'
import { findGroupRow, findGroupRows, groupFrom } from './store/groups.ts'
import { listRoleAssignableGroupIds, listTransitiveGroupIds } from './store/members.ts'
import { findUserRow, userFrom } from './store/users.ts'

/** Finds a user by id or user principal name; deleted users are not found. */
export async function findUser(read: Read, key: string): Promise<User | undefined> {
  const row = await findUserRow(read.db, key)
  return row && userFrom(row)
}

/** As `findUser`; refuses with `userNotFound`. */
export async function requireUser(read: Read, key: string): Promise<User> {
  const user = await findUser(read, key)
  if (!user) throw new Refusal('userNotFound', `There is no user '${key}'. Give an object id or a user principal name.`)
  return user
}

/** Finds a group by id; deleted groups are not found. */
export async function findGroup(read: Read, id: string): Promise<Group | undefined> {
  const row = await findGroupRow(read.db, id)
  return row && groupFrom(row)
}

/** As `findGroup`; refuses with `groupNotFound`. */
export async function requireGroup(read: Read, id: string): Promise<Group> {
  const group = await findGroup(read, id)
  if (!group) throw new Refusal('groupNotFound', `There is no group '${id}'. Give the object id of a group.`)
  return group
}

/** The ids of all groups the user is in, directly or through other groups. */
export const transitiveGroupIds = async (read: Read, id: UserId): Promise<ReadonlySet<string>> =>
  new Set(await listTransitiveGroupIds(read.db, id))

/** The ids of the role-assignable groups the user is in, directly or through others of that kind. */
export const roleAssignableGroupIds = async (read: Read, id: UserId): Promise<ReadonlySet<string>> =>
  new Set(await listRoleAssignableGroupIds(read.db, id))

/** The display names of the groups among `ids` that exist, by id. */
export async function groupNames(read: Read, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const rows = await findGroupRows(read.db, [...ids])
  return new Map(rows.map((row) => [row.id, row.display_name]))
}
