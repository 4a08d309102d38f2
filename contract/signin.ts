import { z } from 'zod'

/** The ways to prove, in the words of the sign-in face. */
export const methodKind = z.enum(['temporaryAccessPass', 'fido2', 'softwareOath', 'password'])
export type MethodKindName = z.infer<typeof methodKind>

/** What went wrong with the last answer, with a sentence in English; the page says it in the reader's language. */
export const stepError = z.strictObject({
  code: z.enum([
    'wrong',
    'wait',
    'passExpired',
    'passNotYetValid',
    'passAlreadyUsed',
    'passBlocked',
    'accountDisabled',
    'accessBlocked',
    'passkeyFailed',
    'registrationFailed',
    'expired',
  ]),
  message: z.string(),
  retryAfterSeconds: z.int().optional(),
  /** What did not work, where the code does not say. */
  method: methodKind.optional(),
  /** When a pass begins to work. */
  startDateTime: z.iso.datetime().optional(),
  /** Which kind of rule stopped the person; never which one. */
  stoppedBy: z.enum(['place', 'device', 'application', 'registration', 'policy', 'strength', 'registering']).optional(),
  /** What leads the service desk to the record. */
  correlationId: z.string().optional(),
})
export type StepError = z.infer<typeof stepError>

/** What somebody may add during a sign-in. */
const addableKind = z.enum(['fido2', 'softwareOath'])
export type AddableKindName = z.infer<typeof addableKind>

/** Why more is asked for, and by what; `appName` is what somebody signs in to. */
const whyMore = z.strictObject({ because: z.enum(['more', 'again', 'otherPasskey']), appName: z.string() })
export type WhyMore = z.infer<typeof whyMore>

/** What is asked now. */
export const step = z.discriminatedUnion('step', [
  z.strictObject({
    step: z.literal('identify'),
    version: z.int(),
    /** Request options for autofill (conditional mediation), as JSON for `navigator.credentials.get`. */
    passkeyOptions: z.unknown(),
    error: stepError.optional(),
  }),
  z.strictObject({
    step: z.literal('prove'),
    version: z.int(),
    userPrincipalName: z.string(),
    method: methodKind,
    /** Which factor this is: 2 after a password. */
    factor: z.union([z.literal(1), z.literal(2)]),
    why: whyMore.optional(),
    /** The other ways, in the order offered. */
    alternatives: z.array(methodKind),
    /** WebAuthn request options when `method` is `fido2`. */
    passkeyOptions: z.unknown().optional(),
    error: stepError.optional(),
  }),
  z.strictObject({
    step: z.literal('register'),
    version: z.int(),
    userPrincipalName: z.string(),
    /** What is to be added now. */
    method: addableKind,
    /** What else would do, in the order offered. */
    alternatives: z.array(addableKind),
    why: whyMore.optional(),
    /** Whether it may be put off. */
    mayPutOff: z.boolean(),
    /** WebAuthn creation options when `method` is `fido2`. */
    creationOptions: z.unknown().optional(),
    /** What the app needs when `method` is `softwareOath`; absent once its time is over, until it is chosen again. */
    app: z.strictObject({ uri: z.string(), key: z.string() }).optional(),
    error: stepError.optional(),
  }),
  z.strictObject({
    step: z.literal('changePassword'),
    version: z.int(),
    userPrincipalName: z.string(),
    error: z.strictObject({ code: z.literal('unacceptable'), message: z.string() }).optional(),
  }),
  z.strictObject({
    step: z.literal('blocked'),
    version: z.int(),
    error: stepError,
    /** The way back to the application that sent the person here, which is told that nobody signed in. */
    back: z.strictObject({ appName: z.string(), path: z.string() }).optional(),
  }),
  z.strictObject({
    step: z.literal('done'),
    version: z.int(),
    /** Where to go now: a path of this server. */
    redirectTo: z.string(),
  }),
])
export type Step = z.infer<typeof step>

/** A number, as a script writes it or in the digits of a form. */
const wholeNumber = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number),
])

/** Every answer names the version of the step it answers, so that a second tab is told. */
const answering = {
  version: wholeNumber.pipe(z.int('not a whole number').min(0).max(1_000_000)),
  csrf: z.string().max(200).optional(),
}

export const identifyBody = z.strictObject({ ...answering, userPrincipalName: z.string().min(1).max(320) })

export const proveBody = z.discriminatedUnion('method', [
  z.strictObject({ ...answering, method: z.literal('temporaryAccessPass'), code: z.string().max(20_000) }),
  z.strictObject({ ...answering, method: z.literal('password'), password: z.string().max(20_000) }),
  z.strictObject({ ...answering, method: z.literal('softwareOath'), code: z.string().max(20_000) }),
  /** `credential` is the JSON of the browser's PublicKeyCredential, as text in a form or as an object. */
  z.strictObject({ ...answering, method: z.literal('fido2'), credential: z.unknown() }),
])

/** Adds what is asked for. */
export const registerBody = z.discriminatedUnion('method', [
  z.strictObject({
    ...answering,
    method: z.literal('fido2'),
    /** The JSON of the browser's PublicKeyCredential, as text in a form or as an object. */
    credential: z.unknown(),
    /** Empty or absent: named after the model. */
    displayName: z.string().max(1_000).optional(),
  }),
  z.strictObject({ ...answering, method: z.literal('softwareOath'), code: z.string().max(1_000) }),
])

/** Chooses another way, or another thing to add; the same again begins it anew. */
export const chooseBody = z.strictObject({ ...answering, method: methodKind })

/** Starts over with another user name; also puts off what may be put off. */
export const restartBody = z.strictObject(answering)

export const changePasswordBody = z.strictObject({ ...answering, newPassword: z.string().max(20_000) })
