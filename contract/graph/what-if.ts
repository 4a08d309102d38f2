import { z } from 'zod'
import { withoutAnnotations } from './annotations.ts'

const text = z.string({ error: 'it must be a text' })
const typeError = (types: readonly string[]) => ({
  error: `its @odata.type is required and must be ${types.map((type) => `'#microsoft.graph.${type}'`).join(' or ')}`,
})
const oneOf = <const Names extends readonly [string, ...string[]]>(known: Names) =>
  z.enum(known, { error: `it must be ${known.map((name) => `'${name}'`).join(', ')}` })

const guestTypes = [
  'none',
  'internalGuest',
  'b2bCollaborationGuest',
  'b2bCollaborationMember',
  'b2bDirectConnectUser',
  'otherExternalUser',
  'serviceProvider',
] as const

const identity = z.discriminatedUnion(
  '@odata.type',
  [
    z.strictObject({
      '@odata.type': z.literal('#microsoft.graph.userSignIn'),
      userId: text.nullish(),
      externalTenantId: z.guid({ error: 'it must be the id of a tenant' }).nullish(),
      externalUserType: oneOf(guestTypes).nullish(),
    }),
    z.strictObject({
      '@odata.type': z.literal('#microsoft.graph.servicePrincipalSignIn'),
      servicePrincipalId: z.guid({ error: 'it must be the id of a service principal' }),
    }),
  ],
  typeError(['userSignIn', 'servicePrincipalSignIn']),
)

const context = z.discriminatedUnion(
  '@odata.type',
  [
    z.strictObject({
      '@odata.type': z.literal('#microsoft.graph.applicationContext'),
      includeApplications: z.array(text).min(1, { error: 'it names no application' }).max(100),
    }),
    z.strictObject({
      '@odata.type': z.literal('#microsoft.graph.userActionContext'),
      userAction: oneOf(['registerSecurityInformation', 'registerOrJoinDevices']),
    }),
    z.strictObject({
      '@odata.type': z.literal('#microsoft.graph.authContext'),
      authenticationContextValue: text,
    }),
  ],
  typeError(['applicationContext', 'userActionContext', 'authContext']),
)

const risk = oneOf(['low', 'medium', 'high', 'hidden', 'none']).nullish()

/** Empty stands for what was not told. */
const orEmpty = (form: z.ZodType<string>, error: string) =>
  z
    .string({ error })
    .refine((given) => given === '' || form.safeParse(given).success, { error })
    .nullish()

const conditions = z.strictObject({
  '@odata.type': text.optional(),
  devicePlatform: oneOf(['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux', 'all']).nullish(),
  clientAppType: oneOf([
    'all',
    'browser',
    'mobileAppsAndDesktopClients',
    'exchangeActiveSync',
    'easSupported',
    'other',
  ]).nullish(),
  signInRiskLevel: risk,
  userRiskLevel: risk,
  servicePrincipalRiskLevel: risk,
  insiderRiskLevel: oneOf(['none', 'minor', 'moderate', 'elevated']).nullish(),
  country: orEmpty(z.string().regex(/^[a-z]{2}$/i), "it must be two letters, such as 'NO'"),
  ipAddress: orEmpty(z.union([z.ipv4(), z.ipv6()]), 'it must be an IPv4 or IPv6 address'),
  authenticationFlow: z
    .strictObject({
      '@odata.type': text.optional(),
      transferMethod: oneOf(['none', 'deviceCodeFlow', 'authenticationTransfer']).nullish(),
    })
    .nullish(),
  deviceInfo: z.looseObject({}, { error: 'it must be an object' }).nullish(),
})

const body = z.strictObject({
  signInIdentity: identity,
  signInContext: context.nullish(),
  signInConditions: conditions.nullish(),
  appliedPoliciesOnly: z.boolean({ error: 'it must be true or false' }).nullish(),
})

/** The body of What If: a sign-in as it might be. */
export const whatIfBody = z.preprocess((given) => withoutAnnotations(given), body)
export type WhatIfBody = z.output<typeof body>
