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
