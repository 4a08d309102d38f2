export interface PassRow {
  readonly id: string
  /** Unique: a user has one pass. */
  readonly user_id: string
  readonly created_at: number
  readonly start_at: number
  readonly end_at: number
  readonly lifetime_minutes: number
  readonly is_usable_once: number
  /** The alphabet the code was drawn from; it says how a typed code is read. */
  readonly alphabet: 'unambiguous' | 'full'
  /** Issued on the server itself to whoever was locked out; the policy's state does not touch it. */
  readonly is_bootstrap: number
  /** PHC string of argon2id over the keyed hash; null once erased. */
  readonly code_hash: string | null
  /** The vault key under which the code was hashed. */
  readonly key_id: string
  /** First redemption of a one-time pass. */
  readonly used_at: number | null
  readonly last_used_at: number | null
}

export interface PassTables {
  temporary_access_passes: PassRow
}
