import { instant, plusMinutes } from '../../src/base/time.ts'
import {
  type Door,
  type PassPreview,
  type PreviewFacts,
  placesFor,
  previewPass,
  type Supposed,
} from '../../src/pass-preview/rules.ts'
import { builtInStrengths } from '../../src/policies/authentication-strengths/rules.ts'
import {
  type AccessPolicy,
  type Conditions,
  compileRules,
  type GrantControls,
  noApplications,
  noConditions,
  noUsers,
  type UserFacts,
} from '../../src/policies/conditional-access/rules.ts'
import type { NamedLocation } from '../../src/policies/named-locations/rules.ts'

export const start = instant(Date.parse('2026-03-02T08:00:00Z'))
export const [multifactor, passwordless, phishingResistant] = ['2', '3', '4'].map(
  (end) => `00000000-0000-0000-0000-00000000000${end}`,
)
export const hr: Door = { appId: 'hr', displayName: 'HR', clientAppType: 'browser', closed: null }
export const mail: Door = {
  appId: 'mail',
  displayName: 'Mail',
  clientAppType: 'mobileAppsAndDesktopClients',
  closed: null,
}
export const own: Door = { appId: 'own', displayName: 'Latchkey', clientAppType: 'browser', closed: null }

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

export const policy = (
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

export const block = { builtInControls: ['block'] } as const
export const asking = (strength: string | undefined) => ({ authenticationStrength: strength ?? '' })
export const onApps = (...ids: string[]) => ({ applications: { ...noApplications, includeApplications: ids } })
export const onRegistering = {
  applications: { ...noApplications, includeUserActions: ['urn:user:registersecurityinfo'] },
} as const
export const outsideOffice = { locations: { includeLocations: ['All'], excludeLocations: ['office'] } }
export const reportOnly = { state: 'enabledForReportingButNotEnforced' } as const

export interface Given
  extends Partial<
    Pick<PreviewFacts, 'isRefused' | 'secondFactorOnly' | 'hindrances' | 'methods' | 'doors' | 'usable' | 'registrable'>
  > {
  readonly isUsableOnce?: boolean
  readonly supposed?: Supposed
}

export function preview(policies: readonly AccessPolicy[], given: Given = {}): PassPreview {
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
