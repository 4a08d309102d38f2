export { changed, noApplications, noConditions, noSessionControls, noUsers, type PolicyChange } from './rules/change.ts'
export { includes, isGuestOf } from './rules/conditions/users.ts'
export type { Control } from './rules/controls.ts'
export { type AccessRules, applicable, compileRules, type Decision, decide, type HeldIn } from './rules/decide.ts'
export {
  type Exclusion,
  type ExclusionEnd,
  type ExclusionKey,
  excludes,
  exclusionId,
  exclusionsIn,
  hasLapsed,
  type Period,
  parseExclusionId,
  periodAround,
  policiesAt,
  whyNoEnd,
  withoutExclusions,
} from './rules/exclusions.ts'
export { type Explanation, explain } from './rules/explain.ts'
export type { Held, SignInFacts, TargetFacts, UserFacts } from './rules/facts.ts'
export { canGetIn, type Keeper, namesOf } from './rules/lock-out.ts'
export {
  type AccessPolicy,
  type Conditions,
  type GrantControls,
  type Guests,
  type GuestType,
  mostPolicies,
  type PolicySettings,
  type SessionControls,
  type SignInFrequency,
} from './rules/policy.ts'
export { added, type ReferenceKind, referencesOf } from './rules/references.ts'
export { anyRole, securityDefaultsPolicy } from './rules/security-defaults.ts'
export { freeSession, type SessionRequirement } from './rules/session.ts'
export {
  findTemplate,
  fromTemplate,
  type PolicyTemplate,
  policyTemplates,
  rolesInTemplates,
} from './rules/templates.ts'
export { policyViolations } from './rules/violations.ts'
export { type Whereabouts, whereabouts } from './rules/whereabouts.ts'
