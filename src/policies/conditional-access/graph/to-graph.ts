import { toIso } from '../../../base/time.ts'
import { strengthToGraph } from '../../authentication-strengths/graph/resources.ts'
import { type AuthenticationStrength, requirementsSatisfied } from '../../authentication-strengths/rules.ts'
import type { AccessPolicy, Conditions, GrantControls, Guests, PolicyTemplate, SessionControls } from '../rules.ts'
import type { listDeletedPolicies, WhatIfResult } from '../service.ts'

/** A resource of Graph, not yet cut to what was selected. */
type Resource = Readonly<Record<string, unknown>> & { readonly id: string }

/** Strengths by their ids, which a policy is answered with. */
export type StrengthsById = ReadonlyMap<string, AuthenticationStrength>

/** Graph's conditionalAccessPolicy: every part of it, null where it is not set. */
export const policyToGraph =
  (strengths: StrengthsById) =>
  (policy: AccessPolicy): Resource => ({
    id: policy.id,
    templateId: policy.templateId,
    displayName: policy.displayName,
    description: null,
    createdDateTime: toIso(policy.createdAt),
    modifiedDateTime: policy.modifiedAt === null ? null : toIso(policy.modifiedAt),
    deletedDateTime: null,
    state: policy.state,
    conditions: conditionsToGraph(policy.conditions),
    grantControls: policy.grantControls && grantToGraph(policy.grantControls, strengths),
    sessionControls: policy.sessionControls && sessionToGraph(policy.sessionControls),
  })

/** Graph's conditionalAccessPolicy among the deleted ones. */
export const deletedToGraph = ({ policies, strengths }: Awaited<ReturnType<typeof listDeletedPolicies>>) =>
  policies.map((policy) => ({ ...policyToGraph(strengths)(policy), deletedDateTime: toIso(policy.deletedAt) }))

/** Graph's whatIfAnalysisResult: a policy, and whether and why it would apply. */
export const whatIfToGraph =
  (strengths: StrengthsById) =>
  ({ policy, applies, reasons }: WhatIfResult): Resource => ({
    ...policyToGraph(strengths)(policy),
    policyApplies: applies,
    analysisReasons: reasons.length > 0 ? reasons.join(',') : 'notSet',
  })

/** Graph's authenticationStrengthUsage: the policies that ask for a strength, under what it satisfies. */
export function usageToGraph(
  { allowedCombinations }: Pick<AuthenticationStrength, 'allowedCombinations'>,
  using: readonly Resource[],
) {
  const satisfied = requirementsSatisfied(allowedCombinations)
  return { mfa: satisfied === 'mfa' ? using : [], none: satisfied === 'none' ? using : [] }
}

/** Graph's conditionalAccessTemplate. */
export const templateToGraph = ({ id, name, description, scenarios, details }: PolicyTemplate): Resource => ({
  id,
  name,
  description,
  scenarios: scenarios.join(','),
  details: {
    conditions: conditionsToGraph(details.conditions),
    grantControls: details.grantControls && grantToGraph(details.grantControls, new Map()),
    sessionControls: details.sessionControls && sessionToGraph(details.sessionControls),
  },
})

const conditionsToGraph = (conditions: Conditions) => ({
  userRiskLevels: conditions.userRiskLevels,
  signInRiskLevels: conditions.signInRiskLevels,
  clientAppTypes: conditions.clientAppTypes,
  servicePrincipalRiskLevels: conditions.servicePrincipalRiskLevels,
  insiderRiskLevels: conditions.insiderRiskLevels?.join(',') ?? null,
  platforms: conditions.platforms,
  locations: conditions.locations,
  devices: conditions.devices,
  clientApplications: conditions.clientApplications && {
    ...conditions.clientApplications,
    servicePrincipalFilter: null,
  },
  authenticationFlows: conditions.authenticationFlows && {
    transferMethods: conditions.authenticationFlows.transferMethods.join(','),
  },
  applications: { ...conditions.applications, applicationFilter: null },
  users: conditions.users && {
    ...conditions.users,
    includeGuestsOrExternalUsers: guestsToGraph(conditions.users.includeGuestsOrExternalUsers),
    excludeGuestsOrExternalUsers: guestsToGraph(conditions.users.excludeGuestsOrExternalUsers),
  },
})

const tenantTypes = {
  all: '#microsoft.graph.conditionalAccessAllExternalTenants',
  enumerated: '#microsoft.graph.conditionalAccessEnumeratedExternalTenants',
} as const

function guestsToGraph(guests: Guests | null) {
  if (!guests) return null
  const { guestOrExternalUserTypes, externalTenants } = guests
  return {
    guestOrExternalUserTypes: guestOrExternalUserTypes.join(','),
    externalTenants: externalTenants && {
      '@odata.type': tenantTypes[externalTenants.membershipKind],
      membershipKind: externalTenants.membershipKind,
      ...(externalTenants.membershipKind === 'enumerated' && { members: externalTenants.members }),
    },
  }
}

function grantToGraph({ authenticationStrength, ...controls }: GrantControls, strengths: StrengthsById) {
  const strength = authenticationStrength === null ? undefined : strengths.get(authenticationStrength)
  return { ...controls, authenticationStrength: strength ? strengthToGraph(strength) : null }
}

const sessionToGraph = (controls: SessionControls) => ({
  disableResilienceDefaults: controls.disableResilienceDefaults,
  applicationEnforcedRestrictions: null,
  cloudAppSecurity: null,
  secureSignInSession: null,
  signInFrequency: controls.signInFrequency,
  persistentBrowser: controls.persistentBrowser,
})
