export interface MethodConfigurationRow {
  /** `TemporaryAccessPass`, `Fido2`, `SoftwareOath` or `Password`; `authenticationMethodsPolicy` for all together. */
  readonly id: string
  /** The configuration's settings, JSON. */
  readonly settings: string
  readonly updated_at: number
}

export interface MethodsPolicyTables {
  method_configurations: MethodConfigurationRow
}
