import type { Kysely } from 'kysely'
import type { Instant } from '../../base/time.ts'
import type { Schema } from '../../kernel/tables.ts'
import type { ChangeList, ChangeNoteRow, ChangeRow } from '../tables.ts'

/** A change to tell of: of an object itself, or of its link to another. */
export type ChangeNote = readonly [list: ChangeList, objectId: string, linkId?: string]

const rowsAtOnce = 500

/** Notes, beside the changes themselves, that there were some; their order is settled later. */
export async function noteChanges(db: Kysely<Schema>, notes: readonly ChangeNote[]): Promise<void> {
  for (const some of inSlices(notes)) {
    const rows = some.map(([list, object_id, link_id = '']) => ({ list, object_id, link_id }))
    await db.insertInto('change_notes').values(rows).execute()
  }
}

/** Whether some change has no position yet. */
export async function hasChangeNotes(db: Kysely<Schema>): Promise<boolean> {
  return (await db.selectFrom('change_notes').select('list').limit(1).executeTakeFirst()) !== undefined
}

/** Takes the counter of positions and holds it until the write ends; answers the last position given. */
export async function lockChangeCounter(db: Kysely<Schema>): Promise<number> {
  const { position } = await db
    .insertInto('change_counter')
    .values({ singleton: 1, position: 0 })
    .onConflict((conflict) =>
      conflict.column('singleton').doUpdateSet((set) => ({ position: set.ref('change_counter.position') })),
    )
    .returning('position')
    .executeTakeFirstOrThrow()
  return position
}

/** Takes the notes of every committed change away, and returns them. */
export const takeChangeNotes = (db: Kysely<Schema>): Promise<readonly ChangeNoteRow[]> =>
  db.deleteFrom('change_notes').returning(['list', 'object_id', 'link_id']).execute()

/** Gives the changes their positions, those behind `last`, in the order they come; the counter is held. */
export async function placeChanges(
  db: Kysely<Schema>,
  notes: readonly ChangeNoteRow[],
  last: number,
  now: Instant,
): Promise<void> {
  const rows = notes.map((note, index) => ({ ...note, position: last + index + 1, changed_at: now }))
  for (const some of inSlices(rows)) {
    await db
      .insertInto('changes')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['list', 'object_id', 'link_id']).doUpdateSet((set) => ({
          position: set.ref('excluded.position'),
          changed_at: set.ref('excluded.changed_at'),
        })),
      )
      .execute()
  }
  await db
    .updateTable('change_counter')
    .set({ position: last + rows.length })
    .execute()
}

/** The last position given. */
export async function lastChangePosition(db: Kysely<Schema>): Promise<number> {
  const row = await db.selectFrom('change_counter').select('position').executeTakeFirst()
  return row?.position ?? 0
}

/** The changes behind a position, the earliest first; of the objects named, where some are, and of links where asked. */
export function listChangesBehind(
  db: Kysely<Schema>,
  list: ChangeList,
  position: number,
  limit: number,
  { ids, links }: { readonly ids: readonly string[] | undefined; readonly links: boolean },
): Promise<readonly ChangeRow[]> {
  const behind = db.selectFrom('changes').selectAll().where('list', '=', list).where('position', '>', position)
  const asked = links ? behind : behind.where('link_id', '=', '')
  return (ids ? asked.where('object_id', 'in', ids) : asked).orderBy('position').limit(limit).execute()
}

/** Forgets what is told of objects that are gone for good; returns how much. */
export async function deleteChangesOfGone(db: Kysely<Schema>, before: Instant): Promise<number> {
  const deleted = await db
    .deleteFrom('changes')
    .where('changed_at', '<', before)
    .where((where) =>
      where.not(
        where.exists(where.selectFrom('users').select('users.id').whereRef('users.id', '=', 'changes.object_id')),
      ),
    )
    .where((where) =>
      where.not(
        where.exists(where.selectFrom('groups').select('groups.id').whereRef('groups.id', '=', 'changes.object_id')),
      ),
    )
    .executeTakeFirst()
  return Number(deleted.numDeletedRows)
}

const inSlices = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / rowsAtOnce) }, (_, index) =>
    items.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  )
