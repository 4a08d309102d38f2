import type {
  ApplicationsCondition,
  Conditions,
  GrantControls,
  PolicySettings,
  SessionControls,
  UsersCondition,
} from './policy.ts'

/** What a PATCH asks for: what is absent stays; conditions and controls are replaced one by one. */
export interface PolicyChange {
  readonly displayName?: string
  readonly state?: PolicySettings['state']
  readonly templateId?: string | null
  readonly conditions?: Partial<Conditions>
  readonly grantControls?: Partial<GrantControls> | null
  readonly sessionControls?: Partial<SessionControls> | null
}

/** Applications of a policy that names none. */
export const noApplications: ApplicationsCondition = {
  includeApplications: [],
  excludeApplications: [],
  includeUserActions: [],
  includeAuthenticationContextClassReferences: [],
}

/** Users of a policy that names none. */
export const noUsers: UsersCondition = {
  includeUsers: [],
  excludeUsers: [],
  includeGroups: [],
  excludeGroups: [],
  includeRoles: [],
  excludeRoles: [],
  includeGuestsOrExternalUsers: null,
  excludeGuestsOrExternalUsers: null,
}

/** Conditions that set nothing. */
export const noConditions: Conditions = {
  clientAppTypes: [],
  signInRiskLevels: [],
  userRiskLevels: [],
  servicePrincipalRiskLevels: [],
  insiderRiskLevels: null,
  users: null,
  clientApplications: null,
  applications: noApplications,
  locations: null,
  platforms: null,
  devices: null,
  authenticationFlows: null,
}

/** Controls that ask for nothing; which of them are needed has still to be said. */
export const noGrantControls: GrantControls = {
  operator: null,
  builtInControls: [],
  customAuthenticationFactors: [],
  termsOfUse: [],
  authenticationStrength: null,
}

/** The session controls of a policy that asks nothing of sessions. */
export const noSessionControls: SessionControls = {
  disableResilienceDefaults: null,
  signInFrequency: null,
  persistentBrowser: null,
}

/** A policy before anything was said of it. */
const blank: PolicySettings = {
  displayName: '',
  state: 'disabled',
  templateId: null,
  conditions: noConditions,
  grantControls: null,
  sessionControls: null,
}

/**
 * The policy after the change, not validated: a condition or control that was given is replaced as a whole.
 *
 * Null takes all grant or session controls away.
 */
export function changed(before: PolicySettings | undefined, change: PolicyChange): PolicySettings {
  const current = before ?? blank
  const { conditions, grantControls, sessionControls, ...rest } = change
  return {
    ...current,
    ...rest,
    conditions: { ...current.conditions, ...conditions },
    grantControls: merged(current.grantControls, grantControls, noGrantControls),
    sessionControls: merged(current.sessionControls, sessionControls, noSessionControls),
  }
}

function merged<Part extends object>(
  before: Part | null,
  change: Partial<Part> | null | undefined,
  none: Part,
): Part | null {
  if (change === undefined) return before
  return change && { ...(before ?? none), ...change }
}
