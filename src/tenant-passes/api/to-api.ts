import type { RevokedPasses, TenantPassResource } from '../../../contract/api/temporary-access-passes.ts'
import { instant, toIso } from '../../base/time.ts'
import { graphStatus } from '../../faces/graph/errors.ts'
import type { RevokedRow, TenantPass } from '../service.ts'

const iso = (milliseconds: number): string => toIso(instant(milliseconds))

/** A pass of the tenant as it is answered. */
export const tenantPassToApi = ({ row, usability, mayName, issuedBy }: TenantPass): TenantPassResource => ({
  id: row.id,
  userId: row.user_id,
  userDisplayName: mayName ? row.display_name : null,
  userPrincipalName: mayName ? row.user_principal_name : null,
  createdDateTime: iso(row.created_at),
  startDateTime: iso(row.start_at),
  endDateTime: iso(row.end_at),
  lifetimeInMinutes: row.lifetime_minutes,
  isUsableOnce: row.is_usable_once === 1,
  state: row.state,
  isUsable: usability === 'EnabledByPolicy',
  methodUsabilityReason: usability,
  lastUsedDateTime: row.last_used_at === null ? null : iso(row.last_used_at),
  issuedBy,
})

/** What came of revoking passes, as it is answered. */
export const revokedToApi = (rows: readonly RevokedRow[]): RevokedPasses => ({
  value: rows.map(({ userId, passId, refusal }) => ({
    userId,
    passId,
    status: refusal ? graphStatus(refusal.code, refusal.kind) : 204,
    error: refusal ? { code: refusal.code, message: refusal.message } : null,
  })),
})
