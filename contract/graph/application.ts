import { z } from 'zod'
import { withoutAnnotations } from './annotations.ts'

/** What stands for a program in this tenant: what signs in and what permissions are given to. */
export const servicePrincipalResource = z.strictObject({
  id: z.guid(),
  deletedDateTime: z.null(),
  accountEnabled: z.boolean(),
  appDisplayName: z.string(),
  appId: z.guid(),
  appOwnerOrganizationId: z.guid(),
  appRoles: z.array(z.never()),
  displayName: z.string(),
  oauth2PermissionScopes: z.array(z.never()),
  replyUrls: z.array(z.string()),
  servicePrincipalNames: z.array(z.string()),
  servicePrincipalType: z.literal('Application'),
  signInAudience: z.literal('AzureADMyOrg'),
  tags: z.array(z.never()),
})
export type ServicePrincipalResource = z.infer<typeof servicePrincipalResource>

/** A client secret; its text is told once, in the answer to `addPassword`. */
export const passwordCredentialResource = z.strictObject({
  customKeyIdentifier: z.null(),
  displayName: z.string().nullable(),
  endDateTime: z.iso.datetime(),
  /** The first three characters. */
  hint: z.string(),
  keyId: z.guid(),
  secretText: z.string().nullable(),
  startDateTime: z.iso.datetime(),
})
export type PasswordCredentialResource = z.infer<typeof passwordCredentialResource>

const addresses = z.strictObject({ redirectUris: z.array(z.string()) })

/**
 * A program as it was registered.
 *
 * Entra parts what an application asks for (`requiredResourceAccess`) from what was granted; here whoever registers it grants it, so there is one list of each kind, by the names of Graph's permissions.
 */
export const applicationResource = z.strictObject({
  id: z.guid(),
  deletedDateTime: z.null(),
  appId: z.guid(),
  createdDateTime: z.iso.datetime(),
  displayName: z.string(),
  /** Set at registration: it runs where no secret can be kept, and acts for people alone. */
  isFallbackPublicClient: z.boolean(),
  passwordCredentials: z.array(passwordCredentialResource),
  /** Where people may be sent back to, of a public client. */
  publicClient: addresses,
  publisherDomain: z.string(),
  signInAudience: z.literal('AzureADMyOrg'),
  tags: z.array(z.never()),
  /** The same, of every other. */
  web: addresses,
  /** Application permissions granted. */
  '@latchkey.permissions': z.array(z.string()),
  /** Delegated permissions consented to for everybody. */
  '@latchkey.delegatedPermissions': z.array(z.string()),
})
export type ApplicationResource = z.infer<typeof applicationResource>

const readOnly = z.never({ error: 'it is read-only and cannot be set' }).optional()
const text = z.string({ error: 'it must be a text' })
const texts = z.array(text, { error: 'it must be a list of texts' }).max(200)
const someAddresses = z.strictObject({ redirectUris: texts.exactOptional() }).exactOptional()

const writable = {
  '@odata.type': z.literal('#microsoft.graph.application').optional(),
  id: readOnly,
  appId: readOnly,
  createdDateTime: readOnly,
  deletedDateTime: readOnly,
  passwordCredentials: z
    .never({ error: 'secrets are made with addPassword and removed with removePassword' })
    .optional(),
  publisherDomain: readOnly,
  signInAudience: z.literal('AzureADMyOrg', { error: 'it is AzureADMyOrg: there is one tenant' }).optional(),
  tags: readOnly,
  web: someAddresses,
  publicClient: someAddresses,
  '@latchkey.permissions': texts.exactOptional(),
  '@latchkey.delegatedPermissions': texts.exactOptional(),
}

/** The body that registers one; redirect addresses of a public client make it one. */
export const applicationCreate = z.preprocess(
  (body) => withoutAnnotations(body),
  z.strictObject({ ...writable, displayName: text, isFallbackPublicClient: z.boolean().nullable().exactOptional() }),
)

/** The body that changes one; each list takes the place of the whole one before. */
export const applicationPatch = z.preprocess(
  (body) => withoutAnnotations(body),
  z.strictObject({
    ...writable,
    displayName: text.exactOptional(),
    isFallbackPublicClient: z.never({ error: 'it is decided at registration' }).optional(),
  }),
)

/** The body that lets a program in or keeps it out. */
export const servicePrincipalPatch = z.preprocess(
  (body) => withoutAnnotations(body),
  z.strictObject({
    '@odata.type': z.literal('#microsoft.graph.servicePrincipal').optional(),
    accountEnabled: z.boolean({ error: 'it must be true or false' }),
  }),
)

/** The body of `addPassword`; the secret is good from now on, for 180 days unless told. */
export const addPasswordBody = z.preprocess(
  (body) => withoutAnnotations(body),
  z.strictObject({
    passwordCredential: z
      .strictObject({
        '@odata.type': z.literal('#microsoft.graph.passwordCredential').optional(),
        customKeyIdentifier: z.null({ error: 'it is not kept' }).exactOptional(),
        displayName: text.nullable().exactOptional(),
        endDateTime: z.iso
          .datetime({ offset: true, error: 'it must be a time in ISO 8601' })
          .nullable()
          .exactOptional(),
        hint: z.null({ error: 'it is read-only' }).exactOptional(),
        keyId: z.null({ error: 'it is read-only' }).exactOptional(),
        secretText: z.null({ error: 'the server makes the secret' }).exactOptional(),
        startDateTime: z.null({ error: 'a secret is good at once' }).exactOptional(),
      })
      .nullable()
      .exactOptional(),
  }),
)

export const removePasswordBody = z.strictObject({ keyId: z.guid({ error: 'it must be the id of a secret' }) })
