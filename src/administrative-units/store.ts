import { type Kysely, sql } from 'kysely'
import type { ListQuery } from '../base/odata/query.ts'
import type { Page } from '../base/odata/shape.ts'
import { comparisonKey, isGuid } from '../base/text.ts'
import { type Instant, instant } from '../base/time.ts'
import type { Member } from '../directory/rules.ts'
import { flag } from '../kernel/columns.ts'
import { selectPage } from '../kernel/odata.ts'
import type { Schema } from '../kernel/tables.ts'
import { type AdministrativeUnit, administrativeUnitShape } from './rules.ts'
import type { AdministrativeUnitRow } from './tables.ts'

const unitFrom = (row: AdministrativeUnitRow): AdministrativeUnit => ({
  id: row.id,
  displayName: row.display_name,
  description: row.description,
  visibility: row.visibility,
  isMemberManagementRestricted: row.is_member_management_restricted === 1,
  createdAt: instant(row.created_at),
})

const rowFrom = (unit: AdministrativeUnit): AdministrativeUnitRow => ({
  id: unit.id,
  display_name: unit.displayName,
  display_name_key: comparisonKey(unit.displayName),
  description: unit.description,
  visibility: unit.visibility,
  is_member_management_restricted: flag(unit.isMemberManagementRestricted),
  created_at: unit.createdAt,
})

/** Finds units, in no particular order. */
export async function findUnitsById(
  db: Kysely<Schema>,
  ids: readonly string[],
): Promise<readonly AdministrativeUnit[]> {
  const lower = ids.filter(isGuid).map((id) => id.toLowerCase())
  if (lower.length === 0) return []
  const rows = await db.selectFrom('administrative_units').selectAll().where('id', 'in', lower).execute()
  return rows.map(unitFrom)
}

export async function listUnitPage(db: Kysely<Schema>, query: ListQuery): Promise<Page<AdministrativeUnit>> {
  const page = await selectPage(db.selectFrom('administrative_units').selectAll(), query, administrativeUnitShape)
  return { ...page, items: page.items.map(unitFrom) }
}

export async function insertUnit(db: Kysely<Schema>, unit: AdministrativeUnit): Promise<void> {
  await db.insertInto('administrative_units').values(rowFrom(unit)).execute()
}

/** Reads a unit and holds its row until the write ends, so that nobody is added to a unit that goes. */
export async function lockUnit(db: Kysely<Schema>, id: string): Promise<AdministrativeUnit | undefined> {
  const row = await db
    .updateTable('administrative_units')
    .set({ created_at: sql`created_at` })
    .where('id', '=', id.toLowerCase())
    .returningAll()
    .executeTakeFirst()
  return row && unitFrom(row)
}

/** Stores a unit whose row the write holds. */
export async function updateUnitRow(db: Kysely<Schema>, unit: AdministrativeUnit): Promise<void> {
  const { id, created_at, is_member_management_restricted, ...changing } = rowFrom(unit)
  await db.updateTable('administrative_units').set(changing).where('id', '=', id).execute()
}

/** Deletes a unit whose row the write holds, and returns how many members it had. */
export async function deleteUnit(db: Kysely<Schema>, id: string): Promise<number> {
  const members = await db.deleteFrom('administrative_unit_members').where('unit_id', '=', id).executeTakeFirst()
  await db.deleteFrom('administrative_units').where('id', '=', id).execute()
  return Number(members.numDeletedRows)
}

/** Adds a member, unless it is there already; says whether it did. */
export async function insertMember(db: Kysely<Schema>, unitId: string, member: Member, now: Instant): Promise<boolean> {
  const inserted = await db
    .insertInto('administrative_unit_members')
    .values({ unit_id: unitId, member_id: member.id, member_kind: member.kind, added_at: now })
    .onConflict((conflict) => conflict.columns(['unit_id', 'member_id']).doNothing())
    .returning('member_id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Removes a member and returns it, or nothing when it was not there. */
export async function deleteMember(db: Kysely<Schema>, unitId: string, memberId: string): Promise<Member | undefined> {
  const row = await db
    .deleteFrom('administrative_unit_members')
    .where('unit_id', '=', unitId)
    .where('member_id', '=', memberId)
    .returning(['member_id as id', 'member_kind as kind'])
    .executeTakeFirst()
  return row
}

/** Takes a user or group out of every unit, and returns those units' ids. */
export async function deleteMemberships(db: Kysely<Schema>, memberId: string): Promise<readonly string[]> {
  const rows = await db
    .deleteFrom('administrative_unit_members')
    .where('member_id', '=', memberId)
    .returning('unit_id')
    .execute()
  return rows.map((row) => row.unit_id)
}

/** The units that a user or group was added to. */
export async function listUnitsOf(
  db: Kysely<Schema>,
  memberId: string,
): Promise<readonly { readonly id: string; readonly isRestricted: boolean }[]> {
  const rows = await db
    .selectFrom('administrative_unit_members')
    .innerJoin('administrative_units', 'administrative_units.id', 'administrative_unit_members.unit_id')
    .select(['administrative_units.id', 'administrative_units.is_member_management_restricted as restricted'])
    .where('administrative_unit_members.member_id', '=', memberId)
    .orderBy('administrative_units.id')
    .execute()
  return rows.map(({ id, restricted }) => ({ id, isRestricted: restricted === 1 }))
}

/** One page of the members of a unit, lowest id first, or of those of one kind; of the query, condition and order are not read. */
export async function listMemberPage(
  db: Kysely<Schema>,
  unitId: string,
  query: Pick<ListQuery, 'top' | 'after' | 'count'>,
  kind?: Member['kind'],
): Promise<Page<Member>> {
  const all = db.selectFrom('administrative_unit_members').where('unit_id', '=', unitId)
  const members = kind ? all.where('member_kind', '=', kind) : all
  const rest = query.after ? members.where('member_id', '>', query.after.id) : members
  const rows = await rest
    .select(['member_id as id', 'member_kind as kind'])
    .orderBy('member_id')
    .limit(query.top + 1)
    .execute()
  const last = rows.length > query.top ? rows[query.top - 1] : undefined
  const count = members.select((select) => select.fn.countAll<number>().as('count'))
  return {
    items: rows.slice(0, query.top),
    next: last && { value: last.id, id: last.id },
    count: query.count ? Number((await count.executeTakeFirstOrThrow()).count) : undefined,
  }
}
