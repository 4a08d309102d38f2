import type { AdministrativeUnitTables } from '../administrative-units/tables.ts'
import type { ApplicationTables } from '../applications/tables.ts'
import type { AuditTables } from '../audit/tables.ts'
import type { BrandingTables } from '../branding/tables.ts'
import type { CeremonyTables } from '../ceremonies/tables.ts'
import type { DirectoryTables } from '../directory/tables.ts'
import type { ExclusionWatchTables } from '../exclusion-watch/tables.ts'
import type { WorkflowTables } from '../lifecycle-workflows/tables.ts'
import type { EmailTables } from '../methods/email/tables.ts'
import type { PasskeyTables } from '../methods/passkey/tables.ts'
import type { PasswordTables } from '../methods/password/tables.ts'
import type { PhoneTables } from '../methods/phone/tables.ts'
import type { PassTables } from '../methods/temporary-access-pass/tables.ts'
import type { OathTables } from '../methods/totp/tables.ts'
import type { OidcTables } from '../oidc/tables.ts'
import type { OverviewTables } from '../overview/tables.ts'
import type { AuthenticationContextTables } from '../policies/authentication-contexts/tables.ts'
import type { MethodsPolicyTables } from '../policies/authentication-methods/tables.ts'
import type { AuthenticationStrengthTables } from '../policies/authentication-strengths/tables.ts'
import type { AccessPolicyTables } from '../policies/conditional-access/tables.ts'
import type { NamedLocationTables } from '../policies/named-locations/tables.ts'
import type { AccessRevisionTables } from '../policies/revision/tables.ts'
import type { TenantPolicyTables } from '../policies/tenant/tables.ts'
import type { ReportTables } from '../reports/tables.ts'
import type { RoleTables } from '../roles/tables.ts'
import type { SavedViewTables } from '../saved-views/tables.ts'
import type { SessionTables } from '../sessions/tables.ts'
import type { SignInTables } from '../signin/tables.ts'
import type { TenantPassTables } from '../tenant-passes/tables.ts'
import type { ThrottlingTables } from '../throttling/tables.ts'

export interface VaultKeyRow {
  readonly id: string
  readonly purpose: string
  readonly wrapped: Uint8Array
  readonly created_at: number
  readonly retired_at: number | null
}

export interface OutboxRow {
  readonly id: string
  readonly kind: string
  readonly payload: string
  readonly created_at: number
  readonly available_at: number
  readonly attempts: number
  readonly delivered_at: number | null
  readonly last_error: string | null
}

export interface JobLeaseRow {
  readonly name: string
  readonly holder: string
  readonly expires_at: number
}

interface KernelTables {
  vault_keys: VaultKeyRow
  outbox: OutboxRow
  job_leases: JobLeaseRow
}

/** Every table of the database: the union of what the slices declare. */
export type Schema = KernelTables &
  AdministrativeUnitTables &
  AccessPolicyTables &
  AccessRevisionTables &
  AuthenticationContextTables &
  ApplicationTables &
  AuditTables &
  AuthenticationStrengthTables &
  BrandingTables &
  CeremonyTables &
  DirectoryTables &
  EmailTables &
  ExclusionWatchTables &
  MethodsPolicyTables &
  NamedLocationTables &
  OathTables &
  OidcTables &
  OverviewTables &
  PasskeyTables &
  PassTables &
  PasswordTables &
  PhoneTables &
  ReportTables &
  RoleTables &
  SavedViewTables &
  SessionTables &
  SignInTables &
  TenantPassTables &
  TenantPolicyTables &
  ThrottlingTables &
  WorkflowTables
