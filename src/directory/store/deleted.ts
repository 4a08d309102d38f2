import type { Kysely } from 'kysely'
import type { ListQuery } from '../../base/odata/query.ts'
import type { Page } from '../../base/odata/shape.ts'
import { comparisonKey, isGuid } from '../../base/text.ts'
import { type Instant, instant } from '../../base/time.ts'
import { selectPage } from '../../kernel/odata.ts'
import type { Schema } from '../../kernel/tables.ts'
import { deletedGroupShape, deletedUserShape, type Group, originalUserPrincipalName, type User } from '../rules.ts'
import { noteChanges } from './changes.ts'
import { groupFrom } from './groups.ts'
import { userFrom } from './users.ts'

/** A deleted user or group, as it was left. */
export interface Deleted<Item> {
  readonly item: Item
  readonly deletedAt: Instant
}

const deletedFrom =
  <Row extends { readonly deleted_at: number | null }, Item>(from: (row: Row) => Item) =>
  (row: Row): Deleted<Item> => ({ item: from(row), deletedAt: instant(row.deleted_at ?? 0) })

const [deletedUserFrom, deletedGroupFrom] = [deletedFrom(userFrom), deletedFrom(groupFrom)]

const deletedUsers = (db: Kysely<Schema>) => db.selectFrom('users').selectAll().where('deleted_at', 'is not', null)
const deletedGroups = (db: Kysely<Schema>) => db.selectFrom('groups').selectAll().where('deleted_at', 'is not', null)

/** One page of the deleted users; each has its freed name. */
export async function listDeletedUserPage(db: Kysely<Schema>, query: ListQuery): Promise<Page<Deleted<User>>> {
  const page = await selectPage(deletedUsers(db), query, deletedUserShape)
  return { ...page, items: page.items.map(deletedUserFrom) }
}

/** One page of the deleted groups. */
export async function listDeletedGroupPage(db: Kysely<Schema>, query: ListQuery): Promise<Page<Deleted<Group>>> {
  const page = await selectPage(deletedGroups(db), query, deletedGroupShape)
  return { ...page, items: page.items.map(deletedGroupFrom) }
}

export async function findDeletedUser(db: Kysely<Schema>, id: string): Promise<Deleted<User> | undefined> {
  if (!isGuid(id)) return undefined
  const row = await deletedUsers(db).where('id', '=', id.toLowerCase()).executeTakeFirst()
  return row && deletedUserFrom(row)
}

export async function findDeletedGroup(db: Kysely<Schema>, id: string): Promise<Deleted<Group> | undefined> {
  if (!isGuid(id)) return undefined
  const row = await deletedGroups(db).where('id', '=', id.toLowerCase()).executeTakeFirst()
  return row && deletedGroupFrom(row)
}

/**
 * Brings a deleted user back under the former name, without a session; nothing where somebody else was faster.
 *
 * Fails with a unique violation where another has the name by now.
 */
export async function unmarkUserDeleted(db: Kysely<Schema>, freed: User, now: Instant): Promise<User | undefined> {
  const userPrincipalName = originalUserPrincipalName(freed.id, freed.userPrincipalName)
  const row = await db
    .updateTable('users')
    .set({
      deleted_at: null,
      sessions_valid_from: now,
      user_principal_name: userPrincipalName,
      user_principal_name_key: comparisonKey(userPrincipalName),
    })
    .where('id', '=', freed.id)
    .where('deleted_at', 'is not', null)
    .returningAll()
    .executeTakeFirst()
  if (row) await noteChanges(db, [['users', row.id]])
  return row && userFrom(row)
}

/** Brings a deleted group back; nothing where somebody else was faster. */
export async function unmarkGroupDeleted(db: Kysely<Schema>, id: string): Promise<Group | undefined> {
  const row = await db
    .updateTable('groups')
    .set({ deleted_at: null })
    .where('id', '=', id)
    .where('deleted_at', 'is not', null)
    .returningAll()
    .executeTakeFirst()
  if (row) await noteChanges(db, [['groups', row.id]])
  return row && groupFrom(row)
}

/** Deletes the row of a deleted user for good; nothing where it is gone or was restored. */
export async function eraseUser(db: Kysely<Schema>, id: string): Promise<User | undefined> {
  const row = await db
    .deleteFrom('users')
    .where('id', '=', id)
    .where('deleted_at', 'is not', null)
    .returningAll()
    .executeTakeFirst()
  if (row) await noteChanges(db, [['users', row.id]])
  return row && userFrom(row)
}

/** Deletes the row of a deleted group for good; nothing where it is gone or was restored. */
export async function eraseGroup(db: Kysely<Schema>, id: string): Promise<Group | undefined> {
  const row = await db
    .deleteFrom('groups')
    .where('id', '=', id)
    .where('deleted_at', 'is not', null)
    .returningAll()
    .executeTakeFirst()
  if (row) await noteChanges(db, [['groups', row.id]])
  return row && groupFrom(row)
}

/** The ids of users or groups deleted before a moment, the earliest first. */
export async function listDeletedBefore(
  db: Kysely<Schema>,
  kind: 'users' | 'groups',
  before: Instant,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom(kind)
    .select('id')
    .where('deleted_at', '<', before)
    .orderBy('deleted_at')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}
