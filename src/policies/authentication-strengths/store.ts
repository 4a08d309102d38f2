import type { Kysely } from 'kysely'
import { instant } from '../../base/time.ts'
import type { Schema } from '../../kernel/tables.ts'
import type { AuthenticationStrength, StrengthSettings } from './rules.ts'
import type { AuthenticationStrengthRow } from './tables.ts'

const fromRow = ({ id, settings, created_at, modified_at }: AuthenticationStrengthRow): AuthenticationStrength => ({
  ...(JSON.parse(settings) as StrengthSettings),
  id,
  policyType: 'custom',
  createdAt: instant(created_at),
  modifiedAt: instant(modified_at),
})

const toRow = (strength: AuthenticationStrength): AuthenticationStrengthRow => {
  const { id, createdAt, modifiedAt, displayName, description, allowedCombinations, combinationConfigurations } =
    strength
  const settings: StrengthSettings = { displayName, description, allowedCombinations, combinationConfigurations }
  return { id, settings: JSON.stringify(settings), created_at: createdAt, modified_at: modifiedAt }
}

/** The tenant's own strengths, the oldest first. */
export const listCustomStrengths = async (db: Kysely<Schema>): Promise<readonly AuthenticationStrength[]> => {
  const rows = await db.selectFrom('authentication_strengths').selectAll().orderBy('created_at').orderBy('id').execute()
  return rows.map(fromRow)
}

export async function insertStrength(db: Kysely<Schema>, strength: AuthenticationStrength): Promise<void> {
  await db.insertInto('authentication_strengths').values(toRow(strength)).execute()
}

/** Returns false when it is gone. */
export async function replaceStrength(db: Kysely<Schema>, strength: AuthenticationStrength): Promise<boolean> {
  const { id, ...row } = toRow(strength)
  const changed = await db
    .updateTable('authentication_strengths')
    .set(row)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

/** Returns false when it is gone already. */
export async function removeStrength(db: Kysely<Schema>, id: string): Promise<boolean> {
  const removed = await db
    .deleteFrom('authentication_strengths')
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return removed !== undefined
}
