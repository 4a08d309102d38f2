import type { Read } from '../kernel/store.ts'
import type { Group, Member, Sight, User } from './rules.ts'
import { findGroupsById } from './store/groups.ts'
import { findUsersById } from './store/users.ts'

/** A user or a group, where both stand together. */
export type DirectoryObject = (
  | { readonly kind: 'user'; readonly id: string; readonly user: User }
  | { readonly kind: 'group'; readonly id: string; readonly group: Group }
) & {
  /** How much of it whoever asked is shown; all of it unless told. */
  readonly sight?: Sight
}

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
