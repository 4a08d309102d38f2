import type { NamedLocation } from '../../named-locations/rules.ts'
import type { SignInFacts } from './facts.ts'
import type { Places } from './places.ts'
import type { Conditions } from './policy.ts'

/** Whether a condition holds, as far as is known. */
export type Outcome = 'yes' | 'no' | 'unknown'

export const outcome = (holds: boolean): Outcome => (holds ? 'yes' : 'no')

/** One of them is enough. */
export function anyOf<Item>(items: readonly Item[], holds: (item: Item) => Outcome): Outcome {
  let best: Outcome = 'no'
  for (const item of items) {
    const found = holds(item)
    if (found === 'yes') return 'yes'
    if (found === 'unknown') best = 'unknown'
  }
  return best
}

/** Included and not excluded; an exclusion wins over everything. */
export function includedOnly(included: Outcome, excluded: Outcome): Outcome {
  if (included === 'no' || excluded === 'yes') return 'no'
  return included === 'unknown' || excluded === 'unknown' ? 'unknown' : 'yes'
}

/**
 * Why a policy does not apply, in the words and the order of What If.
 *
 * Source: facts/entra.md §7.6.
 */
export const reasons = [
  'notEnoughInformation',
  'users',
  'workloadIdentities',
  'application',
  'userActions',
  'authenticationContext',
  'devicePlatform',
  'devices',
  'clientApps',
  'location',
  'signInRisk',
  'policyNotEnabled',
  'userRisk',
  'insiderRisk',
  'authenticationFlow',
] as const
export type Reason = (typeof reasons)[number]

/** A condition of one policy, ready to be held against a sign-in. */
export interface Compiled {
  /** What is said when it does not hold. */
  readonly reason: Reason
  holds(facts: SignInFacts): Outcome
}

/** What policies refer to beyond themselves. */
export interface Surroundings {
  readonly locations: readonly NamedLocation[]
}

/** Compiles one condition of a policy; null where the policy does not set it. */
export type CompileCondition = (conditions: Conditions, places: Places) => Compiled | null
