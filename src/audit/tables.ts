import type { StepColumn } from './rules/steps.ts'

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
  readonly initiated_by_user_display_name_key: string | null
  readonly initiated_by_app_display_name_key: string | null
  readonly target_id: string | null
  /** The directoryAudit object as Graph shows it, JSON. */
  readonly record: string
  /** Keyed hash over the record, made in the write itself. */
  readonly mac: Uint8Array
  /** Position in the chain, null until the sealing job has passed. */
  readonly seal_sequence: number | null
}

/** One of the `targetResources` of a directoryAudit, as it is searched by. */
export interface DirectoryAuditTargetRow {
  readonly audit_id: string
  /** Its place in the list, from 0. */
  readonly position: number
  /** When the activity was, as in the audit. */
  readonly activity_at: number
  readonly target_id: string | null
  readonly display_name_key: string | null
}

/**
 * Columns named `…_key` hold the comparison key of a value in the record; those that may be null, null for the usual value.
 *
 * Columns named `with_…` hold 1 where the method is among the steps, else null.
 */
export interface SignInRow extends Readonly<Record<StepColumn, number | null>> {
  readonly id: string
  readonly created_at: number
  readonly user_id: string | null
  readonly user_principal_name_key: string
  readonly app_id: string
  readonly ip_address: string
  readonly correlation_id: string
  readonly error_code: number
  readonly is_interactive: number
  readonly user_display_name_key: string | null
  readonly app_display_name_key: string | null
  readonly operating_system_key: string | null
  readonly browser_key: string | null
  readonly client_app_used_key: string | null
  readonly conditional_access_status_key: string | null
  readonly resource_id: string | null
  readonly resource_display_name_key: string | null
  readonly authentication_requirement_key: string | null
  readonly sign_in_event_type_key: string | null
  readonly country_key: string | null
  /** The methods that proved something, each between bars; null where none did. */
  readonly methods_used: string | null
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

/** The last verification of a part of the logs. */
export interface AuditVerificationRow {
  readonly part: 'newest' | 'whole'
  readonly began_at: number
  /** Null while a verification of the whole goes on. */
  readonly ended_at: number | null
  /** The places of the chain that were looked at; null where it had none. */
  readonly from_sequence: number | null
  readonly through_sequence: number | null
  readonly checked: number
  readonly finding_count: number
  /** The first of them, JSON. */
  readonly findings: string
  readonly continue_from: string | null
}

export interface AuditTables {
  directory_audits: DirectoryAuditRow
  directory_audit_targets: DirectoryAuditTargetRow
  sign_ins: SignInRow
  audit_seals: AuditSealRow
  audit_verifications: AuditVerificationRow
}
