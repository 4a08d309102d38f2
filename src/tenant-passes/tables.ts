import type { PassRow } from '../methods/temporary-access-pass/tables.ts'

/** One pass of the tenant with its owner and where it stands. */
export interface TenantPassRow extends Omit<PassRow, 'alphabet' | 'code_hash' | 'key_id'> {
  readonly display_name: string
  readonly display_name_key: string
  readonly user_principal_name: string
  readonly user_principal_name_key: string
  readonly state: 'live' | 'upcoming' | 'expired' | 'used'
}

export interface TenantPassTables {
  /** Stored nowhere: a query over passes and users puts it together when it is asked for. */
  tenant_passes: TenantPassRow
}
