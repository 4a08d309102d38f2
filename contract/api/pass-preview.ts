import { z } from 'zod'
import { createPassBody } from '../graph/temporary-access-pass.ts'

/** The body of a preview: a pass as it would be asked for, and what is known of how it will be used. */
export const passPreviewBody = createPassBody.omit({ '@odata.type': true }).extend({
  ipAddress: z.string('must be an IP address').max(45, 'must be an IP address').nullish(),
  devicePlatform: z
    .enum(['android', 'iOS', 'windows', 'macOS', 'linux'], 'must be android, iOS, windows, macOS or linux')
    .nullish(),
  appIds: z
    .array(z.guid('must be the client id of an application'), 'must be a list of client ids')
    .min(1, 'must name an application, or be left out')
    .max(100, 'must name at most 100 applications')
    .nullish(),
})

const opening = z
  .enum(['yes', 'afterMore', 'no', 'depends'])
  .describe('`afterMore`: more has to be proved; `depends`: on what is not known yet')
const dependsOn = z.array(z.enum(['location', 'platform'])).describe('what is not known yet and decides')
const policyIds = z.array(z.string()).describe('policies in force that are not met, or might not be')
const message = z.string().describe('the same for people')

const asked = z
  .strictObject({
    next: z.enum(['prove', 'register', 'changePassword']),
    methods: z.array(z.string()).describe('kinds of which one is enough for now'),
  })
  .nullable()
  .describe('what the person is led to on the way in, beside the pass; null: nothing')

const standing = z.strictObject({
  applies: z.enum(['yes', 'no', 'depends']),
  dependsOn,
  result: z
    .enum(['satisfied', 'asksForMore', 'blocks'])
    .nullable()
    .describe('the worst it comes to where it applies; null where it does not'),
  missing: z.array(z.string()).describe('controls that the pass does not meet, in the words of Graph'),
  strength: z.string().nullable().describe('the name of the authentication strength among them; null: there is none'),
  reasons: z.array(z.string()).describe('why it does not apply, in the words of What If, or `reportOnly`'),
})

const refusal = z.strictObject({
  code: z.string().describe('as in docs/errors.md'),
  message: z.string(),
  property: z.string().nullable(),
})

const note = z.strictObject({
  code: z.enum(['accountDisabled', 'passwordMissing', 'afterPassword', 'replacesPass']),
  message: z.string(),
})

/** What would come of a pass about to be issued. */
export const passPreview = z.strictObject({
  user: z.strictObject({ id: z.string(), displayName: z.string(), userPrincipalName: z.string() }),
  verdict: z
    .enum(['refused', 'fails', 'depends', 'partly', 'works'])
    .describe('`refused`: not issued; `fails`: issued, and opens nothing; `partly`: opens some of it alone'),
  summary: z.array(z.string()).describe('all of it in sentences to read out'),
  issuance: z.strictObject({
    allowed: z.boolean(),
    refusals: z.array(refusal),
    notes: z.array(note).describe('what to know although it would be issued'),
    startDateTime: z.string(),
    endDateTime: z.string(),
    lifetimeInMinutes: z.int(),
    isUsableOnce: z.boolean(),
    policy: z
      .strictObject({
        minimumLifetimeInMinutes: z.int(),
        maximumLifetimeInMinutes: z.int(),
        defaultLifetimeInMinutes: z.int(),
        isUsableOnce: z.boolean().describe('whether every pass has to be for one use'),
      })
      .describe('what the methods policy allows, for whoever may issue a pass and not read the policy'),
  }),
  policies: z
    .array(
      z.strictObject({
        id: z.string(),
        displayName: z.string(),
        state: z.enum(['enabled', 'enabledForReportingButNotEnforced']),
        signIn: standing.describe('what it says to signing in, at worst'),
        appIds: z.array(z.string()).describe('where it applies, or might'),
        registration: standing.describe('what it says to registering methods'),
        message,
      }),
    )
    .describe('every policy that is not switched off, the oldest first'),
  applications: z
    .array(
      z.strictObject({
        appId: z.string(),
        displayName: z.string(),
        opens: opening,
        dependsOn,
        policyIds,
        asked,
        message,
      }),
    )
    .describe('our own pages first'),
  registration: z.strictObject({
    allowed: opening,
    dependsOn,
    policyIds,
    asked,
    minutesAfterSignIn: z.int().nullable().describe('null: until the pass ends'),
    untilDateTime: z.string(),
    methods: z.array(
      z.strictObject({
        kind: z.string(),
        canRegister: z.boolean(),
        reason: z
          .enum(['methodDisabled', 'userNotIncluded', 'userExcluded', 'selfServiceOff', 'tooManyMethods'])
          .nullable(),
        message,
      }),
    ),
    message,
  }),
})
export type PassPreviewAnswer = z.infer<typeof passPreview>
