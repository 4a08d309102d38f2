import { z } from 'zod'

/** Over how long the impact is counted. */
export const impactOptions = z.strictObject({
  days: z
    .string()
    .regex(/^([1-9]|[1-8]\d|90)$/, 'is a whole number from 1 to 90')
    .optional()
    .describe('how far back, 7 unless told'),
})

const counts = {
  letThrough: z.number().int().describe('met as it was, or would be'),
  askedForMore: z.number().int().describe('more was asked for, or would be'),
  blocked: z.number().int().describe('kept out, or would be'),
}

/** What a Conditional Access policy came to in the sign-ins of the last days, or would have. */
export const policyImpact = z.strictObject({
  policyId: z.string(),
  policyDisplayName: z.string(),
  policyState: z.enum(['enabled', 'disabled', 'enabledForReportingButNotEnforced']),
  policyModifiedDateTime: z
    .string()
    .nullable()
    .describe('sign-ins before it were judged by the policy as it was then; null where it never changed'),
  days: z.number().int(),
  fromDateTime: z.string(),
  toDateTime: z.string(),
  readCount: z.number().int().describe('records of sign-ins that were read, the newest first'),
  mostRead: z.number().int(),
  isComplete: z.boolean().describe('whether that is all of the span'),
  readFromDateTime: z.string().describe('how far back was read'),
  total: z.strictObject({
    ...counts,
    notApplied: z.number().int().describe('policies were asked, and this one did not apply'),
    notEvaluated: z.number().int().describe('failed before policies were asked, as with a wrong code'),
    enforced: z.number().int().describe('of those it applied to, at how many it was enabled, not in report-only'),
  }),
  controls: z
    .array(z.strictObject({ control: z.string(), askedForMore: z.number().int(), blocked: z.number().int() }))
    .describe('of the controls that were not met, in the words of the sign-in log'),
  byDay: z
    .array(
      z.strictObject({
        date: z.string().describe('in UTC'),
        ...counts,
        notApplied: z.number().int(),
        isComplete: z.boolean().describe('whether all of the day was read'),
      }),
    )
    .describe('every day of the span, the oldest first'),
  affectedUserCount: z.number().int().describe('people asked for more or blocked at least once'),
  users: z
    .array(
      z.strictObject({
        id: z.string(),
        displayName: z.string().nullable(),
        userPrincipalName: z.string().nullable(),
        ...counts,
        lastDateTime: z.string().describe('when it last asked them for more or blocked them'),
      }),
    )
    .describe('the twenty affected most often'),
})
export type PolicyImpact = z.infer<typeof policyImpact>
