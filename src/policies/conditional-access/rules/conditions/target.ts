import type { TargetFacts } from '../facts.ts'
import { type CompileCondition, type Outcome, outcome } from '../outcome.ts'
import type { ApplicationsCondition } from '../policy.ts'

/**
 * What is got at or done: applications, one of the user actions, or an authentication context.
 *
 * A policy on `All` applications is not one on user actions or contexts.
 */
export const targetCondition: CompileCondition = ({ applications }) => {
  if (applications.includeUserActions.length > 0) {
    const actions = new Set<string>(applications.includeUserActions)
    return {
      reason: 'userActions',
      holds: ({ target }) => told(target) ?? outcome(actions.has(target.userAction ?? '')),
    }
  }
  const contexts = new Set(applications.includeAuthenticationContextClassReferences)
  if (contexts.size > 0) {
    return {
      reason: 'authenticationContext',
      holds: ({ target }) => told(target) ?? outcome(contexts.has(target.authenticationContext ?? '')),
    }
  }
  return applicationCondition(applications)
}

function applicationCondition({ includeApplications, excludeApplications }: ApplicationsCondition) {
  const included = new Set(includeApplications)
  const excluded = new Set(excludeApplications)
  const isNamed = (id: string) => included.has(id) && !excluded.has(id)
  const isMeant = (id: string) => isNamed(id) || (included.has('All') && !excluded.has(id))
  return {
    reason: 'application',
    holds: ({ target }: { readonly target: TargetFacts }) =>
      told(target) ?? outcome((target.applications ?? []).some(isMeant) || (target.resources ?? []).some(isNamed)),
  } as const
}

/** `unknown` when nothing was told of the target. */
const told = ({ applications, userAction, authenticationContext }: TargetFacts): Outcome | undefined =>
  applications === undefined && userAction === undefined && authenticationContext === undefined ? 'unknown' : undefined
