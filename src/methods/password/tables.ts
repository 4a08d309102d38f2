export interface PasswordRow {
  readonly user_id: string
  /** PHC string of argon2id. */
  readonly hash: string
  readonly must_change: number
  readonly changed_at: number
  readonly last_used_at: number | null
}

export interface PasswordTables {
  passwords: PasswordRow
}
