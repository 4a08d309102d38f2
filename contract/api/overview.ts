import { z } from 'zod'

const reason = z
  .strictObject({ code: z.string().describe('as in docs/errors.md'), message: z.string() })
  .nullable()
  .describe('why the caller is not told; null where they are')

const list = z.strictObject({
  path: z.string().describe('where what is counted is listed'),
  filter: z.string().describe('the `$filter` that leaves just that'),
})

/** How many there are. */
const number = z.strictObject({
  count: z.int().nullable().describe('null for whoever may not read what is counted'),
  isAtLeast: z.boolean().describe('whether there are more; they are not all counted'),
  list,
  reason,
})
export type OverviewNumber = z.infer<typeof number>

/** What needs attention now. */
export const overview = z.strictObject({
  asOfDateTime: z.string(),
  passes: z.strictObject({
    live: number,
    startingSoon: number.describe('within 24 hours'),
    expiredUnused: number.describe('in the last 7 days'),
  }),
  failedRedemptions: z.strictObject({
    lastDay: number.describe('in the last 24 hours'),
    lastWeek: number.describe('in the last 7 days'),
  }),
  exclusions: z.strictObject({
    permanent: number.describe('from policies in force'),
    endingSoon: number.describe('within 7 days'),
  }),
  people: z.strictObject({
    enabled: number.describe('members with an enabled account; counted at most ten seconds ago, as the three below'),
    withoutPasskey: number.describe('of them, without a method that resists phishing'),
    withoutMethod: number.describe('of them, without passkey, authenticator app and password'),
  }),
  administrators: z.strictObject({ withoutPasskey: number.describe('holders of any role with an enabled account') }),
  auditChain: z
    .strictObject({
      findingCount: z
        .int()
        .nullable()
        .describe('of the verification that found most, of the newest and of all; null where there was none'),
      verifiedDateTime: z.string().nullable().describe('when the last of them ended'),
      waiting: z.int().nullable().describe('records without a place in the chain yet'),
      waitingSinceDateTime: z.string().nullable(),
      reason,
    })
    .describe('all null for whoever may not read the logs'),
  securityDefaults: z.strictObject({
    isEnabled: z.boolean().nullable().describe('null for whoever may not read it'),
    reason,
  }),
})
export type OverviewAnswer = z.infer<typeof overview>

const methodCount = z.strictObject({
  method: z
    .enum(['fido2', 'temporaryAccessPass', 'softwareOath', 'password', 'previouslySatisfied', 'other'])
    .describe('the first that was proved or tried; `previouslySatisfied`: in a session of the browser'),
  succeeded: z.int(),
  interrupted: z.int().describe('asked for more, or for something else first'),
  failed: z.int(),
})

/** Interactive sign-ins by day (UTC) and method. */
export const signInsByMethod = z.strictObject({
  since: z.string().nullable().describe('where what is known begins; null where nobody has signed in'),
  isComplete: z.boolean().describe('false while a long log is still being gone through'),
  totals: z.array(methodCount),
  value: z
    .array(z.strictObject({ date: z.string(), counts: z.array(methodCount) }))
    .describe('every day, the earliest first, and every method'),
})
export type SignInsByMethod = z.infer<typeof signInsByMethod>

const readiness = {
  passkey: z.int(),
  multifactor: z.int().describe('an authenticator app, and no passkey'),
  passwordOnly: z.int(),
  none: z.int(),
  total: z.int(),
}

/** Members with an enabled account by the strongest of their methods, by day (UTC) and now. */
export const passwordless = z.strictObject({
  asOfDateTime: z.string(),
  groups: z
    .array(
      z.strictObject({
        readiness: z.enum(['passkey', 'multifactor', 'passwordOnly', 'none']),
        count: z.int(),
        list,
      }),
    )
    .describe('as it is now'),
  value: z
    .array(
      z.strictObject({
        date: z.string(),
        ...readiness,
        isEstimate: z
          .boolean()
          .describe('worked out from those who are still there, because it was before anybody counted'),
      }),
    )
    .describe('at the end of each day, the earliest first; days before anybody was there are left out'),
})
export type Passwordless = z.infer<typeof passwordless>

/** A person and the strongest of their methods. */
export const personResource = z.strictObject({
  id: z.string().describe("the user's"),
  displayName: z.string(),
  userPrincipalName: z.string(),
  userType: z.enum(['Member', 'Guest']),
  accountEnabled: z.boolean(),
  isAdministrator: z.boolean().describe('whether they hold a role, at whatever scope'),
  readiness: z.enum(['passkey', 'multifactor', 'passwordOnly', 'none']),
})
export type PersonResource = z.infer<typeof personResource>
