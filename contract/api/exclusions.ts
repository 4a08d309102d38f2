import { z } from 'zod'

/** By whose hand something was done. */
const hand = z.strictObject({
  kind: z.enum(['user', 'application', 'server']),
  id: z.string().nullable().describe('of a user the object id, of an application the client id'),
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
  isEnforced: z.boolean().describe('whether the policy is enabled, so that the exclusion takes effect'),
  requirement: z
    .enum(['block', 'authenticationStrength', 'mfa'])
    .nullable()
    .describe('what it spares; null where the policy asks for no proof'),
  kind: z.enum(['user', 'group', 'role', 'guests']),
  targetId: z.string().describe('the id of what is excluded; of guests all, or kinds for those of certain kinds'),
  targetDisplayName: z.string().nullable(),
  expirationDateTime: z.string().nullable().describe('when the exclusion ends by itself; null where it lasts'),
  recommendation: recommendation.nullable(),
}

/** One entry of those whom a policy leaves out. */
export const exclusionResource = z.strictObject({
  id: z.string(),
  ...exclusionParts,
  targetUserPrincipalName: z.string().nullable(),
  guestOrExternalUserTypes: z.array(z.string()),
  addedDateTime: z
    .string()
    .nullable()
    .describe('when it was put into the policy; null where that was before the log begins, as are the two below'),
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
  groups: z
    .array(z.strictObject({ id: z.string(), displayName: z.string().nullable() }))
    .describe('from the excluded group, or the one that holds the excluded role, down to the one the person is in'),
  isIncluded: z.boolean().describe('whether the policy would be for this person without the exclusion'),
  sinceDateTime: z
    .string()
    .nullable()
    .describe('when the last thing happened that it took; null where that was before the log begins'),
  by: hand.nullable().describe('whose deed that was; null where the log has no record of it'),
  auditId: z.string().nullable(),
})

/** A person who is excluded from policies. */
export const exemptPersonResource = z.strictObject({
  id: z.string().describe("the user's"),
  displayName: z.string().nullable(),
  userPrincipalName: z.string().nullable(),
  accountEnabled: z.boolean(),
  hasStrongMethod: z
    .boolean()
    .nullable()
    .describe('whether they have a passkey or an authenticator app; null for whoever may not read what is registered'),
  exemptions: z.array(exemption),
})
export type ExemptPersonResource = z.infer<typeof exemptPersonResource>
