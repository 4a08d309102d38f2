export interface SignInAttemptRow {
  readonly id: string
  /** SHA-256 of the cookie's token. */
  readonly token_hash: string
  /** The machine's state, JSON. */
  readonly state: string
  /** Rises with every advance; an answer to an older version is refused. */
  readonly version: number
  readonly created_at: number
  readonly expires_at: number
}

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

/** A count of tries that survives what came of them. */
export interface ThrottleRow {
  readonly key: string
  readonly failures: number
  readonly window_started_at: number
  readonly blocked_until: number
}

export interface SignInTables {
  sign_in_attempts: SignInAttemptRow
  ceremonies: CeremonyRow
  throttles: ThrottleRow
}
