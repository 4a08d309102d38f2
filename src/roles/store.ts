import type { Kysely } from 'kysely'
import type { Schema } from '../kernel/tables.ts'

/** The whole tenant, the only scope so far. */
export const tenantScope = '/'

/**
 * The role-assignable groups a user is in, directly or through others of that kind.
 *
 * A group without the mark carries no role on, so that whoever may change it hands out none.
 */
export async function roleAssignableGroupIds(db: Kysely<Schema>, userId: string): Promise<readonly string[]> {
  const rows = await db
    .withRecursive('reached(id)', (cte) =>
      cte
        .selectFrom('group_members')
        .innerJoin('groups', 'groups.id', 'group_members.group_id')
        .select('groups.id')
        .where('group_members.member_id', '=', userId)
        .where('groups.is_assignable_to_role', '=', 1)
        .where('groups.deleted_at', 'is', null)
        .union(
          cte
            .selectFrom('reached')
            .innerJoin('group_members', 'group_members.member_id', 'reached.id')
            .innerJoin('groups', 'groups.id', 'group_members.group_id')
            .select('groups.id')
            .where('groups.is_assignable_to_role', '=', 1)
            .where('groups.deleted_at', 'is', null),
        ),
    )
    .selectFrom('reached')
    .select('id')
    .execute()
  return rows.map((row) => row.id)
}

/** The distinct roles assigned at tenant scope to any of the principals. */
export async function roleIdsOf(db: Kysely<Schema>, principalIds: readonly string[]): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('role_assignments')
    .select('role_definition_id')
    .distinct()
    .where('principal_id', 'in', principalIds)
    .where('directory_scope_id', '=', tenantScope)
    .orderBy('role_definition_id')
    .execute()
  return rows.map((row) => row.role_definition_id)
}
