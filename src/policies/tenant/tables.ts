export interface TenantPolicyRow {
  /** `securityDefaults` or `authorizationPolicy`. */
  readonly id: string
  /** What differs from the defaults, JSON. */
  readonly settings: string
}

export interface TenantPolicyTables {
  tenant_policies: TenantPolicyRow
}
