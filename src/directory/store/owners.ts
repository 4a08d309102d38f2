import type { Kysely } from 'kysely'
import type { ListQuery } from '../../base/odata/query.ts'
import type { Page } from '../../base/odata/shape.ts'
import type { GroupId } from '../../base/text.ts'
import type { Instant } from '../../base/time.ts'
import type { Schema } from '../../kernel/tables.ts'

/** Adds an owner, unless it is one already; says whether it did. */
export async function insertOwner(db: Kysely<Schema>, group: GroupId, owner: string, now: Instant): Promise<boolean> {
  const inserted = await db
    .insertInto('group_owners')
    .values({ group_id: group, owner_id: owner, added_at: now })
    .onConflict((conflict) => conflict.columns(['group_id', 'owner_id']).doNothing())
    .returning('owner_id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Removes an owner; says whether it was one. */
export async function deleteOwner(db: Kysely<Schema>, group: GroupId, owner: string): Promise<boolean> {
  const deleted = await db
    .deleteFrom('group_owners')
    .where('group_id', '=', group)
    .where('owner_id', '=', owner)
    .returning('owner_id')
    .executeTakeFirst()
  return deleted !== undefined
}

/** How many owners a group has. */
export async function countOwners(db: Kysely<Schema>, group: GroupId): Promise<number> {
  const { count } = await db
    .selectFrom('group_owners')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('group_id', '=', group)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** One page of the ids of a group's owners, lowest first. */
export async function listOwnerPage(
  db: Kysely<Schema>,
  group: GroupId,
  query: Pick<ListQuery, 'top' | 'after' | 'count'>,
): Promise<Page<string>> {
  const owners = db.selectFrom('group_owners').select('owner_id').where('group_id', '=', group)
  const rest = query.after ? owners.where('owner_id', '>', query.after.id) : owners
  const rows = await rest
    .orderBy('owner_id')
    .limit(query.top + 1)
    .execute()
  const last = rows.length > query.top ? rows[query.top - 1] : undefined
  return {
    items: rows.slice(0, query.top).map((row) => row.owner_id),
    next: last && { value: last.owner_id, id: last.owner_id },
    count: query.count ? await countOwners(db, group) : undefined,
  }
}

/** Whether the user owns a group that roles can be assigned to. */
export async function ownsRoleAssignableGroup(db: Kysely<Schema>, owner: string): Promise<boolean> {
  const row = await db
    .selectFrom('group_owners')
    .innerJoin('groups', 'groups.id', 'group_owners.group_id')
    .select('groups.id')
    .where('group_owners.owner_id', '=', owner)
    .where('groups.is_assignable_to_role', '=', 1)
    .where('groups.deleted_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
