import type { Kysely, SelectQueryBuilder } from 'kysely'
import type { ListQuery } from '../../base/odata/query.ts'
import type { Page } from '../../base/odata/shape.ts'
import { type GroupId, type UserId, userId } from '../../base/text.ts'
import type { Instant } from '../../base/time.ts'
import type { Schema } from '../../kernel/tables.ts'
import type { Member } from '../rules.ts'
import { noteChanges } from './changes.ts'
import { listGroupsInside } from './nesting.ts'

/** Adds a member, unless it is there already; says whether it did. */
export async function insertMember(db: Kysely<Schema>, group: GroupId, member: Member, now: Instant): Promise<boolean> {
  const inserted = await db
    .insertInto('group_members')
    .values({ group_id: group, member_id: member.id, member_kind: member.kind, added_at: now })
    .onConflict((conflict) => conflict.columns(['group_id', 'member_id']).doNothing())
    .returning('member_id')
    .executeTakeFirst()
  if (inserted) await noteChanges(db, [['groups', group, member.id]])
  return inserted !== undefined
}

/** Removes a direct member; says whether it was there. */
export async function deleteMember(db: Kysely<Schema>, group: GroupId, memberId: string): Promise<boolean> {
  const deleted = await db
    .deleteFrom('group_members')
    .where('group_id', '=', group)
    .where('member_id', '=', memberId.toLowerCase())
    .returning('member_id')
    .executeTakeFirst()
  if (deleted) await noteChanges(db, [['groups', group, deleted.member_id]])
  return deleted !== undefined
}

/** `direct`: who was added to the group; `transitive`: also who is in the groups inside it. */
export type Reach = 'direct' | 'transitive'

/** The memberships in a group, for others to select from. */
export async function membersOf(
  db: Kysely<Schema>,
  group: GroupId,
  reach: Reach,
): Promise<SelectQueryBuilder<Schema, 'group_members', object>> {
  const groups = reach === 'direct' ? [group] : [group, ...(await listGroupsInside(db, group))]
  return db.selectFrom('group_members').where('group_id', 'in', groups)
}

/** The users in a group, directly or through other groups, each once. */
export async function listUserIdsInside(db: Kysely<Schema>, group: GroupId): Promise<readonly UserId[]> {
  const members = await membersOf(db, group, 'transitive')
  const rows = await members.select('member_id').distinct().where('member_kind', '=', 'user').execute()
  return rows.map((row) => userId(row.member_id))
}

/** One page of the users and groups in a group, lowest id first; of the query, condition and order are not read. */
export async function listMemberPage(
  db: Kysely<Schema>,
  group: GroupId,
  reach: Reach,
  query: Pick<ListQuery, 'top' | 'after' | 'count'>,
): Promise<Page<Member>> {
  const members = await membersOf(db, group, reach)
  const rest = query.after ? members.where('member_id', '>', query.after.id) : members
  const rows = await rest
    .select(['member_id as id', 'member_kind as kind'])
    .distinct()
    .orderBy('member_id')
    .limit(query.top + 1)
    .execute()
  const last = rows.length > query.top ? rows[query.top - 1] : undefined
  return {
    items: rows.slice(0, query.top),
    next: last && { value: last.id, id: last.id },
    count: query.count ? await countMembers(members) : undefined,
  }
}

async function countMembers(members: SelectQueryBuilder<Schema, 'group_members', object>): Promise<number> {
  const row = await members
    .select((select) => select.fn.count<number>('member_id').distinct().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}
