export interface AuthenticationContextRow {
  /** `c1` to `c99`. */
  readonly id: string
  /** Name and description, JSON. */
  readonly settings: string
}

export interface AuthenticationContextTables {
  authentication_contexts: AuthenticationContextRow
}
