import type { Kysely } from 'kysely'
import type { GroupId } from '../../base/text.ts'
import { statement } from '../../kernel/statement.ts'
import type { Schema } from '../../kernel/tables.ts'
import type { Link } from '../rules.ts'

const linksAbove = statement((db, given: { id: string }) =>
  db
    .withRecursive('above(member_id, group_id)', (cte) =>
      cte
        .selectFrom('group_members')
        .select(['member_id', 'group_id'])
        .where('member_id', '=', given.id)
        .union(
          cte
            .selectFrom('group_members')
            .innerJoin('above', 'above.group_id', 'group_members.member_id')
            .select(['group_members.member_id', 'group_members.group_id']),
        ),
    )
    .selectFrom('above')
    .selectAll(),
)

/** The links from a group to the groups that hold it, from those to the ones above, and so on. */
export async function listGroupsAbove(db: Kysely<Schema>, id: string): Promise<readonly Link[]> {
  const { rows } = await linksAbove({ db }, { id })
  return rows.map((row) => ({ from: row.member_id, to: row.group_id }))
}

const idsAbove = statement((db, given: { id: string }) =>
  db
    .withRecursive('above(id)', (cte) =>
      cte
        .selectFrom('group_members')
        .select('group_id as id')
        .where('member_id', '=', given.id)
        .union(
          cte
            .selectFrom('above')
            .innerJoin('group_members', 'group_members.member_id', 'above.id')
            .select('group_members.group_id as id'),
        ),
    )
    .selectFrom('above')
    .select('id'),
)

/** The ids of all groups that hold a user or group, at any distance. */
export async function listGroupIdsAbove(db: Kysely<Schema>, id: string): Promise<ReadonlySet<string>> {
  const { rows } = await idsAbove({ db }, { id })
  return new Set(rows.map((row) => row.id))
}

/** The groups inside a group, at any depth. */
export async function listGroupsInside(db: Kysely<Schema>, group: GroupId): Promise<readonly string[]> {
  const rows = await db
    .withRecursive('inside(id)', (cte) =>
      cte
        .selectFrom('group_members')
        .select('member_id as id')
        .where('group_id', '=', group)
        .where('member_kind', '=', 'group')
        .union(
          cte
            .selectFrom('group_members')
            .innerJoin('inside', 'inside.id', 'group_members.group_id')
            .select('group_members.member_id as id')
            .where('group_members.member_kind', '=', 'group'),
        ),
    )
    .selectFrom('inside')
    .select('id')
    .execute()
  return rows.map((row) => row.id)
}

const assignableAbove = statement((db, given: { id: string }) =>
  db
    .withRecursive('above(id)', (w) =>
      w
        .selectFrom('group_members')
        .innerJoin('groups', 'groups.id', 'group_members.group_id')
        .select('groups.id')
        .where('group_members.member_id', '=', given.id)
        .where('groups.is_assignable_to_role', '=', 1)
        .where('groups.deleted_at', 'is', null)
        .union(
          w
            .selectFrom('above')
            .innerJoin('group_members', 'group_members.member_id', 'above.id')
            .innerJoin('groups', 'groups.id', 'group_members.group_id')
            .select('groups.id')
            .where('groups.is_assignable_to_role', '=', 1)
            .where('groups.deleted_at', 'is', null),
        ),
    )
    .selectFrom('above')
    .select('id'),
)

/**
 * The ids of the role-assignable groups that hold the user, directly or through others of that kind.
 *
 * A group without the mark carries no role on, so that whoever may change it hands out none.
 */
export const listRoleAssignableGroupIds = async (db: Kysely<Schema>, userId: string): Promise<readonly string[]> =>
  (await assignableAbove({ db }, { id: userId })).rows.map((row) => row.id)
