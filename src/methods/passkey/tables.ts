export interface PasskeyRow {
  /** The credential id, base64url: WebAuthn's own key, and Graph's. */
  readonly id: string
  readonly user_id: string
  readonly display_name: string
  readonly public_key: Uint8Array
  readonly sign_count: number
  readonly aaguid: string
  readonly attestation_level: 'attested' | 'notAttested'
  /** JSON array of base64url DER certificates. */
  readonly attestation_certificates: string
  /** JSON array of AuthenticatorTransport. */
  readonly transports: string
  readonly backup_eligible: number
  readonly backup_state: number
  readonly discoverable: number
  readonly created_at: number
  readonly last_used_at: number | null
}

export interface PasskeyTables {
  passkeys: PasskeyRow
}
