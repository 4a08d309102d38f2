/** One user who is excluded from a policy. */
export interface ExemptPersonRow {
  readonly id: string
  readonly user_principal_name: string
  readonly user_principal_name_key: string
  readonly display_name: string
  readonly display_name_key: string
  readonly user_type: 'Member' | 'Guest'
  readonly creation_type: 'Invitation' | null
  readonly account_enabled: number
  readonly created_at: number
  readonly has_strong_method: number
}

export interface ExclusionWatchTables {
  /** Stored nowhere: a query over users, groups, roles and methods puts it together when it is asked for. */
  exempt_people: ExemptPersonRow
}
