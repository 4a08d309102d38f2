import { type UserId, userId } from '../../base/text.ts'
import { instant } from '../../base/time.ts'
import type { Read, Write } from '../../kernel/store.ts'
import type { CodeMatch, OathToken } from './rules.ts'
import type { OathTokenRow } from './tables.ts'

/** A token with its secret, sealed. */
export interface StoredToken {
  readonly token: OathToken
  readonly sealed: Uint8Array
}

const fromRow = (row: OathTokenRow): StoredToken => ({
  sealed: row.secret,
  token: {
    id: row.id,
    userId: userId(row.user_id),
    displayName: row.display_name,
    lastStep: row.last_step,
    createdAt: instant(row.created_at),
    lastUsedAt: row.last_used_at === null ? null : instant(row.last_used_at),
  },
})

export async function insertToken(w: Write, { token, sealed }: StoredToken): Promise<void> {
  await w.db
    .insertInto('oath_tokens')
    .values({
      id: token.id,
      user_id: token.userId,
      display_name: token.displayName,
      secret: sealed,
      last_step: token.lastStep,
      created_at: token.createdAt,
      last_used_at: token.lastUsedAt,
    })
    .execute()
}

/** The user's tokens, oldest first. */
export async function listTokensOf(r: Read, owner: UserId): Promise<readonly StoredToken[]> {
  const rows = await r.db
    .selectFrom('oath_tokens')
    .selectAll()
    .where('user_id', '=', owner)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(fromRow)
}

/** Those of the users who have an app. */
export async function listTokenOwners(r: Read, owners: readonly UserId[]): Promise<readonly UserId[]> {
  if (owners.length === 0) return []
  const rows = await r.db
    .selectFrom('oath_tokens')
    .select('user_id')
    .distinct()
    .where('user_id', 'in', owners)
    .execute()
  return rows.map((row) => userId(row.user_id))
}

/** Spends the code of one step, and with it every earlier one; true for exactly one of any number of racers. */
export async function spendStep(w: Write, owner: UserId, match: CodeMatch): Promise<boolean> {
  const row = await w.db
    .updateTable('oath_tokens')
    .set({ last_step: match.step, last_used_at: w.now })
    .where('id', '=', match.tokenId)
    .where('user_id', '=', owner)
    .where('last_step', '<', match.step)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function renameToken(
  w: Write,
  owner: UserId,
  id: string,
  displayName: string,
): Promise<OathToken | undefined> {
  const row = await w.db
    .updateTable('oath_tokens')
    .set({ display_name: displayName })
    .where('id', '=', id)
    .where('user_id', '=', owner)
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row).token
}

export async function deleteToken(w: Write, owner: UserId, id: string): Promise<OathToken | undefined> {
  const row = await w.db
    .deleteFrom('oath_tokens')
    .where('id', '=', id)
    .where('user_id', '=', owner)
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row).token
}

export async function deleteTokensOf(w: Write, owner: UserId): Promise<void> {
  await w.db.deleteFrom('oath_tokens').where('user_id', '=', owner).execute()
}
