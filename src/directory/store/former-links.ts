import { type Kysely, sql } from 'kysely'
import type { Schema } from '../../kernel/tables.ts'
import type { FormerLinkRow } from '../tables.ts'
import { noteChanges } from './changes.ts'

/** What was linked to an object that is deleted. */
export interface SetAside {
  /** The groups it was directly in, lowest id first. */
  readonly memberOf: readonly string[]
  /** How many direct members it had. */
  readonly members: number
}

/** Ends every membership and ownership of an object, and keeps them for the day it is restored. */
export async function setLinksAside(db: Kysely<Schema>, id: string): Promise<SetAside> {
  const members = await db
    .deleteFrom('group_members')
    .where((where) => where.or([where('member_id', '=', id), where('group_id', '=', id)]))
    .returningAll()
    .execute()
  const owners = await db
    .deleteFrom('group_owners')
    .where((where) => where.or([where('owner_id', '=', id), where('group_id', '=', id)]))
    .returningAll()
    .execute()
  await insertFormerLinks(db, [
    ...members.map((row) => ({
      kind: 'member' as const,
      group_id: row.group_id,
      object_id: row.member_id,
      object_kind: row.member_kind,
      added_at: row.added_at,
      gone_with: id,
    })),
    ...owners.map((row) => ({
      kind: 'owner' as const,
      group_id: row.group_id,
      object_id: row.owner_id,
      object_kind: 'user' as const,
      added_at: row.added_at,
      gone_with: id,
    })),
  ])
  await noteChanges(
    db,
    members.map((row) => ['groups', row.group_id, row.member_id]),
  )
  const above = members.filter((row) => row.member_id === id).map((row) => row.group_id)
  return { memberOf: above.toSorted(), members: members.length - above.length }
}

export async function insertFormerLinks(db: Kysely<Schema>, rows: readonly FormerLinkRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 500) {
    await db
      .insertInto('former_links')
      .values(rows.slice(start, start + 500))
      .execute()
  }
}

/** Takes what waits for this object to be restored, and returns it, the earliest first. */
export async function takeFormerLinks(db: Kysely<Schema>, id: string): Promise<readonly FormerLinkRow[]> {
  const rows = await db.deleteFrom('former_links').where('gone_with', '=', id).returningAll().execute()
  return rows.toSorted((left, right) => left.added_at - right.added_at || (left.object_id < right.object_id ? -1 : 1))
}

/** Forgets every former link of an object that is gone for good. */
export async function deleteFormerLinks(db: Kysely<Schema>, id: string): Promise<void> {
  await db
    .deleteFrom('former_links')
    .where((where) => where.or([where('object_id', '=', id), where('group_id', '=', id)]))
    .execute()
}

/** Whether an object of a link is there, deleted for now, or gone for good. */
export type Presence = 'there' | 'deleted' | 'gone'

/** Holds the rows of users or groups until the write ends, deleted ones too, and says which are there. */
export async function holdObjects(
  db: Kysely<Schema>,
  kind: 'users' | 'groups',
  ids: readonly string[],
): Promise<(id: string) => Presence> {
  const found = new Map<string, number | null>()
  for (let start = 0; start < ids.length; start += 500) {
    const rows = await db
      .updateTable(kind)
      .set({ deleted_at: sql`deleted_at` })
      .where('id', 'in', ids.slice(start, start + 500))
      .returning(['id', 'deleted_at'])
      .execute()
    for (const row of rows) found.set(row.id, row.deleted_at)
  }
  return (id) => {
    const deletedAt = found.get(id)
    if (deletedAt === undefined) return 'gone'
    return deletedAt === null ? 'there' : 'deleted'
  }
}
