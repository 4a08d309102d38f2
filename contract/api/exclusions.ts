import { z } from 'zod'

/** By whose hand something was done. */
const hand = z.strictObject({
  kind: z.enum(['user', 'application', 'server']),
  /** Of a user the object id, of an application the client id. */
  id: z.string().nullable(),
  displayName: z.string().nullable(),
  userPrincipalName: z.string().nullable(),
})

/** What to do instead of excluding somebody. */
const recommendation = z.strictObject({
  action: z.enum(['issuePass', 'issuePassToRegister', 'askHomeTenant', 'narrowPolicy']),
  message: z.string(),
  command: z.string().nullable(),
  request: z.string().nullable(),
})

const exclusionParts = {
  policyId: z.string(),
  policyDisplayName: z.string(),
  policyState: z.enum(['enabled', 'disabled', 'enabledForReportingButNotEnforced']),
  /** Whether the policy is enabled, so that the exclusion takes effect. */
  isEnforced: z.boolean(),
  /** What it spares; null where the policy asks for no proof. */
  requirement: z.enum(['block', 'authenticationStrength', 'mfa']).nullable(),
  kind: z.enum(['user', 'group', 'role', 'guests']),
  /** The id of what is excluded; of guests `all`, or `kinds` for those of certain kinds. */
  targetId: z.string(),
  targetDisplayName: z.string().nullable(),
  /** When the exclusion ends by itself; null where it lasts. */
  expirationDateTime: z.string().nullable(),
  recommendation: recommendation.nullable(),
}

/** One entry of those whom a policy leaves out. */
export const exclusionResource = z.strictObject({
  id: z.string(),
  ...exclusionParts,
  targetUserPrincipalName: z.string().nullable(),
  guestOrExternalUserTypes: z.array(z.string()),
  /** When it was put into the policy; null where that was before the log begins, as are the two below. */
  addedDateTime: z.string().nullable(),
  addedBy: hand.nullable(),
  addedAuditId: z.string().nullable(),
})
export type ExclusionResource = z.infer<typeof exclusionResource>

/** The body that sets the end of an exclusion, or takes it away. */
export const exclusionPatch = z.strictObject({
  expirationDateTime: z.string('must be a date and time in ISO 8601, or null').max(40).nullable(),
})

/** That a person is exempt from a policy. */
const exemption = z.strictObject({
  exclusionId: z.string(),
  ...exclusionParts,
  /** From the excluded group, or the one that holds the excluded role, down to the one the person is in. */
  groups: z.array(z.strictObject({ id: z.string(), displayName: z.string().nullable() })),
  /** Whether the policy would be for this person without the exclusion. */
  isIncluded: z.boolean(),
  /** When the last thing happened that it took; null where that was before the log begins. */
  sinceDateTime: z.string().nullable(),
  /** Whose deed that was; null where the log has no record of it. */
  by: hand.nullable(),
  auditId: z.string().nullable(),
})

/** A person who is excluded from policies. */
export const exemptPersonResource = z.strictObject({
  /** The user's. */
  id: z.string(),
  displayName: z.string().nullable(),
  userPrincipalName: z.string().nullable(),
  accountEnabled: z.boolean(),
  /** Whether they have a passkey or an authenticator app; null for whoever may not read what is registered. */
  hasStrongMethod: z.boolean().nullable(),
  exemptions: z.array(exemption),
})
export type ExemptPersonResource = z.infer<typeof exemptPersonResource>
