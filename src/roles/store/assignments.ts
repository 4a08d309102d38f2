import { type Kysely, sql } from 'kysely'
import { tenantScope } from '../../base/actor.ts'
import type { ListQuery } from '../../base/odata/query.ts'
import type { Page } from '../../base/odata/shape.ts'
import { selectPage } from '../../kernel/odata.ts'
import { statement } from '../../kernel/statement.ts'
import type { Schema } from '../../kernel/tables.ts'
import { roleAssignmentShape, scopedRoleMemberShape } from '../rules/shapes.ts'
import type { RoleAssignmentRow } from '../tables.ts'

const inOrder = (db: Kysely<Schema>) =>
  db
    .selectFrom('role_assignments')
    .selectAll()
    .orderBy('role_definition_id')
    .orderBy('directory_scope_id')
    .orderBy('principal_id')

const ofOne = statement((db, given: { id: string }) => inOrder(db).where('principal_id', '=', given.id))

/** Every assignment, at whatever scope, to any of the principals. */
export async function assignmentsOf(
  db: Kysely<Schema>,
  principalIds: readonly string[],
): Promise<readonly RoleAssignmentRow[]> {
  const [first = '', ...others] = principalIds
  if (others.length === 0) return (await ofOne({ db }, { id: first })).rows
  return inOrder(db).where('principal_id', 'in', principalIds).execute()
}

export const findAssignment = (db: Kysely<Schema>, id: string): Promise<RoleAssignmentRow | undefined> =>
  db.selectFrom('role_assignments').selectAll().where('id', '=', id.toLowerCase()).executeTakeFirst()

/** One page of the assignments. */
export const listAssignmentPage = (db: Kysely<Schema>, query: ListQuery): Promise<Page<RoleAssignmentRow>> =>
  selectPage(db.selectFrom('role_assignments').selectAll(), query, roleAssignmentShape)

/** One page of the assignments at one scope. */
export const listPageAt = (db: Kysely<Schema>, scope: string, query: ListQuery): Promise<Page<RoleAssignmentRow>> =>
  selectPage(
    db.selectFrom('role_assignments').selectAll().where('directory_scope_id', '=', scope),
    query,
    scopedRoleMemberShape,
  )

/** Who holds a role for the whole tenant directly, the one who got it first in front. */
export const listPrincipals = (
  db: Kysely<Schema>,
  roleDefinitionId: string,
): Promise<{ readonly id: string; readonly kind: RoleAssignmentRow['principal_kind'] }[]> =>
  db
    .selectFrom('role_assignments')
    .select(['principal_id as id', 'principal_kind as kind'])
    .where('role_definition_id', '=', roleDefinitionId)
    .where('directory_scope_id', '=', tenantScope)
    .orderBy('created_at')
    .orderBy('role_assignments.id')
    .execute()

/** Who holds one of the roles at a scope directly, each once. */
export const listHolders = (
  db: Kysely<Schema>,
  roleDefinitionIds: readonly string[],
  scope: string,
): Promise<{ readonly id: string; readonly kind: RoleAssignmentRow['principal_kind'] }[]> =>
  db
    .selectFrom('role_assignments')
    .select(['principal_id as id', 'principal_kind as kind'])
    .distinct()
    .where('role_definition_id', 'in', roleDefinitionIds)
    .where('directory_scope_id', '=', scope)
    .orderBy('principal_id')
    .execute()

/** Whether anybody holds the role, at whatever scope. */
export async function isAssigned(db: Kysely<Schema>, roleDefinitionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('role_assignments')
    .select('id')
    .where('role_definition_id', '=', roleDefinitionId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Inserts an assignment; returns nothing when the principal holds the role there already. */
export const insertAssignment = (db: Kysely<Schema>, row: RoleAssignmentRow): Promise<RoleAssignmentRow | undefined> =>
  db
    .insertInto('role_assignments')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['principal_id', 'role_definition_id', 'directory_scope_id']).doNothing(),
    )
    .returningAll()
    .executeTakeFirst()

/** Deletes an assignment and returns it, or nothing when it was gone. */
export const deleteAssignment = (db: Kysely<Schema>, id: string): Promise<RoleAssignmentRow | undefined> =>
  db.deleteFrom('role_assignments').where('id', '=', id).returningAll().executeTakeFirst()

/** Deletes what a principal holds and returns it. */
export const deleteAssignmentsOf = (db: Kysely<Schema>, principalId: string): Promise<RoleAssignmentRow[]> =>
  db.deleteFrom('role_assignments').where('principal_id', '=', principalId).returningAll().execute()

/** Deletes what is held at a scope and returns it. */
export const deleteAssignmentsAt = (db: Kysely<Schema>, scope: string): Promise<RoleAssignmentRow[]> =>
  db.deleteFrom('role_assignments').where('directory_scope_id', '=', scope).returningAll().execute()

/**
 * The users who hold a role directly, their assignments held until the write ends.
 *
 * An update that changes nothing is the lock both databases know, so that of two writes that take holders away
 * the second sees what the first left.
 */
export async function lockHolders(db: Kysely<Schema>, roleDefinitionId: string): Promise<readonly string[]> {
  const rows = await db
    .updateTable('role_assignments')
    .set({ created_at: sql`created_at` })
    .where('role_definition_id', '=', roleDefinitionId)
    .where('principal_kind', '=', 'user')
    .where('directory_scope_id', '=', tenantScope)
    .returning('principal_id')
    .execute()
  return rows.map((row) => row.principal_id)
}
