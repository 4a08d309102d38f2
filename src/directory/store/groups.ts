import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { ListQuery } from '../../base/odata/query.ts'
import type { Page } from '../../base/odata/shape.ts'
import { comparisonKey, type GroupId, groupId, isGuid } from '../../base/text.ts'
import { type Instant, instant } from '../../base/time.ts'
import { flag } from '../../kernel/columns.ts'
import { selectPage } from '../../kernel/odata.ts'
import type { Schema } from '../../kernel/tables.ts'
import { type Group, groupShape } from '../rules.ts'
import type { GroupRow } from '../tables.ts'
import { noteChanges } from './changes.ts'

export const groupFrom = (row: GroupRow): Group => ({
  id: groupId(row.id),
  displayName: row.display_name,
  description: row.description,
  mailNickname: row.mail_nickname,
  isAssignableToRole: row.is_assignable_to_role === 1,
  createdAt: instant(row.created_at),
})

const rowFrom = (group: Group): GroupRow => ({
  id: group.id,
  display_name: group.displayName,
  display_name_key: comparisonKey(group.displayName),
  description: group.description,
  mail_nickname: group.mailNickname,
  is_assignable_to_role: flag(group.isAssignableToRole),
  created_at: group.createdAt,
  deleted_at: null,
})

/** Finds groups that are not deleted, in no particular order. */
export async function findGroupsById(db: Kysely<Schema>, ids: readonly string[]): Promise<readonly Group[]> {
  const lower = ids.filter(isGuid).map((id) => id.toLowerCase())
  if (lower.length === 0) return []
  const rows = await db
    .selectFrom('groups')
    .selectAll()
    .where('deleted_at', 'is', null)
    .where('id', 'in', lower)
    .execute()
  return rows.map(groupFrom)
}

/** One page of the groups that are not deleted, or of those among some. */
export async function listGroupPage(
  db: Kysely<Schema>,
  query: ListQuery,
  some?: readonly string[] | SelectQueryBuilder<Schema, 'group_members', object>,
): Promise<Page<Group>> {
  const all = db.selectFrom('groups').selectAll().where('deleted_at', 'is', null)
  const from = some ? all.where('id', 'in', 'select' in some ? some.select('member_id') : some) : all
  if (some && 'length' in some && some.length === 0)
    return { items: [], next: undefined, count: query.count ? 0 : undefined }
  const page = await selectPage(from, query, groupShape)
  return { ...page, items: page.items.map(groupFrom) }
}

export async function insertGroup(db: Kysely<Schema>, group: Group): Promise<void> {
  await db.insertInto('groups').values(rowFrom(group)).execute()
  await noteChanges(db, [['groups', group.id]])
}

/** Reads a group that is not deleted and holds the row until the write ends, as `lockUser` does. */
export async function lockGroup(db: Kysely<Schema>, id: string): Promise<Group | undefined> {
  const row = await db
    .updateTable('groups')
    .set({ deleted_at: sql`deleted_at` })
    .where('id', '=', id.toLowerCase())
    .where('deleted_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  return row && groupFrom(row)
}

/** Stores a group whose row the write holds. */
export async function updateGroupRow(db: Kysely<Schema>, group: Group): Promise<void> {
  const { id, deleted_at, created_at, is_assignable_to_role, ...changing } = rowFrom(group)
  await db.updateTable('groups').set(changing).where('id', '=', id).where('deleted_at', 'is', null).execute()
  await noteChanges(db, [['groups', id]])
}

export async function markGroupDeleted(db: Kysely<Schema>, id: GroupId, now: Instant): Promise<boolean> {
  const marked = await db
    .updateTable('groups')
    .set({ deleted_at: now })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  await noteChanges(db, [['groups', id]])
  return marked !== undefined
}
