export interface ApplicationRow {
  readonly id: string
  /** The client id. */
  readonly app_id: string
  readonly service_principal_id: string
  readonly display_name: string
  readonly display_name_key: string
  /** JSON array of Graph application permissions granted. */
  readonly permissions: string
  readonly account_enabled: number
  readonly created_at: number
  /** JSON array of Graph delegated permissions consented to. */
  readonly delegated_permissions: string
  /** JSON array. */
  readonly redirect_uris: string
  readonly is_public_client: number
}

export interface ApplicationSecretRow {
  readonly id: string
  readonly application_id: string
  /** The first three characters, to tell secrets apart. */
  readonly hint: string
  readonly secret_hash: string
  readonly created_at: number
  readonly expires_at: number
  /** What it is for, in the words of whoever made it. */
  readonly display_name: string | null
}

export interface ApplicationTables {
  applications: ApplicationRow
  application_secrets: ApplicationSecretRow
}
