import { z } from 'zod'

const base64Url = z.string().regex(/^[\w-]*$/, 'not base64url')
const bytes = base64Url.min(1).max(16_384)

const credential = {
  id: bytes.max(2_048),
  rawId: bytes.max(2_048),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.record(z.string().max(100), z.unknown()).default({}),
}

/** What `navigator.credentials.get` gave, as JSON; members we do not know are left out (WebAuthn Level 3 §5.1). */
export const assertionCredential = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: base64Url.max(256).optional(),
  }),
})

/** What `navigator.credentials.create` gave, as JSON. */
export const registrationCredential = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: base64Url.min(1).max(49_152),
    transports: z.array(z.string().max(50)).max(20).optional(),
  }),
})
