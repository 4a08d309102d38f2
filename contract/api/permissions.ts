import { z } from 'zod'

const named = z.strictObject({ id: z.string(), displayName: z.string().nullable() })

const area = z.enum([
  'organization',
  'users',
  'authenticationMethods',
  'groups',
  'roles',
  'administrativeUnits',
  'conditionalAccess',
  'policies',
  'logs',
  'applications',
  'lifecycleWorkflows',
])

const heldRole = z.strictObject({
  assignmentId: z.string(),
  id: z.string().describe('of the role'),
  displayName: z.string(),
  description: z.string().nullable(),
  isBuiltIn: z.boolean(),
  isEnabled: z.boolean().describe('whether it grants anything'),
  administrativeUnit: named.nullable().describe('where it counts; null: in the whole tenant'),
  group: named
    .nullable()
    .describe('the role-assignable group through which it is held, named to whoever may read it; null: held directly'),
})

const operation = { name: z.string().describe('as in docs/permissions.md'), description: z.string() }

const where = {
  reach: z
    .enum(['tenant', 'administrativeUnits'])
    .describe('the widest; `tenant`: as far as the role reaches there, so a user may be out of reach all the same'),
  administrativeUnits: z
    .array(named)
    .describe('those for which a role grants it, beside a wider reach too, because a restricted unit asks for one'),
}

/** What somebody may do. */
export const permissionsResource = z.strictObject({
  id: z.string().describe("the user's"),
  displayName: z.string(),
  userPrincipalName: z.string(),
  accountEnabled: z.boolean(),
  session: z
    .strictObject({
      isMultifactor: z.boolean().describe('without more than one factor no role counts'),
      application: z
        .strictObject({ appId: z.string(), displayName: z.string() })
        .nullable()
        .describe('which acts for the person, and narrows what they may do'),
    })
    .nullable()
    .describe('which the rest is told for; null where it is about somebody else: then for any of more than one factor'),
  roles: z.array(heldRole),
  operations: z
    .array(
      z.strictObject({
        ...operation,
        actsOn: z.enum(['tenant', 'user', 'group']),
        ...where,
        includesAdministrators: z
          .boolean()
          .describe('whether it reaches everybody, so that it may be done where it concerns nobody in particular'),
      }),
    )
    .describe('what they may do to others'),
  ownOperations: z.array(z.strictObject(operation)).describe('what they may do to the own account'),
  resourceActions: z.array(
    z.strictObject({
      name: z.string(),
      description: z.string(),
      area,
      isPrivileged: z.boolean(),
      ...where,
    }),
  ),
})
export type PermissionsResource = z.infer<typeof permissionsResource>

/** What the caller may do to one user. */
export const permissionsOnUser = z.strictObject({
  id: z.string().describe("the user's"),
  operations: z.array(z.strictObject(operation)).describe('what the caller may do to this user'),
  refusals: z
    .array(
      z.strictObject({
        operation: z.string(),
        code: z.enum(['notOnYourself', 'targetOutOfReach']),
        message: z.string(),
      }),
    )
    .describe('what the caller may do to others and not to this user, and why'),
})
export type PermissionsOnUser = z.infer<typeof permissionsOnUser>

/** What a role may grant. */
export const resourceActionResource = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  area,
  actionVerb: z.enum(['GET', 'POST', 'PATCH', 'DELETE']).nullable().describe('null: several'),
  isPrivileged: z.boolean().describe('changes people, how they sign in, who may do what or who gets in'),
  isGrantable: z.boolean().describe('whether a custom role may grant it'),
  isScopable: z.boolean().describe('whether it counts in a role given for one administrative unit'),
  operations: z.array(z.string()).describe('what it lets its holder do, as in docs/permissions.md'),
})
export type ResourceActionResource = z.infer<typeof resourceActionResource>
