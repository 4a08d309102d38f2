import { authenticationFlowsCondition } from './conditions/authentication-flows.ts'
import { clientAppsCondition } from './conditions/client-apps.ts'
import { devicesCondition } from './conditions/devices.ts'
import { locationsCondition } from './conditions/locations.ts'
import { platformsCondition } from './conditions/platforms.ts'
import { riskConditions } from './conditions/risk.ts'
import { targetCondition } from './conditions/target.ts'
import { usersCondition } from './conditions/users.ts'
import { workloadIdentitiesCondition } from './conditions/workload-identities.ts'
import type { SignInFacts } from './facts.ts'
import { type CompileCondition, type Compiled, type Reason, reasons } from './outcome.ts'
import type { Places } from './places.ts'
import type { AccessPolicy } from './policy.ts'

/** The conditions that an index answers for all policies at once. */
const indexed: readonly CompileCondition[] = [usersCondition, targetCondition]

const others: readonly CompileCondition[] = [
  workloadIdentitiesCondition,
  platformsCondition,
  devicesCondition,
  clientAppsCondition,
  locationsCondition,
  ...riskConditions,
  authenticationFlowsCondition,
]

/** A policy, ready to be held against sign-ins. */
export interface CompiledPolicy {
  readonly policy: AccessPolicy
  /** Who, and for what. */
  readonly indexed: readonly Compiled[]
  /** Under which circumstances. */
  readonly others: readonly Compiled[]
  /** Whether the index tells only some of the people apart: it does not know kinds of guests. */
  readonly needsIndexed: boolean
}

export function compilePolicy(policy: AccessPolicy, places: Places): CompiledPolicy {
  const compile = (conditions: readonly CompileCondition[]): readonly Compiled[] =>
    conditions.flatMap((condition) => condition(policy.conditions, places) ?? [])
  const { users } = policy.conditions
  return {
    policy,
    indexed: compile(indexed),
    others: compile(others),
    needsIndexed: users !== null && (users.includeGuestsOrExternalUsers ?? users.excludeGuestsOrExternalUsers) !== null,
  }
}

/** Whether a policy applies to a sign-in, and if not, why not: every condition that does not hold. */
export interface Explanation {
  readonly applies: boolean
  readonly reasons: readonly Reason[]
}

/** Assignments and conditions are all to hold; a policy that is switched off does not apply to anything. */
export function explain(compiled: CompiledPolicy, facts: SignInFacts): Explanation {
  if (compiled.policy.state === 'disabled') return { applies: false, reasons: ['policyNotEnabled'] }
  const found = new Set<Reason>()
  for (const { reason, holds } of [...compiled.indexed, ...compiled.others]) {
    const held = holds(facts)
    if (held === 'unknown') found.add('notEnoughInformation')
    if (held !== 'yes') found.add(reason)
  }
  return { applies: found.size === 0, reasons: reasons.filter((reason) => found.has(reason)) }
}
