import { type Kysely, sql } from 'kysely'
import { comparisonKey } from '../../base/text.ts'
import type { Instant } from '../../base/time.ts'
import { flag } from '../../kernel/columns.ts'
import type { Schema } from '../../kernel/tables.ts'
import type { RoleDefinition } from '../rules.ts'
import type { RoleDefinitionRow } from '../tables.ts'

const definitionFrom = (row: RoleDefinitionRow): RoleDefinition => ({
  id: row.id,
  displayName: row.display_name,
  description: row.description,
  isBuiltIn: false,
  isEnabled: row.is_enabled === 1,
  templateId: row.template_id,
  version: row.version,
  allowedResourceActions: JSON.parse(row.allowed_resource_actions) as readonly string[],
})

const rowFrom = (role: RoleDefinition): Omit<RoleDefinitionRow, 'created_at'> => ({
  id: role.id,
  template_id: role.templateId,
  display_name: role.displayName,
  display_name_key: comparisonKey(role.displayName),
  description: role.description,
  is_enabled: flag(role.isEnabled),
  version: role.version,
  allowed_resource_actions: JSON.stringify(role.allowedResourceActions),
})

/** Every custom role, by name. */
export async function listCustomRoles(db: Kysely<Schema>): Promise<readonly RoleDefinition[]> {
  const rows = await db.selectFrom('role_definitions').selectAll().orderBy('display_name_key').execute()
  return rows.map(definitionFrom)
}

/** Finds custom roles, in no particular order. */
export async function findCustomRoles(db: Kysely<Schema>, ids: readonly string[]): Promise<readonly RoleDefinition[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('role_definitions')
    .selectAll()
    .where(
      'id',
      'in',
      ids.map((id) => id.toLowerCase()),
    )
    .execute()
  return rows.map(definitionFrom)
}

/** Reads a custom role and holds its row until the write ends, so that nobody gets a role that goes. */
export async function lockCustomRole(db: Kysely<Schema>, id: string): Promise<RoleDefinition | undefined> {
  const row = await db
    .updateTable('role_definitions')
    .set({ created_at: sql`created_at` })
    .where('id', '=', id.toLowerCase())
    .returningAll()
    .executeTakeFirst()
  return row && definitionFrom(row)
}

/** Inserts a custom role; says whether its name and id were free. */
export async function insertCustomRole(db: Kysely<Schema>, role: RoleDefinition, now: Instant): Promise<boolean> {
  const inserted = await db
    .insertInto('role_definitions')
    .values({ ...rowFrom(role), created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Stores a custom role whose row the write holds; rejects as the database does when its name is taken. */
export async function updateCustomRole(db: Kysely<Schema>, role: RoleDefinition): Promise<void> {
  const { id, ...changing } = rowFrom(role)
  await db.updateTable('role_definitions').set(changing).where('id', '=', id).execute()
}

/** Deletes a custom role whose row the write holds. */
export async function deleteCustomRole(db: Kysely<Schema>, id: string): Promise<void> {
  await db.deleteFrom('role_definitions').where('id', '=', id).execute()
}
