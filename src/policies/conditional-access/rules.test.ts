import { describe, expect, test } from 'vitest'
import { instant } from '../../base/time.ts'
import { builtInStrengths, type StrengthMode } from '../authentication-strengths/rules.ts'
import {
  type AccessPolicy,
  type Conditions,
  changed,
  compileRules,
  decide,
  explain,
  type GrantControls,
  type Held,
  noApplications,
  noConditions,
  noUsers,
  type PolicyChange,
  policyViolations,
  type SessionControls,
  type SignInFacts,
} from './rules.ts'

const phishingResistant = '00000000-0000-0000-0000-000000000004'
const multifactor = '00000000-0000-0000-0000-000000000002'
const registration = 'urn:user:registersecurityinfo'

let made = 0

const grant = (given: Partial<GrantControls>): GrantControls => ({
  operator: 'OR',
  builtInControls: [],
  customAuthenticationFactors: [],
  termsOfUse: [],
  authenticationStrength: null,
  ...given,
})

const forAll: Conditions = {
  ...noConditions,
  clientAppTypes: ['all'],
  users: { ...noUsers, includeUsers: ['All'] },
  applications: { ...noApplications, includeApplications: ['All'] },
}

const onRegistration: Partial<Conditions> = { applications: { ...noApplications, includeUserActions: [registration] } }

const policy = (
  controls: Partial<GrantControls> | null,
  conditions: Partial<Conditions> = {},
  more: Partial<AccessPolicy> = {},
): AccessPolicy => ({
  id: `policy${++made}`,
  displayName: 'Policy',
  state: 'enabled',
  templateId: null,
  conditions: { ...forAll, ...conditions },
  grantControls: controls && grant(controls),
  sessionControls: null,
  createdAt: instant(0),
  modifiedAt: null,
  ...more,
})

const somebody: SignInFacts = {
  identity: {
    kind: 'user',
    id: 'ada',
    groups: new Set(['staff']),
    roles: new Set(),
    guestType: null,
    homeTenantId: null,
  },
  target: { applications: ['mail'] },
  clientAppType: 'browser',
  platform: 'windows',
  ipAddress: '192.0.2.1',
  country: null,
  transferMethod: null,
}

const held = (...modes: readonly StrengthMode[]): Held => ({
  proofs: modes.map((mode) => ({ mode })),
  passwordChanged: false,
})

const rulesOf = (...policies: readonly AccessPolicy[]) => compileRules(policies, builtInStrengths, { locations: [] })
const outcomeFor = (has: Held, ...policies: readonly AccessPolicy[]) =>
  decide(rulesOf(...policies), somebody, has).outcome

test('each of two hundred policies is found at its place', () => {
  const named = (app: string) => ({ applications: { ...noApplications, includeApplications: [app] } })
  const many = Array.from({ length: 200 }, (_, index) => policy({ builtInControls: ['mfa'] }, named(`app${index}`)))
  const rules = rulesOf(...many)
  for (const [index, { id }] of many.entries()) {
    const { applied } = decide(rules, { ...somebody, target: { applications: [`app${index}`] } }, held())
    expect(applied.map((one) => one.policy.id)).toEqual([id])
  }
})

describe('grant controls', () => {
  test('without a policy everybody gets in', () => {
    expect(decide(rulesOf(), somebody, held())).toMatchObject({ outcome: 'granted', applied: [], reportOnly: [] })
  })

  test('mfa is asked for until more than one factor is proved; a pass is that', () => {
    const mfa = policy({ builtInControls: ['mfa'] })
    expect(outcomeFor(held('password'), mfa)).toBe('required')
    expect(outcomeFor(held('password', 'softwareOath'), mfa)).toBe('granted')
    expect(outcomeFor(held('temporaryAccessPassOneTime'), mfa)).toBe('granted')
    expect(outcomeFor(held('fido2'), mfa)).toBe('granted')
  })

  test('a pass never meets the phishing-resistant strength', () => {
    const strong = policy({ authenticationStrength: phishingResistant })
    expect(outcomeFor(held('temporaryAccessPassMultiUse'), strong)).toBe('required')
    expect(outcomeFor(held('temporaryAccessPassMultiUse', 'fido2'), strong)).toBe('granted')
  })

  test('every applicable policy is to be satisfied, several strengths each for itself', () => {
    const both = [
      policy({ authenticationStrength: multifactor }),
      policy({ authenticationStrength: phishingResistant }),
    ]
    const { outcome, applied } = decide(rulesOf(...both), somebody, held('password', 'softwareOath'))
    expect(outcome).toBe('required')
    expect(applied.map(({ result }) => result)).toEqual(['satisfied', 'interrupted'])
    expect(applied[1]?.missing).toMatchObject([{ kind: 'authenticationStrength', strength: { id: phishingResistant } }])
  })

  test('a block wins over what others would grant', () => {
    const block = policy({ builtInControls: ['block'] })
    expect(outcomeFor(held('fido2'), policy({ builtInControls: ['mfa'] }), block)).toBe('blocked')
  })

  test('with AND everything is needed, with OR any one', () => {
    const controls = { builtInControls: ['mfa', 'compliantDevice'] as const }
    expect(outcomeFor(held('fido2'), policy({ ...controls, operator: 'AND' }))).toBe('blocked')
    expect(outcomeFor(held('fido2'), policy({ ...controls, operator: 'OR' }))).toBe('granted')
    expect(outcomeFor(held('password'), policy({ ...controls, operator: 'OR' }))).toBe('required')
  })

  test.each([
    'compliantDevice',
    'domainJoinedDevice',
    'approvedApplication',
    'compliantApplication',
    'riskRemediation',
  ] as const)('%s is never met here', (control) =>
    expect(outcomeFor(held('fido2'), policy({ builtInControls: [control] }))).toBe('blocked'),
  )

  test('a change of password is asked for after the factors', () => {
    const change = policy({ operator: 'AND', builtInControls: ['passwordChange', 'mfa'] })
    const missing = (has: Held) => decide(rulesOf(change), somebody, has).applied[0]?.missing.map(({ kind }) => kind)
    expect(missing(held('password'))).toEqual(['mfa', 'passwordChange'])
    expect(missing(held('fido2'))).toEqual(['passwordChange'])
    expect(missing({ ...held('fido2'), passwordChanged: true })).toEqual([])
  })

  test('a strength that is gone shuts the door instead of opening it', () => {
    expect(outcomeFor(held('fido2'), policy({ authenticationStrength: 'gone' }))).toBe('blocked')
  })
})

describe('registering security information', () => {
  const registering: SignInFacts = {
    ...somebody,
    target: { applications: ['security-info'], userAction: registration },
  }
  const bootstrap = policy({ authenticationStrength: multifactor }, onRegistration)
  const everywhere = policy({ authenticationStrength: phishingResistant })

  test('a strength there takes the place of one on all resources, so a pass is good for that alone', () => {
    const rules = rulesOf(bootstrap, everywhere)
    expect(decide(rules, registering, held('temporaryAccessPassOneTime')).outcome).toBe('granted')
    expect(decide(rules, somebody, held('temporaryAccessPassOneTime')).outcome).toBe('required')
  })

  test('other controls of the policy on all resources still apply', () => {
    const device = policy({
      operator: 'AND',
      builtInControls: ['compliantDevice'],
      authenticationStrength: phishingResistant,
    })
    expect(decide(rulesOf(bootstrap, device), registering, held('temporaryAccessPassOneTime')).outcome).toBe('blocked')
  })

  test('strengths on single applications do not give way, and several there are all met', () => {
    const app = { ...noApplications, includeApplications: ['security-info'] }
    const single = policy({ authenticationStrength: phishingResistant }, { applications: app })
    expect(decide(rulesOf(bootstrap, single), registering, held('temporaryAccessPassOneTime')).outcome).toBe('required')
    const second = policy({ authenticationStrength: phishingResistant }, onRegistration)
    expect(decide(rulesOf(bootstrap, second), registering, held('temporaryAccessPassOneTime')).outcome).toBe('required')
  })

  test('a policy in report-only neither takes precedence nor is told there', () => {
    const reporting = { ...bootstrap, state: 'enabledForReportingButNotEnforced' as const }
    const decision = decide(rulesOf(reporting, everywhere), registering, held('temporaryAccessPassOneTime'))
    expect(decision).toMatchObject({ outcome: 'required', reportOnly: [] })
  })
})

test('report-only says what it would have come to', () => {
  const reporting = policy({ builtInControls: ['block'] }, {}, { state: 'enabledForReportingButNotEnforced' })
  const decision = decide(rulesOf(reporting), somebody, held('password'))
  expect(decision).toMatchObject({ outcome: 'granted', applied: [], reportOnly: [{ result: 'failed' }] })
})

describe('session controls', () => {
  const session = (given: Partial<SessionControls>) =>
    policy(
      null,
      {},
      {
        sessionControls: { disableResilienceDefaults: null, signInFrequency: null, persistentBrowser: null, ...given },
      },
    )
  const every = (value: number | null, type: 'hours' | 'days' | null, more: object = {}) =>
    session({
      signInFrequency: {
        isEnabled: true,
        value,
        type,
        frequencyInterval: value === null ? 'everyTime' : 'timeBased',
        authenticationType: 'primaryAndSecondaryAuthentication',
        ...more,
      },
    })
  const sessionFor = (...policies: readonly AccessPolicy[]) => decide(rulesOf(...policies), somebody, held()).session

  test('are the strictest of all policies that apply', () => {
    const second = every(1, 'hours', { authenticationType: 'secondaryAuthentication' })
    expect(sessionFor(every(2, 'days'), every(4, 'hours'), second)).toEqual({
      everyFactorAgainMinutes: 240,
      secondFactorAgainMinutes: 60,
      persistentBrowser: null,
    })
    expect(sessionFor(every(2, 'days'), every(null, null)).everyFactorAgainMinutes).toBe(0)
    const browser = (mode: 'always' | 'never', isEnabled = true) => session({ persistentBrowser: { isEnabled, mode } })
    expect(sessionFor(browser('always'), browser('never')).persistentBrowser).toBe('never')
    expect(sessionFor(browser('always'), browser('never', false)).persistentBrowser).toBe('always')
  })

  test('count for nothing where they are not enabled or the policy is only reporting', () => {
    const nothing = { everyFactorAgainMinutes: null, secondFactorAgainMinutes: null, persistentBrowser: null }
    const reporting = { ...every(1, 'hours'), state: 'enabledForReportingButNotEnforced' as const }
    expect(sessionFor(every(1, 'hours', { isEnabled: false }), reporting)).toEqual(nothing)
  })
})

describe('the reasons of What If', () => {
  const reasonsFor = (
    conditions: Partial<Conditions>,
    facts: Partial<SignInFacts> = {},
    more: Partial<AccessPolicy> = {},
  ) => {
    const { policies } = rulesOf(policy({ builtInControls: ['mfa'] }, conditions, more))
    const [only] = policies
    if (!only) throw new Error('There is one')
    return explain(only, { ...somebody, ...facts }).reasons.join(',')
  }

  test('name every condition that does not hold', () => {
    expect(reasonsFor({})).toBe('')
    expect(reasonsFor({ users: { ...noUsers, includeUsers: ['grace'] }, clientAppTypes: ['other'] })).toBe(
      'users,clientApps',
    )
    expect(reasonsFor({ applications: { ...noApplications, includeApplications: ['None'] } })).toBe('application')
    expect(reasonsFor(onRegistration)).toBe('userActions')
    const contexts = { ...noApplications, includeAuthenticationContextClassReferences: ['c1'] }
    expect(reasonsFor({ applications: contexts })).toBe('authenticationContext')
    expect(reasonsFor({ platforms: { includePlatforms: ['iOS'], excludePlatforms: [] } })).toBe('devicePlatform')
    expect(reasonsFor({ locations: { includeLocations: ['AllTrusted'], excludeLocations: [] } })).toBe('location')
    expect(reasonsFor({ devices: { deviceFilter: { mode: 'include', rule: 'x' } } })).toBe('devices')
    expect(reasonsFor({ devices: { deviceFilter: { mode: 'exclude', rule: 'x' } } })).toBe('')
    expect(reasonsFor({ authenticationFlows: { transferMethods: ['deviceCodeFlow'] } })).toBe('authenticationFlow')
    expect(reasonsFor({}, { identity: { kind: 'servicePrincipal', id: 'x' } })).toBe('workloadIdentities')
    expect(reasonsFor({}, {}, { state: 'disabled' })).toBe('policyNotEnabled')
  })

  test('say where too little was told; risk is never known by itself', () => {
    expect(reasonsFor({ signInRiskLevels: ['high'] })).toBe('notEnoughInformation,signInRisk')
    expect(reasonsFor({ userRiskLevels: ['high'] })).toBe('notEnoughInformation,userRisk')
    expect(reasonsFor({ userRiskLevels: ['high'] }, { userRisk: 'high' })).toBe('')
    expect(reasonsFor({ insiderRiskLevels: ['minor'] })).toBe('notEnoughInformation,insiderRisk')
    expect(reasonsFor({}, { target: {} })).toBe('notEnoughInformation,application')
    expect(reasonsFor({ clientAppTypes: ['browser'] }, { clientAppType: undefined })).toBe(
      'notEnoughInformation,clientApps',
    )
  })
})

describe('a change', () => {
  const before = policy({ builtInControls: ['mfa'] })

  test('that says nothing changes nothing', () => {
    expect(changed(before, {})).toEqual(before)
  })

  test.each<readonly [PolicyChange, object]>([
    [{ displayName: 'Other' }, { displayName: 'Other', conditions: before.conditions }],
    [
      { conditions: { clientAppTypes: ['browser'] } },
      { conditions: { ...before.conditions, clientAppTypes: ['browser'] } },
    ],
    [{ grantControls: { operator: 'AND' } }, { grantControls: { operator: 'AND', builtInControls: ['mfa'] } }],
    [{ grantControls: null }, { grantControls: null }],
  ])('%j replaces what it gives', (change, expected) => {
    expect(changed(before, change)).toMatchObject(expected)
  })

  test('of what is right to something wrong is found', () => {
    expect(policyViolations(before)).toEqual([])
    expect(policyViolations(changed(before, { grantControls: { operator: null } }))).toMatchObject([
      { field: 'grantControls/operator' },
    ])
  })
})
