export interface DirectoryAuditRow {
  readonly id: string
  readonly activity_at: number
  readonly activity_display_name: string
  readonly category: string
  readonly logged_by_service: string
  readonly correlation_id: string
  readonly result: string
  readonly initiated_by_user_id: string | null
  /** The comparison key; empty where no user acted. */
  readonly initiated_by_user_principal_name_key: string
  readonly initiated_by_app_id: string | null
  readonly target_id: string | null
  /** The directoryAudit object as Graph shows it, JSON. */
  readonly record: string
  /** Keyed hash over the record, made in the write itself. */
  readonly mac: Uint8Array
  /** Position in the chain, null until the sealing job has passed. */
  readonly seal_sequence: number | null
}

export interface SignInRow {
  readonly id: string
  readonly created_at: number
  readonly user_id: string | null
  readonly user_principal_name_key: string
  readonly app_id: string
  readonly ip_address: string
  readonly correlation_id: string
  readonly error_code: number
  readonly is_interactive: number
  /** The signIn object as Graph shows it, JSON. */
  readonly record: string
  readonly mac: Uint8Array
  readonly seal_sequence: number | null
}

export interface AuditSealRow {
  readonly sequence: number
  readonly log: 'directoryAudits' | 'signIns'
  readonly record_id: string
  /** Keyed hash over the previous hash, the sequence, the log, the record's id and its MAC. */
  readonly hash: Uint8Array
  readonly sealed_at: number
}

export interface AuditTables {
  directory_audits: DirectoryAuditRow
  sign_ins: SignInRow
  audit_seals: AuditSealRow
}
