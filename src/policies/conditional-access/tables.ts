export interface AccessPolicyRow {
  readonly id: string
  /** The whole policy without its id and times, JSON. */
  readonly settings: string
  readonly created_at: number
  readonly modified_at: number | null
  /** Set while it lies among the deleted ones. */
  readonly deleted_at: number | null
}

/** That an exclusion of a policy has an end; one without it lasts. */
export interface ExclusionEndRow {
  readonly policy_id: string
  readonly kind: 'user' | 'group' | 'role' | 'guests'
  /** The id of what is excluded; of guests `all`, or `kinds` for those of certain kinds. */
  readonly target_id: string
  readonly end_at: number
}

export interface AccessPolicyTables {
  access_policies: AccessPolicyRow
  exclusion_ends: ExclusionEndRow
}
