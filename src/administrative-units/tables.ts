export interface AdministrativeUnitRow {
  readonly id: string
  readonly display_name: string
  readonly display_name_key: string
  readonly description: string | null
  /** `HiddenMembership`, or null: everybody who reads units sees the members. */
  readonly visibility: 'HiddenMembership' | null
  readonly is_member_management_restricted: number
  readonly created_at: number
}

interface AdministrativeUnitMemberRow {
  readonly unit_id: string
  readonly member_id: string
  readonly member_kind: 'user' | 'group'
  readonly added_at: number
}

export interface AdministrativeUnitTables {
  administrative_units: AdministrativeUnitRow
  administrative_unit_members: AdministrativeUnitMemberRow
}
