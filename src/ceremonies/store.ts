import { userId } from '../base/text.ts'
import { type Instant, instant } from '../base/time.ts'
import { insertion, statement } from '../kernel/statement.ts'
import type { Read, Write } from '../kernel/store.ts'
import type { Ceremony, CeremonyKind, CeremonyOwner } from './rules.ts'
import type { CeremonyRow } from './tables.ts'

export interface StoredCeremony {
  readonly ceremony: Ceremony
  readonly sealed: Uint8Array
}

const fromRow = (row: CeremonyRow): StoredCeremony => ({
  ceremony: {
    id: row.id,
    kind: row.kind as CeremonyKind,
    userId: row.user_id === null ? null : userId(row.user_id),
    boundTo: row.bound_to,
    expiresAt: instant(row.expires_at),
    consumedAt: row.consumed_at === null ? null : instant(row.consumed_at),
  },
  sealed: row.state,
})

const insert = insertion('ceremonies')

export async function insertCeremony(w: Write, ceremony: Ceremony, sealed: Uint8Array): Promise<void> {
  await insert(w, {
    id: ceremony.id,
    kind: ceremony.kind,
    user_id: ceremony.userId,
    bound_to: ceremony.boundTo,
    state: sealed,
    created_at: w.now,
    expires_at: ceremony.expiresAt,
    consumed_at: null,
  })
}

const findById = statement((db, given: { id: string }) =>
  db.selectFrom('ceremonies').selectAll().where('id', '=', given.id),
)

export async function findStoredCeremony(r: Read, id: string): Promise<StoredCeremony | undefined> {
  const [row] = (await findById(r, { id })).rows
  return row && fromRow(row)
}

/** The open ceremony begun last for this owner; of two begun at the same instant, either. */
export async function findLatestOpen(r: Read, owner: CeremonyOwner): Promise<StoredCeremony | undefined> {
  const row = await r.db
    .selectFrom('ceremonies')
    .selectAll()
    .where('kind', '=', owner.kind)
    .where('user_id', owner.userId === null ? 'is' : '=', owner.userId)
    .where('bound_to', '=', owner.boundTo)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', r.now)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && fromRow(row)
}

const consume = statement((db, given: { id: string; now: Instant }) =>
  db
    .updateTable('ceremonies')
    .set({ consumed_at: given.now })
    .where('id', '=', given.id)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', given.now)
    .returning('id'),
)

/** Finishes one ceremony; true for exactly one of any number of racers, and for nobody after its end. */
export async function consumeOne(w: Write, id: string): Promise<boolean> {
  return (await consume(w, { id, now: w.now })).rows.length > 0
}

/** Finishes every open ceremony of this kind and user, wherever it was begun; returns their ids. */
export async function consumeAll(w: Write, owner: Pick<CeremonyOwner, 'kind' | 'userId'>): Promise<readonly string[]> {
  const rows = await w.db
    .updateTable('ceremonies')
    .set({ consumed_at: w.now })
    .where('kind', '=', owner.kind)
    .where('user_id', '=', owner.userId)
    .where('consumed_at', 'is', null)
    .where('expires_at', '>', w.now)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

export async function deleteOver(w: Write): Promise<number> {
  const result = await w.db.deleteFrom('ceremonies').where('expires_at', '<=', w.now).executeTakeFirst()
  return Number(result.numDeletedRows)
}

export async function deleteOf(w: Write, owner: string): Promise<void> {
  await w.db.deleteFrom('ceremonies').where('user_id', '=', owner).execute()
}
