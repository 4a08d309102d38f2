import { z } from 'zod'

export const passkeyType = '#microsoft.graph.fido2AuthenticationMethod'
export const softwareOathType = '#microsoft.graph.softwareOathAuthenticationMethod'
export const passwordType = '#microsoft.graph.passwordAuthenticationMethod'

const times = {
  createdDateTime: z.string().nullable(),
  /** Beta alone. */
  lastUsedDateTime: z.string().nullable().optional(),
}

/** A passkey as Graph shows it. */
export const passkeyResource = z.strictObject({
  '@odata.type': z.literal(passkeyType),
  /** The credential id, base64url. */
  id: z.string(),
  displayName: z.string(),
  ...times,
  /** Authenticator Attestation GUID, lower case. */
  aaGuid: z.string(),
  /** What the authenticator is called; null for one we have no name for. */
  model: z.string().nullable(),
  /** DER, base64url, the authenticator's own certificate first. */
  attestationCertificates: z.array(z.string()),
  attestationLevel: z.enum(['attested', 'notAttested']),
  passkeyType: z.enum(['deviceBound', 'synced']),
  /** Filled in requests alone. */
  publicKeyCredential: z.null(),
})
export type PasskeyResource = z.infer<typeof passkeyResource>

/** An authenticator app as Graph shows it; its key is never shown. */
export const softwareOathResource = z.strictObject({
  '@odata.type': z.literal(softwareOathType),
  id: z.string(),
  ...times,
  secretKey: z.null(),
  /** What its owner calls it; Graph has no word for it. */
  '@latchkey.displayName': z.string(),
})
export type SoftwareOathResource = z.infer<typeof softwareOathResource>

/** A password as Graph shows it: that there is one. */
export const passwordResource = z.strictObject({
  '@odata.type': z.literal(passwordType),
  id: z.string(),
  ...times,
  password: z.null(),
})
export type PasswordResource = z.infer<typeof passwordResource>

export const phoneMethodType = '#microsoft.graph.phoneAuthenticationMethod'
export const emailMethodType = '#microsoft.graph.emailAuthenticationMethod'

const phoneType = z.enum(['mobile', 'alternateMobile', 'office'], {
  error: "it must be 'mobile', 'alternateMobile' or 'office'",
})
const phoneNumber = z.string({ error: 'it must be a text' }).max(50, 'it is too long')
const ofPhone = z.literal(phoneMethodType, `it must be ${phoneMethodType}`).exactOptional()

/** A phone as Graph shows it. */
export const phoneResource = z.strictObject({
  '@odata.type': z.literal(phoneMethodType),
  id: z.string(),
  ...times,
  /** `+44 2071234567x12`; masked for whoever may not see it. */
  phoneNumber: z.string(),
  phoneType,
  /** Nobody signs in with a number. */
  smsSignInState: z.literal('notSupported'),
})
export type PhoneResource = z.infer<typeof phoneResource>

/** The body that adds a phone. */
export const createPhoneBody = z.strictObject({ '@odata.type': ofPhone, phoneNumber, phoneType })

/** The body that changes a phone's number; its type may be repeated and not changed. */
export const updatePhoneBody = z.strictObject({
  '@odata.type': ofPhone,
  phoneNumber: phoneNumber.exactOptional(),
  phoneType: phoneType.exactOptional(),
})

const emailAddress = z.string({ error: 'it must be a text' }).max(320, 'it is too long')
const ofEmail = z.literal(emailMethodType, `it must be ${emailMethodType}`).exactOptional()

/** An e-mail address as Graph shows it. */
export const emailResource = z.strictObject({
  '@odata.type': z.literal(emailMethodType),
  id: z.string(),
  ...times,
  emailAddress: z.string(),
})
export type EmailResource = z.infer<typeof emailResource>

/** The body that adds an address. */
export const createEmailBody = z.strictObject({ '@odata.type': ofEmail, emailAddress })

/** The body that changes an address. */
export const updateEmailBody = z.strictObject({ '@odata.type': ofEmail, emailAddress: emailAddress.exactOptional() })

/** The body that resets a password; without one, the server makes one. */
export const resetPasswordBody = z.strictObject({ newPassword: z.string({ error: 'it must be a text' }).nullish() })

/** An operation that may take its time, as Graph shows it. */
export const longRunningOperation = z.strictObject({
  id: z.string(),
  createdDateTime: z.string(),
  lastActionDateTime: z.string(),
  status: z.enum(['notStarted', 'running', 'succeeded', 'failed']),
  statusDetail: z.string().nullable(),
  /** The address of what the operation is done to. */
  resourceLocation: z.string(),
})
export type LongRunningOperationResource = z.infer<typeof longRunningOperation>

const base64Url = z
  .string({ error: 'it must be base64url' })
  .regex(/^[\w-]+$/, 'it must be base64url')
  .max(20_000, 'it is too long')

/** The body that registers a passkey on behalf of a user. */
export const createPasskeyBody = z.strictObject({
  '@odata.type': z.literal(passkeyType, `it must be ${passkeyType}`).exactOptional(),
  displayName: z.string({ error: 'it is required and must be a text' }),
  publicKeyCredential: z.strictObject({
    '@odata.type': z.literal('#microsoft.graph.webauthnPublicKeyCredential').exactOptional(),
    id: base64Url,
    response: z.strictObject({
      '@odata.type': z.literal('#microsoft.graph.webauthnAuthenticatorAttestationResponse').exactOptional(),
      clientDataJSON: base64Url,
      attestationObject: base64Url,
    }),
    clientExtensionResults: z.looseObject({}).nullish(),
  }),
})

/** What `navigator.credentials.create` is given, as Graph writes it. */
export const webauthnCreationOptions = z.strictObject({
  challengeTimeoutDateTime: z.string(),
  publicKey: z.strictObject({
    attestation: z.string(),
    authenticatorSelection: z.strictObject({
      authenticatorAttachment: z.string().nullable(),
      requireResidentKey: z.boolean(),
      userVerification: z.string(),
    }),
    /** 32 bytes, base64url. */
    challenge: z.string(),
    excludeCredentials: z.array(z.strictObject({ id: z.string(), transports: z.array(z.string()), type: z.string() })),
    extensions: z.looseObject({}),
    pubKeyCredParams: z.array(z.strictObject({ alg: z.int(), type: z.string() })),
    rp: z.strictObject({ id: z.string().nullable(), name: z.string() }),
    /** Milliseconds. */
    timeout: z.int(),
    /** The id is base64url. */
    user: z.strictObject({ id: z.string(), name: z.string(), displayName: z.string() }),
  }),
})
export type WebauthnCreationOptions = z.infer<typeof webauthnCreationOptions>
