import type { Kysely } from 'kysely'
import { groupId } from '../../base/text.ts'
import { instant } from '../../base/time.ts'
import type { Schema } from '../../kernel/tables.ts'
import type { Group } from '../rules.ts'
import type { GroupRow } from '../tables.ts'

export const groupFrom = (row: GroupRow): Group => ({
  id: groupId(row.id),
  displayName: row.display_name,
  description: row.description,
  mailNickname: row.mail_nickname,
  isAssignableToRole: row.is_assignable_to_role === 1,
  createdAt: instant(row.created_at),
})

/** Finds a group that is not deleted. */
export const findGroupRow = (db: Kysely<Schema>, id: string): Promise<GroupRow | undefined> =>
  db
    .selectFrom('groups')
    .selectAll()
    .where('deleted_at', 'is', null)
    .where('id', '=', id.toLowerCase())
    .executeTakeFirst()

/** Finds groups that are not deleted, in no particular order. */
export async function findGroupRows(db: Kysely<Schema>, ids: readonly string[]): Promise<GroupRow[]> {
  if (ids.length === 0) return []
  return db.selectFrom('groups').selectAll().where('deleted_at', 'is', null).where('id', 'in', ids).execute()
}
