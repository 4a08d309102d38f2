import { z } from 'zod'

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

/** A program as it was registered. */
export const applicationResource = z.strictObject({
  id: z.guid(),
  deletedDateTime: z.null(),
  appId: z.guid(),
  createdDateTime: z.iso.datetime(),
  displayName: z.string(),
  publisherDomain: z.string(),
  signInAudience: z.literal('AzureADMyOrg'),
  tags: z.array(z.never()),
})
export type ApplicationResource = z.infer<typeof applicationResource>
