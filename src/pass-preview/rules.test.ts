import { describe, expect, test } from 'vitest'
import { instant, plusMinutes } from '../base/time.ts'
import { builtInStrengths } from '../policies/authentication-strengths/rules.ts'
import {
  type AccessPolicy,
  type Conditions,
  compileRules,
  type GrantControls,
  noApplications,
  noConditions,
  noUsers,
  type UserFacts,
} from '../policies/conditional-access/rules.ts'
import type { NamedLocation } from '../policies/named-locations/rules.ts'
import {
  type Door,
  doorMessage,
  type PassPreview,
  type PreviewFacts,
  placesFor,
  policyMessage,
  previewPass,
  registrationMessage,
  type Supposed,
  summaryOf,
} from './rules.ts'

const start = instant(Date.parse('2026-03-02T08:00:00Z'))
const [multifactor, passwordless, phishingResistant] = ['2', '3', '4'].map(
  (end) => `00000000-0000-0000-0000-00000000000${end}`,
)
const hr: Door = { appId: 'hr', displayName: 'HR', clientAppType: 'browser', closed: null }
const mail: Door = { appId: 'mail', displayName: 'Mail', clientAppType: 'mobileAppsAndDesktopClients', closed: null }
const own: Door = { appId: 'own', displayName: 'Latchkey', clientAppType: 'browser', closed: null }

const somebody: UserFacts = {
  kind: 'user',
  id: 'ada',
  groups: new Set(['staff']),
  roles: new Set(),
  guestType: null,
  homeTenantId: null,
}

const office: NamedLocation = {
  id: 'office',
  kind: 'ip',
  displayName: 'Office',
  isTrusted: true,
  ipRanges: [{ cidrAddress: '192.0.2.0/24', version: 4 }],
  createdAt: start,
  modifiedAt: start,
}

let made = 0

const policy = (
  grant: Partial<GrantControls> | null,
  conditions: Partial<Conditions> = {},
  more: Partial<AccessPolicy> = {},
): AccessPolicy => ({
  id: `policy${++made}`,
  displayName: 'Rule',
  state: 'enabled',
  templateId: null,
  conditions: {
    ...noConditions,
    clientAppTypes: ['all'],
    users: { ...noUsers, includeUsers: ['All'] },
    applications: { ...noApplications, includeApplications: ['All'] },
    ...conditions,
  },
  grantControls: grant && {
    operator: 'OR',
    builtInControls: [],
    customAuthenticationFactors: [],
    termsOfUse: [],
    authenticationStrength: null,
    ...grant,
  },
  sessionControls: null,
  createdAt: instant(0),
  modifiedAt: null,
  ...more,
})

const block = { builtInControls: ['block'] } as const
const asking = (strength: string | undefined) => ({ authenticationStrength: strength ?? '' })
const onApps = (...ids: string[]) => ({ applications: { ...noApplications, includeApplications: ids } })
const onRegistering = {
  applications: { ...noApplications, includeUserActions: ['urn:user:registersecurityinfo'] },
} as const
const outsideOffice = { locations: { includeLocations: ['All'], excludeLocations: ['office'] } }
const reportOnly = { state: 'enabledForReportingButNotEnforced' } as const

interface Given
  extends Partial<
    Pick<PreviewFacts, 'isRefused' | 'secondFactorOnly' | 'hindrances' | 'methods' | 'doors' | 'usable' | 'registrable'>
  > {
  readonly isUsableOnce?: boolean
  readonly supposed?: Supposed
}

function preview(policies: readonly AccessPolicy[], given: Given = {}): PassPreview {
  const { isUsableOnce = true, supposed = {}, ...rest } = given
  const rules = compileRules(policies, builtInStrengths, { locations: [office] })
  return previewPass({
    terms: { startAt: start, endAt: plusMinutes(start, 60), lifetimeMinutes: 60, isUsableOnce },
    isRefused: false,
    secondFactorOnly: false,
    hindrances: [],
    identity: somebody,
    rules,
    places: placesFor(rules, somebody, [office], supposed, null),
    doors: [own, hr, mail],
    ownPages: 'own',
    methods: [
      { kind: 'fido2', why: null },
      { kind: 'softwareOath', why: 'methodDisabled' },
    ],
    usable: [],
    registrable: [{ kind: 'fido2', proof: { mode: 'fido2', aaguid: '' } }],
    ...rest,
  })
}

const openings = ({ doors, registration }: PassPreview) => [
  ...doors.map(({ opening }) => opening),
  registration.opening,
]

/** Our own pages, HR, Mail, registering; then the verdict. */
const table: readonly (readonly [
  string,
  readonly AccessPolicy[],
  readonly string[],
  PassPreview['verdict'],
  Given?,
])[] = [
  ['without any policy everything opens', [], ['yes', 'yes', 'yes', 'yes'], 'works'],
  [
    'a policy on multifactor is met by the pass',
    [policy({ builtInControls: ['mfa'] })],
    ['yes', 'yes', 'yes', 'yes'],
    'works',
  ],
  [
    'so is the strength Multifactor authentication, by a pass for several sign-ins too',
    [policy(asking(multifactor))],
    ['yes', 'yes', 'yes', 'yes'],
    'works',
    { isUsableOnce: false },
  ],
  [
    'Passwordless is never met',
    [policy(asking(passwordless), onApps('hr'))],
    ['yes', 'afterMore', 'yes', 'yes'],
    'partly',
  ],
  [
    'Phishing-resistant is never met, and whoever may register what does is led to it',
    [policy(asking(phishingResistant))],
    ['afterMore', 'afterMore', 'afterMore', 'afterMore'],
    'partly',
  ],
  [
    'a strength on everything gives way to one on registering, so the pass is good for that alone',
    [policy(asking(phishingResistant)), policy(asking(multifactor), onRegistering)],
    ['afterMore', 'afterMore', 'afterMore', 'yes'],
    'partly',
  ],
  [
    'a block on everything does not give way',
    [policy(block), policy(asking(multifactor), onRegistering)],
    ['no', 'no', 'no', 'no'],
    'fails',
  ],
  [
    'a block on registering leaves the applications',
    [policy(block, onRegistering)],
    ['yes', 'yes', 'yes', 'no'],
    'partly',
  ],
  [
    'what needs managed devices is never met',
    [policy({ builtInControls: ['compliantDevice'] }, onApps('mail'))],
    ['yes', 'yes', 'no', 'yes'],
    'partly',
  ],
  [
    'with OR the pass is one of several ways',
    [policy({ builtInControls: ['mfa', 'compliantDevice'] })],
    ['yes', 'yes', 'yes', 'yes'],
    'works',
  ],
  [
    'with AND it is not',
    [policy({ operator: 'AND', builtInControls: ['mfa', 'compliantDevice'] }, onApps('hr'))],
    ['yes', 'no', 'yes', 'yes'],
    'partly',
  ],
  ['a policy in report-only changes nothing', [policy(block, {}, reportOnly)], ['yes', 'yes', 'yes', 'yes'], 'works'],
  [
    'one on other people does not matter',
    [policy(block, { users: { ...noUsers, includeUsers: ['All'], excludeGroups: ['staff'] } })],
    ['yes', 'yes', 'yes', 'yes'],
    'works',
  ],
  [
    'one on a kind of program matters to applications of that kind',
    [policy(block, { clientAppTypes: ['mobileAppsAndDesktopClients'] })],
    ['yes', 'yes', 'no', 'yes'],
    'partly',
  ],
  [
    'a block by place depends on the place',
    [policy(block, outsideOffice)],
    ['depends', 'depends', 'depends', 'depends'],
    'depends',
  ],
  [
    'unless the place is told',
    [policy(block, outsideOffice)],
    ['yes', 'yes', 'yes', 'yes'],
    'works',
    { supposed: { ipAddress: '192.0.2.9' } },
  ],
  [
    'which may be the wrong one',
    [policy(block, outsideOffice)],
    ['no', 'no', 'no', 'no'],
    'fails',
    { supposed: { ipAddress: '203.0.113.9' } },
  ],
  [
    'a block by device depends on the device',
    [policy(block, { platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] }, ...onApps('hr') })],
    ['yes', 'depends', 'yes', 'yes'],
    'depends',
  ],
  [
    'a place does not matter where the policy is met everywhere',
    [policy({ builtInControls: ['mfa'] }, outsideOffice)],
    ['yes', 'yes', 'yes', 'yes'],
    'works',
  ],
  [
    'a risk is never found out here, so a policy on it never applies',
    [policy(block, { userRiskLevels: ['high'] })],
    ['yes', 'yes', 'yes', 'yes'],
    'works',
  ],
  [
    'a pass that counts after a password proves both',
    [policy({ authenticationStrength: multifactor ?? '' })],
    ['yes', 'yes', 'yes', 'yes'],
    'works',
    { secondFactorOnly: true },
  ],
]

test.each(table.map((row) => [row[0], row] as const))('%s', (_, [, policies, expected, verdict, given = {}]) => {
  const found = preview(policies, given)
  expect([openings(found), found.verdict]).toEqual([expected, verdict])
})

describe('told apart are', () => {
  test('place and device, each where it decides', () => {
    const platforms = { includePlatforms: ['iOS'], excludePlatforms: [] } as const
    const both = preview([policy(block, { ...outsideOffice, platforms }, {})])
    expect(both.doors[0]?.dependsOn).toEqual(['location', 'platform'])
    const place = preview([policy(block, { ...outsideOffice, platforms })], { supposed: { platform: 'iOS' } })
    expect(place.doors[0]?.dependsOn).toEqual(['location'])
    const device = preview([policy(block, { ...outsideOffice, platforms })], { supposed: { ipAddress: '203.0.113.9' } })
    expect(device.doors[0]?.dependsOn).toEqual(['platform'])
  })

  test('applications that are switched off or that nobody signs in to, which do not count in the verdict', () => {
    const closed = [{ ...hr, closed: 'applicationDisabled' } as const, { ...mail, closed: 'noSignIn' } as const]
    const found = preview([], { doors: [own, ...closed] })
    expect([openings(found), found.verdict]).toEqual([['yes', 'no', 'no', 'yes'], 'works'])
    expect(found.doors.map(doorMessage)).toEqual([
      'Opens with the pass.',
      'The application is switched off.',
      'Nobody signs in to this application.',
    ])
  })

  test('what the person is asked for on the way in: what they have before what they could register', () => {
    const ask = policy(asking(phishingResistant), onApps('hr'))
    const toHr = (given: Given, ...others: AccessPolicy[]) => {
      const { opening, asked } = preview([ask, ...others], given).doors[1] ?? {}
      return [opening, asked]
    }
    const has = { usable: [{ kind: 'fido2', proof: { mode: 'fido2', aaguid: 'a' } }] } as const
    expect(toHr({})).toEqual(['afterMore', { next: 'register', kinds: ['fido2'] }])
    expect(toHr(has)).toEqual(['afterMore', { next: 'prove', kinds: ['fido2'] }])
    expect(toHr({ registrable: [] })).toEqual(['no', null])
    expect(toHr({}, policy(block, onRegistering))).toEqual(['no', null])
    expect(toHr(has, policy(block, onRegistering))).toEqual(['afterMore', { next: 'prove', kinds: ['fido2'] }])
    expect(toHr({}, policy(block, { ...onRegistering, ...outsideOffice }))).toEqual(['depends', null])
    const renew = policy({ operator: 'AND', builtInControls: ['mfa', 'passwordChange'] }, onApps('mail'))
    expect(preview([renew], { secondFactorOnly: true }).doors[2]?.asked).toEqual({ next: 'changePassword', kinds: [] })
    expect(preview([renew]).doors[2]?.opening).toBe('no')
  })

  test('a refused pass, and one that would open nothing', () => {
    expect(preview([], { isRefused: true }).verdict).toBe('refused')
    expect(preview([], { hindrances: ['accountDisabled'] }).verdict).toBe('fails')
  })
})

test('one may register for ten minutes with a pass for one sign-in, and until its end with the other', () => {
  const windowOf = (isUsableOnce: boolean) => {
    const { minutes, until } = preview([], { isUsableOnce }).registration
    return [minutes, until]
  }
  expect([windowOf(true), windowOf(false)]).toEqual([
    [10, plusMinutes(start, 60)],
    [null, plusMinutes(start, 60)],
  ])
})

describe('every policy is told of', () => {
  const told = (rule: AccessPolicy, ...others: AccessPolicy[]) => {
    const found = preview([rule, ...others])
    const [first] = found.policies
    return first && policyMessage(first, 3)
  }

  test.each<[string, AccessPolicy]>([
    [
      'Applies to everything people sign in to; it is met by the pass. Applies to registering methods; it is met by the pass.',
      policy({ builtInControls: ['mfa'] }),
    ],
    [
      "Applies to 'HR'; it asks for the authentication strength 'Phishing resistant MFA', beyond the pass.",
      policy(asking(phishingResistant), onApps('hr')),
    ],
    [
      "Applies to 'HR' and 'Mail', depending on where the person signs in; it blocks access.",
      policy(block, { ...outsideOffice, ...onApps('hr', 'mail') }),
    ],
    [
      "Applies to 'HR'; it asks for a compliant device, which nothing gives here.",
      policy({ builtInControls: ['compliantDevice'] }, onApps('hr')),
    ],
    ["Report-only, so it changes nothing. Applies to 'HR'; it blocks access.", policy(block, onApps('hr'), reportOnly)],
    [
      'Does not apply to signing in: it does not cover this person.',
      policy(block, { users: { ...noUsers, includeGroups: ['others'] } }),
    ],
    ['Does not apply to signing in: it covers other applications.', policy(block, onApps('elsewhere'))],
    [
      'Does not apply to signing in: it covers risks, and none are found out here.',
      policy(block, { userRiskLevels: ['high'] }),
    ],
    [
      'Does not apply to signing in: it covers something else that people do. Applies to registering methods; it blocks access.',
      policy(block, onRegistering),
    ],
    [
      'Report-only, so it changes nothing. Does not apply to signing in: it covers something else that people do.',
      policy(block, onRegistering, reportOnly),
    ],
    [
      'Applies to everything people sign in to; it only sets how sessions are kept. Applies to registering methods; it only sets how sessions are kept.',
      policy(null),
    ],
  ])('%s', (text, rule) => {
    expect(told(rule)).toBe(text)
  })

  test('where it gives way', () => {
    expect(told(policy(asking(phishingResistant)), policy(asking(multifactor), onRegistering))).toContain(
      'its authentication strength gives way',
    )
  })

  test('where report-only on registering is not looked at', () => {
    expect(preview([policy(block, onRegistering, reportOnly)]).policies[0]?.registration).toMatchObject({
      applies: 'no',
      reasons: ['reportOnly'],
    })
  })
})

test('the sentences name what stands in the way and what to do', () => {
  const [ask, shut] = [
    policy(asking(phishingResistant), onApps('hr'), { displayName: 'Keys for HR' }),
    policy(block, { ...outsideOffice, ...onApps('mail') }, { displayName: 'Mail at work' }),
  ]
  const found = preview([ask, shut])
  const told = {
    displayName: 'Ada',
    terms: { startAt: start, endAt: plusMinutes(start, 60), lifetimeMinutes: 60, isUsableOnce: true },
    refusals: [],
    hindrances: [],
    notes: ['replacesPass'] as const,
    preview: found,
  }
  expect(summaryOf(told, 'UTC')).toEqual([
    'A pass would be issued to Ada, for one sign-in, from 2026-03-02 08:00 +00:00 (UTC) to 2026-03-02 09:00 +00:00 (UTC) (1h).',
    'The pass that the person has is replaced: it is dead at once, with the sessions it opened.',
    "It opens 'Latchkey'.",
    "'HR': The policy 'Keys for HR' asks for the authentication strength 'Phishing resistant MFA', beyond the pass. The person is led to register a passkey on the way in.",
    "'Mail': Depends on where the person signs in: the policy 'Mail at work' blocks access.",
    'The person can register a passkey, within 10 minutes of signing in.',
  ])
  expect(summaryOf({ ...told, refusals: ['Too long.'] }, 'UTC')).toEqual([
    'No pass would be issued to Ada.',
    'Too long.',
  ])
  expect(summaryOf({ ...told, hindrances: ['accountDisabled'] }, 'UTC')).toContain(
    'The account is switched off: nobody signs in to it until it is enabled.',
  )
  const nothing = { ...told, notes: [], preview: preview([policy(block, {}, { displayName: 'Shut' })]) }
  expect(summaryOf(nothing, 'UTC').slice(1)).toEqual([
    "Nothing opens with the pass alone. Stays shut: the policy 'Shut' blocks access.",
    "Nothing can be registered: the policy 'Shut' blocks access.",
  ])
  expect(summaryOf({ ...told, preview: preview([]) }, 'UTC')).toContain(
    'It opens everything the person could sign in to.',
  )
})

test('whether anything can be registered is said, with the time there is', () => {
  const said = (policies: readonly AccessPolicy[], given: Given = {}) =>
    registrationMessage(preview(policies, given).registration)
  expect(said([], { isUsableOnce: false })).toBe('The person can register a passkey, until the pass ends.')
  expect(said([], { methods: [{ kind: 'fido2', why: 'methodDisabled' }] })).toBe(
    'The methods policy lets the person register nothing.',
  )
  expect(said([policy(asking(phishingResistant))])).toBe(
    'The person is led to register a passkey on the way in, within 10 minutes of signing in; others can follow.',
  )
  expect(said([policy(asking(phishingResistant), onRegistering)])).toMatch(
    /^Nothing can be registered: the policy 'Rule' asks for .*, and the person neither has it nor may register it\.$/,
  )
  expect(said([policy(block, { ...onRegistering, ...outsideOffice })])).toMatch(
    /This depends on where the person signs in/,
  )
})
