import { expect, test } from 'vitest'
import { inWords, type NameOf, type PolicyInWords } from './rules/words.ts'
import {
  type Conditions,
  type GrantControls,
  noApplications,
  noConditions,
  noUsers,
  policyTemplates,
  type SessionControls,
  securityDefaultsPolicy,
} from './rules.ts'

const nameOf: NameOf = (kind, id) => `${kind} ${id}`.toUpperCase()

const words = (
  conditions: Partial<Conditions> = {},
  grant: Partial<GrantControls> | null = {},
  sessionControls: Partial<SessionControls> | null = null,
): PolicyInWords =>
  inWords(
    {
      ...securityDefaultsPolicy,
      conditions: { ...securityDefaultsPolicy.conditions, ...conditions },
      grantControls: grant && {
        operator: 'AND',
        builtInControls: [],
        customAuthenticationFactors: [],
        termsOfUse: [],
        authenticationStrength: null,
        ...grant,
      },
      sessionControls: sessionControls && {
        disableResilienceDefaults: null,
        signInFrequency: null,
        persistentBrowser: null,
        ...sessionControls,
      },
    },
    nameOf,
  )

test.each<readonly [Partial<Conditions>, Partial<PolicyInWords>]>([
  [{}, { who: 'holders of any role', what: 'everything', where: 'anywhere', when: null }],
  [{ users: { ...noUsers, includeUsers: ['None'] } }, { who: 'nobody' }],
  [
    {
      users: {
        ...noUsers,
        includeUsers: ['ada', 'GuestsOrExternalUsers'],
        includeGroups: ['staff'],
        excludeRoles: ['desk'],
        excludeGuestsOrExternalUsers: {
          guestOrExternalUserTypes: ['internalGuest'],
          externalTenants: { membershipKind: 'enumerated', members: ['contoso'] },
        },
      },
    },
    { who: 'USER ADA, all guests, group GROUP STAFF, except role ROLE DESK, guests (internalGuest) of contoso' },
  ],
  [
    {
      users: null,
      clientApplications: {
        includeServicePrincipals: ['ServicePrincipalsInMyTenant'],
        excludeServicePrincipals: ['sp'],
      },
    },
    { who: 'applications: all that act for themselves, except sp' },
  ],
  [
    { applications: { ...noApplications, includeApplications: ['All'], excludeApplications: ['hr'] } },
    { what: 'everything, except APPLICATION HR' },
  ],
  [
    { applications: { ...noApplications, includeUserActions: ['urn:user:registersecurityinfo'] } },
    { what: 'registering security information' },
  ],
  [
    { applications: { ...noApplications, includeAuthenticationContextClassReferences: ['c1'] } },
    { what: 'authentication context c1' },
  ],
  [
    { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted', 'cafe'] } },
    { where: 'anywhere, except all trusted locations, LOCATION CAFE' },
  ],
  [
    {
      clientAppTypes: ['browser'],
      platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] },
      devices: { deviceFilter: { mode: 'exclude', rule: 'x' } },
      authenticationFlows: { transferMethods: ['deviceCodeFlow'] },
      signInRiskLevels: ['high'],
    },
    { when: 'client browser; platform all, except iOS; device not x; transfer deviceCodeFlow; sign-in risk high' },
  ],
])('%j is told as %j', (conditions, told) => {
  expect(words(conditions)).toMatchObject(told)
})

test.each<readonly [Partial<GrantControls> | null, string]>([
  [null, 'let in'],
  [{ builtInControls: ['block'] }, 'block'],
  [{ builtInControls: ['mfa', 'passwordChange'] }, 'ask for multifactor authentication and a new password'],
  [
    { operator: 'OR', builtInControls: ['domainJoinedDevice'], authenticationStrength: 'x' },
    'ask for a joined device (never met here) or strength STRENGTH X',
  ],
])('grant controls %j: %s', (grant, told) => {
  expect(words({}, grant).grant).toBe(told)
})

const frequency = {
  isEnabled: true,
  value: 12,
  type: 'hours',
  frequencyInterval: 'timeBased',
  authenticationType: 'primaryAndSecondaryAuthentication',
} as const

test.each<readonly [Partial<SessionControls>, string | null]>([
  [{}, null],
  [{ signInFrequency: frequency }, 'sign in anew every 12 hours'],
  [{ signInFrequency: { ...frequency, isEnabled: false } }, null],
  [
    {
      signInFrequency: {
        ...frequency,
        frequencyInterval: 'everyTime',
        authenticationType: 'secondaryAuthentication',
      },
      persistentBrowser: { isEnabled: true, mode: 'never' },
    },
    'second factor anew every time; forgotten with the browser',
  ],
])('session controls %j: %s', (session, told) => {
  expect(words({}, null, session).session).toBe(told)
})

test('every template can be said in words', () => {
  for (const { name, details } of policyTemplates) {
    const told = inWords({ displayName: name, state: 'disabled', templateId: null, ...details }, nameOf)
    for (const part of [told.who, told.what, told.where, told.grant]) expect(part).not.toBe('')
  }
  expect(words({ ...noConditions, users: noUsers, applications: noApplications })).toMatchObject({ who: '', what: '' })
})
