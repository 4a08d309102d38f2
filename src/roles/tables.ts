export interface RoleAssignmentRow {
  readonly id: string
  readonly principal_id: string
  readonly principal_kind: 'user' | 'group'
  readonly role_definition_id: string
  /** `/` is the whole tenant; `/administrativeUnits/{id}`, in lower case, one unit. */
  readonly directory_scope_id: string
  readonly created_at: number
}

/** A role of this tenant's own. */
export interface RoleDefinitionRow {
  readonly id: string
  readonly template_id: string
  readonly display_name: string
  readonly display_name_key: string
  readonly description: string | null
  readonly is_enabled: number
  readonly version: string | null
  /** A list of texts. */
  readonly allowed_resource_actions: string
  readonly created_at: number
}

export interface RoleTables {
  role_definitions: RoleDefinitionRow
  role_assignments: RoleAssignmentRow
}
