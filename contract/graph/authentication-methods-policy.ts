import { z } from 'zod'

const state = z.enum(['enabled', 'disabled'], { error: "it must be 'enabled' or 'disabled'" })
const flag = z.boolean({ error: 'it must be true or false' })
const count = z.int({ error: 'it must be a whole number' })
const groupType = z.literal('group', { error: "it must be 'group'" })
const targetType = z.enum(['group', 'user'], { error: "it must be 'group' or 'user'" })
const targetId = z.string({ error: "it must be the id of a group or a user, or 'all_users'" })

const includeTarget = z.strictObject({ targetType, id: targetId, isRegistrationRequired: flag.default(false) })
const excludeTarget = z.strictObject({ targetType, id: targetId })
const groupTarget = z.strictObject({ targetType: groupType, id: targetId })

const anySettings = { state, includeTargets: z.array(includeTarget), excludeTargets: z.array(excludeTarget) }

/** Settings that Graph has no word for are annotations, which Graph's clients pass over (ADR 0011). */
const passSettings = {
  ...anySettings,
  defaultLifetimeInMinutes: count,
  defaultLength: count,
  minimumLifetimeInMinutes: count,
  maximumLifetimeInMinutes: count,
  isUsableOnce: flag,
  '@latchkey.passcodeAlphabet': z.enum(['unambiguous', 'full'], { error: "it must be 'unambiguous' or 'full'" }),
  '@latchkey.passcodeGrowsWithLifetime': flag,
  '@latchkey.secondFactorOnly': z.strictObject({ state, includeTarget: groupTarget }),
  '@latchkey.administratorsExcluded': flag,
}

const keyRestrictions = z.strictObject({
  isEnforced: flag,
  enforcementType: z.enum(['allow', 'block'], { error: "it must be 'allow' or 'block'" }),
  aaGuids: z.array(z.string()),
})

/** There is one profile of passkeys, which has no name. */
const noProfiles = z.array(z.never({ error: 'it must be empty; there are no passkey profiles' }))

const passkeySettings = {
  ...anySettings,
  includeTargets: z.array(includeTarget.extend({ allowedPasskeyProfiles: noProfiles.exactOptional() })),
  defaultPasskeyProfile: z.null({ error: 'it must be null; there are no passkey profiles' }),
  isSelfServiceRegistrationAllowed: flag,
  isAttestationEnforced: flag,
  keyRestrictions,
}

/** Graph's type name of each configuration, by its id. */
export const configurationTypeNames = {
  TemporaryAccessPass: '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration',
  Fido2: '#microsoft.graph.fido2AuthenticationMethodConfiguration',
  SoftwareOath: '#microsoft.graph.softwareOathAuthenticationMethodConfiguration',
  Password: '#microsoft.graph.passwordAuthenticationMethodConfiguration',
} as const

type Id = keyof typeof configurationTypeNames

/** Graph's type names of the configurations that Latchkey shows and has not. */
export const absentTypeNames = {
  MicrosoftAuthenticator: '#microsoft.graph.microsoftAuthenticatorAuthenticationMethodConfiguration',
  Sms: '#microsoft.graph.smsAuthenticationMethodConfiguration',
  HardwareOath: '#microsoft.graph.hardwareOathAuthenticationMethodConfiguration',
  Voice: '#microsoft.graph.voiceAuthenticationMethodConfiguration',
  Email: '#microsoft.graph.emailAuthenticationMethodConfiguration',
  X509Certificate: '#microsoft.graph.x509CertificateAuthenticationMethodConfiguration',
  QRCodePin: '#microsoft.graph.qrCodePinAuthenticationMethodConfiguration',
} as const

function resource<Shape extends z.ZodRawShape, Key extends Id>(id: Key, settings: Shape) {
  const typeName = z.literal(configurationTypeNames[id])
  return z.object({
    '@odata.type': typeName,
    id: z.literal(id),
    ...settings,
    'includeTargets@odata.context': z.string(),
  })
}

const passResource = resource('TemporaryAccessPass', passSettings)
const passkeyResource = resource('Fido2', passkeySettings)
const oathResource = resource('SoftwareOath', anySettings)
const passwordResource = resource('Password', anySettings)

const absentResource = z.looseObject({
  '@odata.type': z.enum(Object.values(absentTypeNames)),
  id: z.enum(Object.keys(absentTypeNames)),
  state: z.literal('disabled'),
  excludeTargets: z.array(excludeTarget),
  'includeTargets@odata.context': z.string(),
})

/** `authenticationMethodConfiguration` as it is read. */
export const methodConfiguration = z.union([
  z.discriminatedUnion('@odata.type', [passResource, passkeyResource, oathResource, passwordResource]),
  absentResource,
])
export type MethodConfiguration = z.infer<typeof methodConfiguration>

const advancedState = z.enum(['default', 'enabled', 'disabled'], {
  error: "it must be 'default', 'enabled' or 'disabled'",
})

const campaign = z.strictObject({
  snoozeDurationInDays: count,
  state: advancedState,
  excludeTargets: z.array(excludeTarget),
  includeTargets: z.array(
    z.strictObject({
      targetType,
      id: targetId,
      targetedAuthenticationMethod: z.string({ error: 'it must be a text' }),
    }),
  ),
})

const policySettings = {
  policyMigrationState: z.enum(['preMigration', 'migrationInProgress', 'migrationComplete'], {
    error: "it must be 'preMigration', 'migrationInProgress' or 'migrationComplete'",
  }),
  reconfirmationInDays: count.nullable(),
  registrationEnforcement: z.strictObject({ authenticationMethodsRegistrationCampaign: campaign }),
}

const betaSettings = {
  systemCredentialPreferences: z.strictObject({
    state: advancedState,
    includeTargets: z.array(excludeTarget),
    excludeTargets: z.array(excludeTarget),
  }),
  reportSuspiciousActivitySettings: z.strictObject({
    state: advancedState,
    includeTarget: excludeTarget,
    voiceReportingCode: count,
  }),
}

/** The whole policy as it is read. */
export const methodsPolicy = z.object({
  '@odata.context': z.string(),
  id: z.literal('authenticationMethodsPolicy'),
  displayName: z.string(),
  description: z.string(),
  lastModifiedDateTime: z.string().nullable(),
  policyVersion: z.string(),
  ...policySettings,
  systemCredentialPreferences: betaSettings.systemCredentialPreferences.optional(),
  reportSuspiciousActivitySettings: betaSettings.reportSuspiciousActivitySettings.optional(),
  authenticationMethodConfigurations: z.array(methodConfiguration),
})

/** Every property may be left out, but none may be null. */
const exact = <Shape extends Record<string, z.ZodType>>(shape: Shape) =>
  Object.fromEntries(Object.entries(shape).map(([key, schema]) => [key, z.exactOptional(schema)])) as {
    [Key in keyof Shape]: z.ZodExactOptional<Shape[Key]>
  }

const partialRestrictions = z.strictObject(exact(keyRestrictions.shape))
const partialSecondFactor = z.strictObject(exact(passSettings['@latchkey.secondFactorOnly'].shape))

/**
 * The body that changes a configuration, by its id: what is absent stays as it is.
 *
 * Annotations of OData are passed over, so that an object may be sent back as it was read.
 */
export const configurationPatches = {
  TemporaryAccessPass: patch('TemporaryAccessPass', {
    ...passSettings,
    '@latchkey.secondFactorOnly': partialSecondFactor,
  }),
  Fido2: patch('Fido2', { ...passkeySettings, keyRestrictions: partialRestrictions }),
  SoftwareOath: patch('SoftwareOath', anySettings),
  Password: patch('Password', anySettings),
}

/** The body that changes whichever configuration it says it is. */
export const anyConfigurationPatch = z.union(Object.values(configurationPatches))

function patch<Shape extends Record<string, z.ZodType>>(id: Id, settings: Shape) {
  const name = configurationTypeNames[id]
  const isOwnId = (given: string) => given.toLowerCase() === id.toLowerCase()
  const body = z.strictObject({
    '@odata.type': z.literal(name, { error: `it is required and must be '${name}'` }),
    id: z
      .string()
      .refine(isOwnId, { error: `it is read-only, and it is '${id}'` })
      .exactOptional(),
    ...exact(settings),
  })
  return z.preprocess((value) => withoutAnnotations(value, ['@odata.type'], deepestAnnotation), body)
}

/** Annotations stand on the configuration and on the targets in its lists. */
const deepestAnnotation = 3

function withoutAnnotations(value: unknown, kept: readonly string[], levels: number): unknown {
  if (levels === 0 || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => withoutAnnotations(item, [], levels - 1))
  const entries = Object.entries(value).filter(([key]) => kept.includes(key) || !key.includes('@odata.'))
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutAnnotations(inner, [], levels - 1)]))
}

/** The body that changes a configuration which Latchkey has not, whose properties only Graph's description names. */
export const absentPatch = (id: keyof typeof absentTypeNames, properties: readonly string[]) => {
  const typeName = z.literal(absentTypeNames[id], { error: `it is required and must be '${absentTypeNames[id]}'` })
  const isOwnId = (given: string) => given.toLowerCase() === id.toLowerCase()
  const body = z.strictObject({
    '@odata.type': typeName,
    id: z
      .string()
      .refine(isOwnId, { error: `it is read-only, and it is '${id}'` })
      .exactOptional(),
    ...Object.fromEntries(properties.map((name) => [name, z.unknown().exactOptional()])),
  })
  return z.preprocess((value) => withoutAnnotations(value, ['@odata.type'], deepestAnnotation), body)
}

const partial = <Shape extends Record<string, z.ZodType>>(object: z.ZodObject<Shape>) =>
  z.strictObject(exact(object.shape))

const policyPatch = {
  '@odata.context': z.string().exactOptional(),
  '@odata.type': z.literal('#microsoft.graph.authenticationMethodsPolicy').exactOptional(),
  policyMigrationState: policySettings.policyMigrationState.exactOptional(),
  reconfirmationInDays: policySettings.reconfirmationInDays.exactOptional(),
  registrationEnforcement: withoutTypes(
    z.strictObject({ authenticationMethodsRegistrationCampaign: partial(campaign).exactOptional() }),
  ).exactOptional(),
  authenticationMethodConfigurations: z.array(z.looseObject({ '@odata.type': z.string() })).exactOptional(),
}

/** Annotations stand on objects and on the targets in their lists. */
function withoutTypes<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => withoutAnnotations(value, [], deepestAnnotation + 1), schema)
}

/** The body that changes the whole policy; each configuration in it is a patch of its own. */
export const methodsPolicyPatch = z.strictObject(policyPatch)

/** As `methodsPolicyPatch`, with what beta has beside it. */
export const betaMethodsPolicyPatch = z.strictObject({
  ...policyPatch,
  systemCredentialPreferences: withoutTypes(partial(betaSettings.systemCredentialPreferences)).exactOptional(),
  reportSuspiciousActivitySettings: withoutTypes(
    partial(betaSettings.reportSuspiciousActivitySettings),
  ).exactOptional(),
})
