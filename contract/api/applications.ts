import { z } from 'zod'

const allowed = z.array(z.strictObject({ name: z.string().describe('of a resource action'), description: z.string() }))

/** A permission that an application may be given. */
export const grantablePermissionResource = z.strictObject({
  id: z.string().describe('its name: `User.Read.All`'),
  application: allowed.nullable().describe('what it allows an application by itself; null: it is not given so'),
  delegated: allowed
    .nullable()
    .describe(
      'what it allows an application for people, as far as they may do it themselves; null: it is not given so',
    ),
})
export type GrantablePermissionResource = z.infer<typeof grantablePermissionResource>
