export interface AuthenticationStrengthRow {
  readonly id: string
  /** Name, combinations and restrictions, JSON. */
  readonly settings: string
  readonly created_at: number
  readonly modified_at: number
}

export interface AuthenticationStrengthTables {
  authentication_strengths: AuthenticationStrengthRow
}
