export interface PasswordRow {
  readonly user_id: string
  /** PHC string of argon2id. */
  readonly hash: string
  readonly must_change: number
  readonly changed_at: number
  readonly last_used_at: number | null
}

/** A reset that was done, for whoever polls its operation. */
export interface PasswordResetRow {
  /** Random, so that it can't be guessed. */
  readonly id: string
  readonly user_id: string
  readonly created_at: number
}

export interface PasswordTables {
  passwords: PasswordRow
  password_resets: PasswordResetRow
}
