export interface AccessPolicyRow {
  readonly id: string
  /** The whole policy without its id and times, JSON. */
  readonly settings: string
  readonly created_at: number
  readonly modified_at: number | null
  /** Set while it lies among the deleted ones. */
  readonly deleted_at: number | null
}

export interface AccessPolicyTables {
  access_policies: AccessPolicyRow
}
