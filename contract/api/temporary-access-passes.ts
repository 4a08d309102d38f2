import { z } from 'zod'

/** Where a pass stands by the clock and its use; whether the policy lets it be used is `methodUsabilityReason`. */
const passStates = ['live', 'upcoming', 'expired', 'used'] as const

/** By whose hand a pass was issued. */
const issuer = z.strictObject({
  kind: z.enum(['user', 'application', 'server']),
  id: z.string().nullable().describe('of a user the object id, of an application the client id'),
  displayName: z.string().nullable(),
  userPrincipalName: z.string().nullable(),
})

/** A pass of the tenant, never with its code. */
export const tenantPassResource = z.strictObject({
  id: z.string(),
  userId: z.string(),
  userDisplayName: z.string().nullable().describe('null for whoever may not read the directory, as the one below'),
  userPrincipalName: z.string().nullable(),
  createdDateTime: z.string(),
  startDateTime: z.string(),
  endDateTime: z.string(),
  lifetimeInMinutes: z.int(),
  isUsableOnce: z.boolean(),
  state: z
    .enum(passStates)
    .describe(
      '`live`: in its window and not used up; `used`: for one use, and used; by the clock, whatever the policy',
    ),
  isUsable: z.boolean(),
  methodUsabilityReason: z.enum(['EnabledByPolicy', 'DisabledByPolicy', 'Expired', 'NotYetValid', 'OneTimeUsed']),
  lastUsedDateTime: z.string().nullable(),
  issuedBy: issuer.nullable().describe('null where the log has no record of it'),
})
export type TenantPassResource = z.infer<typeof tenantPassResource>

const row = {
  userId: z.guid('must be the object id of a user'),
  passId: z.guid('must be the id of a pass'),
}

/** The passes to revoke, in the order in which they are. */
export const revokePassesBody = z.strictObject({
  passes: z
    .array(z.strictObject(row), 'must be a list of passes, each with userId and passId')
    .min(1, 'must name a pass')
    .max(100, 'must name at most 100 passes'),
})

/** What came of revoking one of them. */
const revokedPass = z.strictObject({
  userId: z.string(),
  passId: z.string(),
  status: z.int().describe('as of a DELETE of this pass alone: 204, 403, 404'),
  error: z
    .strictObject({ code: z.string().describe('as in docs/errors.md'), message: z.string() })
    .nullable()
    .describe('null where it was revoked'),
})

/** What came of revoking each, in the order they were named in. */
export const revokedPasses = z.strictObject({ value: z.array(revokedPass) })
export type RevokedPasses = z.infer<typeof revokedPasses>
