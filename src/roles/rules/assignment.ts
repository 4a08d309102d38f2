import { type Instant, instant } from '../../base/time.ts'
import type { RoleAssignmentRow } from '../tables.ts'

/** Who holds a role: Graph's unifiedRoleAssignment. */
export interface RoleAssignment {
  readonly id: string
  readonly principalId: string
  readonly principalKind: 'user' | 'group'
  readonly roleDefinitionId: string
  /** `/` is the whole tenant. */
  readonly directoryScopeId: string
  readonly createdAt: Instant
}

export const roleAssignmentFrom = (row: RoleAssignmentRow): RoleAssignment => ({
  id: row.id,
  principalId: row.principal_id,
  principalKind: row.principal_kind,
  roleDefinitionId: row.role_definition_id,
  directoryScopeId: row.directory_scope_id,
  createdAt: instant(row.created_at),
})
