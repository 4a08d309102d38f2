import { comparisonKey, type UserId, userId } from '../base/text.ts'
import { instant } from '../base/time.ts'
import type { Read, Write } from '../kernel/store.ts'
import type { SavedView, ViewQuery } from './rules.ts'
import type { SavedViewRow } from './tables.ts'

const fromRow = (row: SavedViewRow): SavedView => ({
  id: row.id,
  userId: userId(row.user_id),
  list: row.list,
  name: row.name,
  query: JSON.parse(row.query) as ViewQuery,
  createdAt: instant(row.created_at),
  modifiedAt: instant(row.modified_at),
})

const toRow = (view: SavedView): SavedViewRow => ({
  id: view.id,
  user_id: view.userId,
  list: view.list,
  name: view.name,
  name_key: comparisonKey(view.name),
  query: JSON.stringify(view.query),
  created_at: view.createdAt,
  modified_at: view.modifiedAt,
})

/** The person's views, by list and name. */
export async function listViews(read: Read, owner: UserId, list: string | undefined): Promise<readonly SavedView[]> {
  const own = read.db.selectFrom('saved_views').selectAll().where('user_id', '=', owner)
  const wanted = list === undefined ? own : own.where('list', '=', list)
  return (await wanted.orderBy('list').orderBy('name_key').execute()).map(fromRow)
}

export async function findView(read: Read, owner: UserId, id: string): Promise<SavedView | undefined> {
  const row = await read.db
    .selectFrom('saved_views')
    .selectAll()
    .where('id', '=', id)
    .where('user_id', '=', owner)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function countViews({ db }: Read, owner: UserId): Promise<number> {
  const { count } = await db
    .selectFrom('saved_views')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('user_id', '=', owner)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Returns false where the person has another view of this name for the list. */
export async function insertView(w: Write, view: SavedView): Promise<boolean> {
  const inserted = await w.db
    .insertInto('saved_views')
    .values(toRow(view))
    .onConflict((conflict) => conflict.columns(['user_id', 'list', 'name_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Returns nothing where it is gone; fails on the unique index where the name is taken. */
export async function updateView(
  w: Write,
  owner: UserId,
  id: string,
  change: { readonly name?: string | undefined; readonly query?: ViewQuery | undefined },
): Promise<SavedView | undefined> {
  const row = await w.db
    .updateTable('saved_views')
    .set({
      modified_at: w.now,
      ...(change.name === undefined ? {} : { name: change.name, name_key: comparisonKey(change.name) }),
      ...(change.query === undefined ? {} : { query: JSON.stringify(change.query) }),
    })
    .where('id', '=', id)
    .where('user_id', '=', owner)
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Returns false when it is gone already. */
export async function deleteView(w: Write, owner: UserId, id: string): Promise<boolean> {
  const deleted = await w.db
    .deleteFrom('saved_views')
    .where('id', '=', id)
    .where('user_id', '=', owner)
    .returning('id')
    .executeTakeFirst()
  return deleted !== undefined
}

export async function deleteViewsOf(w: Write, owner: UserId): Promise<void> {
  await w.db.deleteFrom('saved_views').where('user_id', '=', owner).execute()
}
