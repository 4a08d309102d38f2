import { z } from 'zod'

/** A session of a user, without anything that opens it. */
export const sessionResource = z.strictObject({
  id: z.string().describe('as in the sign-in log; it opens nothing'),
  userId: z.string(),
  userDisplayName: z.string().nullable(),
  userPrincipalName: z.string().nullable(),
  isCurrent: z.boolean().describe('whether it is the one that asks'),
  createdDateTime: z.string(),
  authenticationDateTime: z.string().describe('when something was last proved in it'),
  lastSeenDateTime: z.string().describe('to the minute'),
  expirationDateTime: z
    .string()
    .describe('when it is over at the latest; with the pass it hangs on, where one opened it'),
  idleExpirationDateTime: z.string().describe('when it is over unless it is used before'),
  ipAddress: z.string().describe('where it was opened'),
  countryOrRegion: z.string().nullable(),
  browser: z.string().nullable().describe('null where the browser says nothing known'),
  operatingSystem: z.string().nullable(),
  userAgent: z.string(),
  isMultifactor: z.boolean(),
  methodReferences: z.array(z.string()).describe('as `amr` in tokens: `fido`, `tap`, `pwd`, `otp`, `mfa`'),
  methods: z
    .array(
      z.strictObject({
        method: z.enum(['temporaryAccessPass', 'fido2', 'softwareOath', 'password']),
        id: z.string().describe("of the method among the user's"),
        usedDateTime: z.string(),
      }),
    )
    .describe('what was proved in it'),
  temporaryAccessPassId: z
    .string()
    .nullable()
    .describe('the pass it hangs on: it ends where that is deleted or replaced'),
  applications: z
    .array(z.strictObject({ appId: z.string(), displayName: z.string(), lastReachedDateTime: z.string() }))
    .nullable()
    .describe('reached in it, as far as the sign-in log goes back; null in the list of the whole tenant'),
})
export type SessionResource = z.infer<typeof sessionResource>
