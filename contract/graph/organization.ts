import { z } from 'zod'
import { withoutAnnotations } from './annotations.ts'

/** The tenant. */
export const organizationResource = z.strictObject({
  id: z.guid(),
  displayName: z.string(),
  createdDateTime: z.iso.datetime(),
  tenantType: z.literal('AAD'),
  onPremisesSyncEnabled: z.null(),
  verifiedDomains: z.array(
    z.strictObject({
      capabilities: z.string(),
      isDefault: z.boolean(),
      isInitial: z.boolean(),
      name: z.string(),
      type: z.literal('Managed'),
    }),
  ),
})
export type OrganizationResource = z.infer<typeof organizationResource>

const readOnly = z.never({ error: 'it is read-only and cannot be set' }).optional()

/** The body that changes it. */
export const organizationPatch = z.preprocess(
  (body) => withoutAnnotations(body),
  z.strictObject({
    '@odata.type': z.literal('#microsoft.graph.organization').optional(),
    id: readOnly,
    displayName: z.string({ error: 'it must be a text' }),
    createdDateTime: readOnly,
    tenantType: readOnly,
    onPremisesSyncEnabled: readOnly,
    verifiedDomains: readOnly,
  }),
)

/** A domain users may be named in; its id is its name. */
export const domainResource = z.strictObject({
  id: z.string(),
  authenticationType: z.literal('Managed'),
  isAdminManaged: z.boolean(),
  isDefault: z.boolean(),
  isInitial: z.boolean(),
  isRoot: z.boolean(),
  isVerified: z.boolean(),
  supportedServices: z.array(z.string()),
})
export type DomainResource = z.infer<typeof domainResource>
