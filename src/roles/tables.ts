export interface RoleAssignmentRow {
  readonly id: string
  readonly principal_id: string
  readonly principal_kind: 'user' | 'group'
  readonly role_definition_id: string
  /** `/` is the whole tenant. */
  readonly directory_scope_id: string
  readonly created_at: number
}

export interface RoleTables {
  role_assignments: RoleAssignmentRow
}
