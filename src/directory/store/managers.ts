import type { Kysely } from 'kysely'
import type { UserId } from '../../base/text.ts'
import type { Schema } from '../../kernel/tables.ts'
import type { Link, User } from '../rules.ts'
import { noteChanges } from './changes.ts'

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

/** Sets or clears the manager of a user whose row the write holds. */
export async function updateManager(
  db: Kysely<Schema>,
  user: Pick<User, 'id' | 'managerId'>,
  managerId: UserId | null,
): Promise<void> {
  await db.updateTable('users').set({ manager_id: managerId }).where('id', '=', user.id).execute()
  const links = [user.managerId, managerId].filter((link) => link !== null)
  await noteChanges(
    db,
    links.map((link) => ['users', user.id, link]),
  )
}

/** Notes that a user who comes or goes is, or is no more, the manager of others, and has one. */
export async function noteManagement(db: Kysely<Schema>, user: Pick<User, 'id' | 'managerId'>): Promise<void> {
  const reports = await db.selectFrom('users').select('id').where('manager_id', '=', user.id).execute()
  await noteChanges(db, [
    ...(user.managerId === null ? [] : [['users', user.id, user.managerId] as const]),
    ...reports.map((report) => ['users', report.id, user.id] as const),
  ])
}

/** Leaves everybody whom a user managed without a manager. */
export async function clearReports(db: Kysely<Schema>, id: UserId): Promise<void> {
  await db.updateTable('users').set({ manager_id: null }).where('manager_id', '=', id).execute()
}
