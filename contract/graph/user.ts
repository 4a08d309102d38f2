import { z } from 'zod'

export const userType = '#microsoft.graph.user'

const text = z.string({ error: 'it must be a text' }).max(1024, { error: 'it is too long' })
const flag = z.boolean({ error: 'it must be true or false' })
const clearable = z.exactOptional(text.nullable())
const readOnly = z.never({ error: 'it is read-only and cannot be set' }).optional()

/** `forceChangePasswordNextSignIn` is true where it is left out. */
const passwordProfile = z.strictObject({
  password: text,
  forceChangePasswordNextSignIn: flag.nullish(),
  forceChangePasswordNextSignInWithMfa: z
    .literal([false, null], { error: 'only false is supported; use forceChangePasswordNextSignIn' })
    .optional(),
})

/** What may be written; null clears a property that may be empty. */
const writable = {
  '@odata.type': z.exactOptional(z.literal(userType, { error: `it must be '${userType}'` })),
  givenName: clearable,
  surname: clearable,
  mail: clearable,
  jobTitle: clearable,
  department: clearable,
  officeLocation: clearable,
  mobilePhone: clearable,
  preferredLanguage: clearable,
  usageLocation: clearable,
  employeeId: clearable,
  employeeHireDate: clearable,
  businessPhones: z.exactOptional(z.array(text, { error: 'it must be a list of texts' }).max(20)),
  mailNickname: z.exactOptional(text),
  userType: z.exactOptional(z.enum(['Member', 'Guest'], { error: "it must be 'Member' or 'Guest'" })),
  accountEnabled: z.exactOptional(flag),
  passwordProfile: z.exactOptional(passwordProfile),
}

/** What only the server writes. */
const notWritable = {
  id: readOnly,
  createdDateTime: readOnly,
  creationType: readOnly,
  externalUserState: readOnly,
  identities: readOnly,
  onPremisesSyncEnabled: readOnly,
  signInSessionsValidFromDateTime: readOnly,
}

export const createUserBody = z.strictObject({
  ...writable,
  ...notWritable,
  displayName: text,
  userPrincipalName: text,
})
export type CreateUserBody = z.output<typeof createUserBody>

export const updateUserBody = z.strictObject({
  ...writable,
  ...notWritable,
  displayName: z.exactOptional(text),
  userPrincipalName: z.exactOptional(text),
})
export type UpdateUserBody = z.output<typeof updateUserBody>

/** Of an action without parameters. */
export const emptyBody = z.strictObject({})

/** The own password changed with the current one. */
export const changePasswordBody = z.strictObject({ currentPassword: text, newPassword: text })

/** A user with every property Latchkey keeps; an answer holds those selected, or the default ones. */
export const userResource = z.strictObject({
  businessPhones: z.array(z.string()),
  displayName: z.string(),
  givenName: z.string().nullable(),
  jobTitle: z.string().nullable(),
  mail: z.string().nullable(),
  mobilePhone: z.string().nullable(),
  officeLocation: z.string().nullable(),
  preferredLanguage: z.string().nullable(),
  surname: z.string().nullable(),
  userPrincipalName: z.string(),
  id: z.guid(),
  accountEnabled: z.boolean(),
  createdDateTime: z.iso.datetime(),
  creationType: z.string().nullable(),
  department: z.string().nullable(),
  employeeHireDate: z.iso.datetime().nullable(),
  employeeId: z.string().nullable(),
  externalUserState: z.string().nullable(),
  identities: z.array(z.strictObject({ signInType: z.string(), issuer: z.string(), issuerAssignedId: z.string() })),
  mailNickname: z.string(),
  onPremisesSyncEnabled: z.null(),
  signInSessionsValidFromDateTime: z.iso.datetime(),
  usageLocation: z.string().nullable(),
  userType: z.enum(['Member', 'Guest']),
})
export type UserResource = z.infer<typeof userResource>

/** The body that points at another object: `{ "@odata.id": "https://…/directoryObjects/{id}" }`. */
export const referenceBody = z.strictObject({
  '@odata.id': z
    .string({ error: 'it must be the address of a directory object' })
    .max(1024, { error: 'it is too long' }),
})
