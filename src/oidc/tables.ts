export interface SigningKeyRow {
  readonly id: string
  readonly algorithm: string
  /** The public JWK, JSON. */
  readonly public_key: string
  /** The private JWK, sealed by the vault. */
  readonly private_key: Uint8Array
  readonly created_at: number
  readonly retired_at: number | null
}

/**
 * One artefact of the protocol engine: token, grant, session, interaction.
 *
 * Every value a client or a browser could present is kept as a keyed hash, and the payload sealed.
 */
export interface OidcArtefactRow {
  readonly id: string
  readonly kind: string
  readonly payload: Uint8Array
  readonly grant_hash: string | null
  readonly user_code_hash: string | null
  readonly uid_hash: string | null
  readonly created_at: number
  readonly expires_at: number | null
  readonly consumed_at: number | null
}

export interface OidcTables {
  signing_keys: SigningKeyRow
  oidc_artefacts: OidcArtefactRow
}
