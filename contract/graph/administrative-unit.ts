import { z } from 'zod'

export const administrativeUnitType = '#microsoft.graph.administrativeUnit'

const text = z.string({ error: 'it must be a text' }).max(2048, { error: 'it is too long' })
const readOnly = z.never({ error: 'it is read-only and cannot be set' }).optional()

const writable = {
  '@odata.type': z.exactOptional(
    z.literal(administrativeUnitType, { error: `it must be '${administrativeUnitType}'` }),
  ),
  description: z.exactOptional(text.nullable()),
  visibility: z.exactOptional(text.nullable()),
  membershipType: z.exactOptional(z.literal(['Assigned', null], { error: "only 'Assigned' is supported" })),
  membershipRule: z.exactOptional(z.null({ error: 'only assigned membership is supported: null' })),
  membershipRuleProcessingState: z.exactOptional(z.null({ error: 'only assigned membership is supported: null' })),
  id: readOnly,
  deletedDateTime: readOnly,
}

export const createAdministrativeUnitBody = z.strictObject({
  ...writable,
  displayName: text,
  isMemberManagementRestricted: z.exactOptional(z.boolean({ error: 'it must be true or false' }).nullable()),
})

export const updateAdministrativeUnitBody = z.strictObject({
  ...writable,
  displayName: z.exactOptional(text),
  isMemberManagementRestricted: z.never({ error: 'it is fixed when the unit is created' }).optional(),
})

/** Graph's administrativeUnit, whose members are assigned by hand. */
export const administrativeUnitResource = z.strictObject({
  id: z.guid(),
  deletedDateTime: z.null(),
  displayName: z.string(),
  description: z.string().nullable(),
  visibility: z.string().nullable(),
  isMemberManagementRestricted: z.boolean(),
  membershipType: z.null(),
  membershipRule: z.null(),
  membershipRuleProcessingState: z.null(),
})
export type AdministrativeUnitResource = z.infer<typeof administrativeUnitResource>
