import type { Kysely } from 'kysely'
import type { Schema } from '../../kernel/tables.ts'
import type { ChangeList } from '../tables.ts'

/** A member of a group, or a manager of a user, as it stands. */
export interface StandingLink {
  readonly from: string
  readonly to: string
}

/** The ids of users or groups that are not deleted, behind one, lowest first. */
export async function listIdsBehind(
  db: Kysely<Schema>,
  list: ChangeList,
  after: string,
  limit: number,
  ids?: readonly string[],
): Promise<readonly string[]> {
  const all = db.selectFrom(list).select('id').where('deleted_at', 'is', null).where('id', '>', after)
  const rows = await (ids ? all.where('id', 'in', ids) : all).orderBy('id').limit(limit).execute()
  return rows.map((row) => row.id)
}

/** The ids among these whose users or groups are deleted and can be restored. */
export async function listRestorable(
  db: Kysely<Schema>,
  list: ChangeList,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom(list)
    .select('id')
    .where('id', 'in', ids)
    .where('deleted_at', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** The members of the groups, or the managers of the users, in the order of both ids; behind one link where given. */
export async function listLinks(
  db: Kysely<Schema>,
  list: ChangeList,
  from: readonly string[],
  limit: number,
  behind?: StandingLink,
): Promise<readonly StandingLink[]> {
  if (from.length === 0) return []
  return list === 'groups' ? membersOf(db, from, limit, behind) : managersOf(db, from)
}

function membersOf(db: Kysely<Schema>, groups: readonly string[], limit: number, behind: StandingLink | undefined) {
  const all = db
    .selectFrom('group_members')
    .select(['group_id as from', 'member_id as to'])
    .where('group_id', 'in', groups)
  const rest = behind
    ? all.where((where) =>
        where.or([
          where('group_id', '>', behind.from),
          where.and([where('group_id', '=', behind.from), where('member_id', '>', behind.to)]),
        ]),
      )
    : all
  return rest.orderBy('group_id').orderBy('member_id').limit(limit).execute()
}

async function managersOf(db: Kysely<Schema>, users: readonly string[]): Promise<readonly StandingLink[]> {
  const rows = await db
    .selectFrom('users')
    .innerJoin('users as managers', 'managers.id', 'users.manager_id')
    .select(['users.id as from', 'managers.id as to'])
    .where('users.id', 'in', users)
    .where('managers.deleted_at', 'is', null)
    .orderBy('users.id')
    .execute()
  return rows
}

/** Those of the links that stand. */
export async function standingAmong(
  db: Kysely<Schema>,
  list: ChangeList,
  links: readonly StandingLink[],
): Promise<ReadonlySet<string>> {
  if (links.length === 0) return new Set()
  const from = [...new Set(links.map((link) => link.from))]
  const rows =
    list === 'users'
      ? await managersOf(db, from)
      : await db
          .selectFrom('group_members')
          .select(['group_id as from', 'member_id as to'])
          .where('group_id', 'in', from)
          .where('member_id', 'in', [...new Set(links.map((link) => link.to))])
          .execute()
  return new Set(rows.map(linkKey))
}

export const linkKey = ({ from, to }: StandingLink): string => `${from} ${to}`

/** The ids among these that are, or were, groups'. */
export async function groupsAmong(db: Kysely<Schema>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('groups')
    .select('id')
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Set(rows.map((row) => row.id))
}
