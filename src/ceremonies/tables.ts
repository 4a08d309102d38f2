/** A ceremony between its two requests: a WebAuthn challenge or an authenticator app not yet confirmed. */
export interface CeremonyRow {
  readonly id: string
  readonly kind: string
  /** The user it is for, null where a discoverable passkey will tell. */
  readonly user_id: string | null
  /** The sign-in or session it belongs to. */
  readonly bound_to: string
  /** What the second half needs, sealed by the vault. */
  readonly state: Uint8Array
  readonly created_at: number
  readonly expires_at: number
  readonly consumed_at: number | null
}

export interface CeremonyTables {
  ceremonies: CeremonyRow
}
