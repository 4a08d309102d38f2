export interface OathTokenRow {
  readonly id: string
  readonly user_id: string
  readonly display_name: string
  /** The shared secret, sealed by the vault. */
  readonly secret: Uint8Array
  /** The last time step accepted: no code works twice (RFC 6238 §5.2). */
  readonly last_step: number
  readonly created_at: number
  readonly last_used_at: number | null
}

export interface OathTables {
  oath_tokens: OathTokenRow
}
