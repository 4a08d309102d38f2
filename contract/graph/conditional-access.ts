import { z } from 'zod'
import { withoutAnnotations } from './annotations.ts'

const text = z.string({ error: 'it must be a text' })
const flag = z.boolean({ error: 'it must be true or false' })
const readOnly = z.never({ error: 'it is read-only and cannot be set' }).optional()
const most = 1000

const list = <Item extends z.ZodType>(item: Item) =>
  z.array(item, { error: 'it must be a list' }).max(most, { error: `it may have ${most} entries at most` })

const names = list(text)
const oneOf = <const Names extends readonly [string, ...string[]]>(known: Names) =>
  z.enum(known, { error: `it must be ${known.map((name) => `'${name}'`).join(', ')}` })

/** Several names joined by commas, as Graph writes flags. */
const flags = <const Names extends readonly [string, ...string[]]>(known: Names) => {
  const isKnown = (given: string) => given.split(',').every((name) => known.includes(name.trim()))
  return text
    .max(500, { error: 'it is too long' })
    .refine(isKnown, { error: `it is one or several of ${known.join(', ')}, joined by commas` })
    .transform((given) => [...new Set(given.split(',').map((name) => name.trim() as Names[number]))])
}

/** Names of later versions that Entra answers with null and version 1.0 does not have (facts/entra.md §7.1). */
const leaked = ['times', 'deviceStates', 'clients', 'networkAccess', 'globalSecureAccess', 'partialEnablementStrategy']

/** A body without annotations and without what was read as unset from a later version, wherever that stands. */
function readable(body: unknown): unknown {
  const withoutLeaked = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const entries = Object.entries(value).filter(([name, inner]) => inner !== null || !leaked.includes(name))
    return Object.fromEntries(entries)
  }
  const policy = withoutLeaked(withoutAnnotations(body))
  if (typeof policy !== 'object' || policy === null || !('conditions' in policy)) return policy
  return { ...policy, conditions: withoutLeaked(policy.conditions) }
}

/** An object without properties unknown to Graph; its type may be told. */
const object = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ '@odata.type': text.optional(), ...shape }, { error: objectError })

const objectError = (issue: z.core.$ZodRawIssue) =>
  issue.code === 'unrecognized_keys' ? undefined : 'it must be an object'

/** Graph has it and Latchkey cannot do it; sending it empty, as it is read, is no harm. */
const notOffered = z.null({ error: 'Latchkey does not offer it; leave it out, or send null' }).optional()
const off = (shape: z.ZodRawShape = {}) =>
  object({
    isEnabled: z.literal(false, { error: 'Latchkey does not offer it; leave it out, or send null' }).nullish(),
    ...shape,
  })
    .nullable()
    .exactOptional()

const guests = object({
  guestOrExternalUserTypes: flags([
    'none',
    'internalGuest',
    'b2bCollaborationGuest',
    'b2bCollaborationMember',
    'b2bDirectConnectUser',
    'otherExternalUser',
    'serviceProvider',
  ]),
  externalTenants: object({ membershipKind: oneOf(['all', 'enumerated']), members: names.default([]) })
    .nullable()
    .default(null),
})
  .nullable()
  .default(null)

const users = object({
  includeUsers: names.default([]),
  excludeUsers: names.default([]),
  includeGroups: names.default([]),
  excludeGroups: names.default([]),
  includeRoles: names.default([]),
  excludeRoles: names.default([]),
  includeGuestsOrExternalUsers: guests,
  excludeGuestsOrExternalUsers: guests,
})

const applications = object({
  includeApplications: names.default([]),
  excludeApplications: names.default([]),
  includeUserActions: list(oneOf(['urn:user:registersecurityinfo', 'urn:user:registerdevice'])).default([]),
  includeAuthenticationContextClassReferences: names.default([]),
  applicationFilter: notOffered,
})

const risks = list(oneOf(['low', 'medium', 'high', 'hidden', 'none']))
const platforms = list(oneOf(['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux', 'all'])).default([])

const conditions = object({
  clientAppTypes: list(
    oneOf(['all', 'browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'easSupported', 'other']),
  ).exactOptional(),
  signInRiskLevels: risks.exactOptional(),
  userRiskLevels: risks.exactOptional(),
  servicePrincipalRiskLevels: risks.exactOptional(),
  insiderRiskLevels: flags(['minor', 'moderate', 'elevated']).nullable().exactOptional(),
  users: users.nullable().exactOptional(),
  clientApplications: object({
    includeServicePrincipals: names.default([]),
    excludeServicePrincipals: names.default([]),
    servicePrincipalFilter: notOffered,
  })
    .nullable()
    .exactOptional(),
  applications: applications.exactOptional(),
  locations: object({ includeLocations: names.default([]), excludeLocations: names.default([]) })
    .nullable()
    .exactOptional(),
  platforms: object({ includePlatforms: platforms, excludePlatforms: platforms }).nullable().exactOptional(),
  devices: object({
    deviceFilter: object({ mode: oneOf(['include', 'exclude']), rule: text })
      .nullable()
      .default(null),
  })
    .nullable()
    .exactOptional(),
  authenticationFlows: object({ transferMethods: flags(['none', 'deviceCodeFlow', 'authenticationTransfer']) })
    .nullable()
    .exactOptional(),
})

/** A strength is named by its id; what else was read of it may come along. */
const strength = object({
  id: z.guid({ error: 'it must be the id of an authentication strength' }),
  displayName: z.unknown().optional(),
  description: z.unknown().optional(),
  createdDateTime: z.unknown().optional(),
  modifiedDateTime: z.unknown().optional(),
  policyType: z.unknown().optional(),
  requirementsSatisfied: z.unknown().optional(),
  allowedCombinations: z.unknown().optional(),
  combinationConfigurations: z.unknown().optional(),
})

const grantControls = object({
  operator: oneOf(['AND', 'OR']).exactOptional(),
  builtInControls: list(
    oneOf([
      'block',
      'mfa',
      'compliantDevice',
      'domainJoinedDevice',
      'approvedApplication',
      'compliantApplication',
      'passwordChange',
      'riskRemediation',
    ]),
  ).exactOptional(),
  customAuthenticationFactors: names.exactOptional(),
  termsOfUse: names.exactOptional(),
  authenticationStrength: strength.nullable().exactOptional(),
})

const sessionControls = object({
  disableResilienceDefaults: flag.nullable().exactOptional(),
  applicationEnforcedRestrictions: off(),
  cloudAppSecurity: off({ cloudAppSecurityType: z.unknown().optional() }),
  secureSignInSession: off(),
  signInFrequency: object({
    isEnabled: flag.nullable().default(true),
    value: z.int32({ error: 'it must be a whole number' }).nullable().default(null),
    type: oneOf(['days', 'hours']).nullable().default(null),
    frequencyInterval: oneOf(['timeBased', 'everyTime']).nullable().default(null),
    authenticationType: oneOf(['primaryAndSecondaryAuthentication', 'secondaryAuthentication'])
      .nullable()
      .default(null),
  })
    .nullable()
    .exactOptional(),
  persistentBrowser: object({ isEnabled: flag.nullable().default(true), mode: oneOf(['always', 'never']) })
    .nullable()
    .exactOptional(),
})

const common = {
  '@odata.type': z.literal('#microsoft.graph.conditionalAccessPolicy').optional(),
  id: readOnly,
  createdDateTime: readOnly,
  modifiedDateTime: readOnly,
  deletedDateTime: readOnly,
  description: z.null({ error: 'Graph does not use it; leave it out' }).optional(),
  grantControls: grantControls.nullable().exactOptional(),
  sessionControls: sessionControls.nullable().exactOptional(),
}

const state = oneOf(['enabled', 'disabled', 'enabledForReportingButNotEnforced'])
const templateId = z.guid({ error: 'it must be the id of a template' }).nullable()

const patch = z.strictObject({
  ...common,
  displayName: text.exactOptional(),
  state: state.exactOptional(),
  templateId: templateId.exactOptional(),
  conditions: conditions.exactOptional(),
})

/** The body that changes a policy: what is absent stays, what is given replaces what was there. */
export const accessPolicyPatch = z.preprocess(readable, patch)
export type AccessPolicyPatch = z.output<typeof patch>

/** The body that makes a policy. */
export const accessPolicyCreate = z.preprocess(
  readable,
  z.strictObject({ ...common, displayName: text, state, templateId: templateId.default(null), conditions }),
)
