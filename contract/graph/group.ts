import { z } from 'zod'

export const groupType = '#microsoft.graph.group'

const text = z.string({ error: 'it must be a text' }).max(2048, { error: 'it is too long' })
const readOnly = z.never({ error: 'it is read-only and cannot be set' }).optional()

/** Latchkey keeps security groups with members assigned by hand; a body may say so and nothing else. */
const securityGroup = {
  '@odata.type': z.exactOptional(z.literal(groupType, { error: `it must be '${groupType}'` })),
  description: z.exactOptional(text.nullable()),
  mailNickname: z.exactOptional(text),
  mailEnabled: z.exactOptional(z.literal(false, { error: 'only security groups without mail are supported: false' })),
  securityEnabled: z.exactOptional(z.literal(true, { error: 'only security groups are supported: true' })),
  groupTypes: z.exactOptional(z.array(z.string()).max(0, { error: 'only security groups are supported: []' })),
  id: readOnly,
  createdDateTime: readOnly,
  mail: readOnly,
  onPremisesSyncEnabled: readOnly,
}

/** Addresses of directory objects to link, twenty at most. */
const bound = z.exactOptional(
  z
    .array(z.string({ error: 'it must be a list of addresses of directory objects' }).max(1024))
    .max(20, { error: 'at most 20 objects can be linked in one request' }),
)

export const createGroupBody = z.strictObject({
  ...securityGroup,
  displayName: text,
  isAssignableToRole: z.exactOptional(z.boolean({ error: 'it must be true or false' })),
  'members@odata.bind': bound,
  'owners@odata.bind': bound,
})

export const updateGroupBody = z.strictObject({
  ...securityGroup,
  displayName: z.exactOptional(text),
  isAssignableToRole: z.never({ error: 'it is fixed when the group is created' }).optional(),
  'members@odata.bind': bound,
})

/** A security group with every property Latchkey keeps. */
export const groupResource = z.strictObject({
  id: z.guid(),
  createdDateTime: z.iso.datetime(),
  description: z.string().nullable(),
  displayName: z.string(),
  groupTypes: z.array(z.string()),
  isAssignableToRole: z.boolean(),
  mail: z.null(),
  mailEnabled: z.literal(false),
  mailNickname: z.string(),
  onPremisesSyncEnabled: z.null(),
  securityEnabled: z.literal(true),
})
export type GroupResource = z.infer<typeof groupResource>
