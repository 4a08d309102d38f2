import type {
  AccessPolicy,
  AccessTemplate,
  ApplicationsCondition,
  Conditions,
  GrantControls,
  PolicyBody,
  SessionControls,
  UsersCondition,
} from '../../api/access-policy.ts'

export const noUsers: UsersCondition = {
  includeUsers: ['None'],
  excludeUsers: [],
  includeGroups: [],
  excludeGroups: [],
  includeRoles: [],
  excludeRoles: [],
  includeGuestsOrExternalUsers: null,
  excludeGuestsOrExternalUsers: null,
}

export const noApplications: ApplicationsCondition = {
  includeApplications: ['None'],
  excludeApplications: [],
  includeUserActions: [],
  includeAuthenticationContextClassReferences: [],
}

export const noGrant: GrantControls = {
  operator: 'AND',
  builtInControls: [],
  customAuthenticationFactors: [],
  termsOfUse: [],
  authenticationStrength: null,
}

const noSession: SessionControls = { disableResilienceDefaults: null, signInFrequency: null, persistentBrowser: null }

/** A new policy: for nobody and nothing, in report-only. */
export const emptyDraft: PolicyBody = {
  displayName: '',
  state: 'enabledForReportingButNotEnforced',
  templateId: null,
  conditions: {
    users: noUsers,
    clientApplications: null,
    applications: noApplications,
    locations: null,
    clientAppTypes: ['all'],
    platforms: null,
    devices: null,
    signInRiskLevels: [],
    userRiskLevels: [],
    servicePrincipalRiskLevels: [],
    insiderRiskLevels: null,
    authenticationFlows: null,
  },
  grantControls: noGrant,
  sessionControls: null,
}

/** What can be said of a policy, without what the server says of it. */
export const draftOf = (policy: AccessPolicy): PolicyBody => {
  const { displayName, state, templateId, conditions, grantControls, sessionControls } = policy
  return { displayName, state, templateId, conditions, grantControls, sessionControls }
}

/** A copy under another name, which changes nothing until somebody says so. */
export const copyOf = (policy: AccessPolicy, displayName: string): PolicyBody => ({
  ...draftOf(policy),
  displayName,
  state: 'enabledForReportingButNotEnforced',
})

/** How a template stands in for the person who makes a policy from it. */
const author = 'Current administrator will be excluded'

/** A policy made from a template: its author is left out of it. */
export function fromTemplate(template: AccessTemplate, authorId: string): PolicyBody {
  const { users, ...others } = template.details.conditions
  const excludeUsers = users?.excludeUsers.map((id) => (id === author ? authorId : id)) ?? []
  return {
    ...template.details,
    displayName: template.name,
    state: 'enabledForReportingButNotEnforced',
    templateId: template.id,
    conditions: { ...others, users: users && { ...users, excludeUsers } },
  }
}

export const withConditions = (draft: PolicyBody, change: Partial<Conditions>): PolicyBody => ({
  ...draft,
  conditions: { ...draft.conditions, ...change },
})

export const withUsers = (draft: PolicyBody, change: Partial<UsersCondition>): PolicyBody =>
  withConditions(draft, { users: { ...(draft.conditions.users ?? noUsers), ...change } })

export const withGrant = (draft: PolicyBody, change: Partial<GrantControls>): PolicyBody => ({
  ...draft,
  grantControls: { ...(draft.grantControls ?? noGrant), ...change },
})

export const withSession = (draft: PolicyBody, change: Partial<SessionControls>): PolicyBody => ({
  ...draft,
  sessionControls: { ...(draft.sessionControls ?? noSession), ...change },
})

const asksNothing = (grant: GrantControls): boolean =>
  grant.builtInControls.length + grant.customAuthenticationFactors.length + grant.termsOfUse.length === 0 &&
  grant.authenticationStrength === null

/** What blocks asks for nothing else; what was chosen before stays in the draft, should it not block after all. */
const sent = (grant: GrantControls): GrantControls =>
  grant.builtInControls.includes('block') ? { ...noGrant, operator: 'OR', builtInControls: ['block'] } : grant

/** The body to send: controls that ask for nothing are left away, and a strength is named by its id. */
export function bodyOf(draft: PolicyBody): PolicyBody {
  const { grantControls, sessionControls: session } = draft
  const grant = grantControls && sent(grantControls)
  const isSessionEmpty = !session || Object.values(session).every((control) => control === null)
  const strength = grant?.authenticationStrength
  return {
    ...draft,
    displayName: draft.displayName.trim(),
    grantControls:
      !grant || (asksNothing(grant) && !isSessionEmpty)
        ? null
        : {
            ...grant,
            operator: grant.operator ?? 'AND',
            authenticationStrength: strength ? { id: strength.id } : null,
          },
    sessionControls: isSessionEmpty ? null : session,
  }
}

export const isSame = (left: PolicyBody, right: PolicyBody): boolean =>
  JSON.stringify(bodyOf(left)) === JSON.stringify(bodyOf(right))

const laidOver = <Whole extends object>(before: Whole, after: Whole, there: Whole): Whole => {
  const names = Object.keys(after) as (keyof Whole)[]
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  return { ...there, ...Object.fromEntries(changed.map((name) => [name, after[name]])) }
}

/** What was changed since `before`, laid over what is there now; of the conditions one by one. */
export const rebased = (before: PolicyBody, after: PolicyBody, there: PolicyBody): PolicyBody => ({
  ...laidOver(before, after, there),
  conditions: laidOver(before.conditions, after.conditions, there.conditions),
})

/** The parts of the editor, in the order of Entra's. */
export const sections = ['users', 'target', 'network', 'conditions', 'grant', 'session'] as const
export type Section = (typeof sections)[number]

const places: readonly (readonly [start: string, section: Section])[] = [
  ['conditions/users', 'users'],
  ['conditions/clientApplications', 'users'],
  ['conditions/applications', 'target'],
  ['conditions/locations', 'network'],
  ['conditions', 'conditions'],
  ['grantControls', 'grant'],
  ['sessionControls', 'session'],
]

/** The part of the editor that a property named by the server is in. */
export const sectionOf = (target: string | undefined): Section | undefined =>
  places.find(([start]) => target?.startsWith(start))?.[1]
