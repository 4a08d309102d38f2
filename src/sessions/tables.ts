export interface SessionRow {
  readonly id: string
  /** SHA-256 of the cookie's token. */
  readonly token_hash: string
  readonly user_id: string
  /** The pass the session hangs on, if one opened it. */
  readonly pass_id: string | null
  readonly created_at: number
  readonly auth_time: number
  readonly last_seen_at: number
  readonly expires_at: number
  /** JSON array of Proof. */
  readonly proofs: string
  readonly ip_address: string
  readonly user_agent: string
  readonly ended_at: number | null
  readonly ended_reason: string | null
}

export interface SessionTables {
  sessions: SessionRow
}
