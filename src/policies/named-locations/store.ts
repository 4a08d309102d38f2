import type { Kysely } from 'kysely'
import { instant } from '../../base/time.ts'
import type { Schema } from '../../kernel/tables.ts'
import type { LocationSettings, NamedLocation } from './rules.ts'
import type { NamedLocationRow } from './tables.ts'

const fromRow = ({ id, settings, created_at, modified_at }: NamedLocationRow): NamedLocation => ({
  ...(JSON.parse(settings) as LocationSettings),
  id,
  createdAt: instant(created_at),
  modifiedAt: instant(modified_at),
})

const toRow = ({ id, createdAt, modifiedAt, ...settings }: NamedLocation): NamedLocationRow => ({
  id,
  settings: JSON.stringify(settings),
  created_at: createdAt,
  modified_at: modifiedAt,
})

/** Every named location, the oldest first. */
export const listLocationRows = async (db: Kysely<Schema>): Promise<readonly NamedLocation[]> => {
  const rows = await db.selectFrom('named_locations').selectAll().orderBy('created_at').orderBy('id').execute()
  return rows.map(fromRow)
}

export async function insertLocation(db: Kysely<Schema>, location: NamedLocation): Promise<void> {
  await db.insertInto('named_locations').values(toRow(location)).execute()
}

/** Returns false when it is gone. */
export async function replaceLocation(db: Kysely<Schema>, location: NamedLocation): Promise<boolean> {
  const { id, ...row } = toRow(location)
  const changed = await db
    .updateTable('named_locations')
    .set(row)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

/** Returns false when it is gone already. */
export async function removeLocation(db: Kysely<Schema>, id: string): Promise<boolean> {
  const removed = await db.deleteFrom('named_locations').where('id', '=', id).returning('id').executeTakeFirst()
  return removed !== undefined
}
