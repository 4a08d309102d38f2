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
