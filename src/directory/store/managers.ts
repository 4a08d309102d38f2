import type { Kysely } from 'kysely'
import type { UserId } from '../../base/text.ts'
import type { Schema } from '../../kernel/tables.ts'
import type { Link } from '../rules.ts'

/** The links from a user to the manager, the manager's manager and so on; deleted users among them. */
export async function listManagersAbove(db: Kysely<Schema>, id: UserId): Promise<readonly Link[]> {
  const rows = await db
    .withRecursive('above(user_id, above_id)', (cte) =>
      cte
        .selectFrom('users')
        .select(['id as user_id', 'manager_id as above_id'])
        .where('id', '=', id)
        .union(
          cte
            .selectFrom('users')
            .innerJoin('above', 'above.above_id', 'users.id')
            .select(['users.id as user_id', 'users.manager_id as above_id']),
        ),
    )
    .selectFrom('above')
    .select(['user_id', 'above_id'])
    .where('above_id', 'is not', null)
    .execute()
  return rows.map((row) => ({ from: row.user_id, to: row.above_id ?? '' }))
}

/** Sets or clears the manager of a user who is not deleted; says whether there was such a user. */
export async function updateManager(db: Kysely<Schema>, id: UserId, managerId: UserId | null): Promise<boolean> {
  const updated = await db
    .updateTable('users')
    .set({ manager_id: managerId })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return updated !== undefined
}
