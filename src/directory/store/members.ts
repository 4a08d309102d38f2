import type { Kysely } from 'kysely'
import type { Schema } from '../../kernel/tables.ts'

/** The ids of every group that holds the user or group, directly or through others. */
export async function listTransitiveGroupIds(db: Kysely<Schema>, memberId: string): Promise<readonly string[]> {
  const rows = await db
    .withRecursive('above(id)', (w) =>
      w
        .selectFrom('group_members')
        .select('group_id as id')
        .where('member_id', '=', memberId)
        .union(
          w
            .selectFrom('group_members')
            .innerJoin('above', 'above.id', 'group_members.member_id')
            .select('group_members.group_id as id'),
        ),
    )
    .selectFrom('above')
    .select('id')
    .execute()
  return rows.map((row) => row.id)
}

/**
 * The ids of the role-assignable groups that hold the user, directly or through others of that kind.
 *
 * A group without the mark carries no role on, so that whoever may change it hands out none.
 */
export async function listRoleAssignableGroupIds(db: Kysely<Schema>, userId: string): Promise<readonly string[]> {
  const rows = await db
    .withRecursive('above(id)', (w) =>
      w
        .selectFrom('group_members')
        .innerJoin('groups', 'groups.id', 'group_members.group_id')
        .select('groups.id')
        .where('group_members.member_id', '=', userId)
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
    .select('id')
    .execute()
  return rows.map((row) => row.id)
}
