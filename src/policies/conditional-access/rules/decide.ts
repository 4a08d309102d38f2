import type { AuthenticationStrength } from '../../authentication-strengths/rules.ts'
import { type Control, type Grant, type GrantVerdict, grantOf, judge, SharedControls, statesUnder } from './controls.ts'
import { type CompiledPolicy, compilePolicy } from './explain.ts'
import type { Held, SignInFacts } from './facts.ts'
import { indexPolicies, type PolicyIndex } from './index-of-policies.ts'
import type { Compiled, Surroundings } from './outcome.ts'
import { compilePlaces } from './places.ts'
import type { AccessPolicy, UsersCondition } from './policy.ts'
import { type SessionRequirement, strictest } from './session.ts'

/** Everything that decides access, compiled once for each change of it. */
export interface AccessRules extends PolicyIndex {
  /** All policies, those switched off too, the oldest first; security defaults before them. */
  readonly policies: readonly CompiledPolicy[]
  /** Those that may be in force, by the places of `candidates`. */
  readonly live: readonly CompiledPolicy[]
  /** Whether any of those asks in which groups somebody is. */
  readonly askForGroups: boolean
  readonly grants: ReadonlyMap<string, Grant>
}

export function compileRules(
  policies: readonly AccessPolicy[],
  strengths: readonly AuthenticationStrength[],
  surroundings: Surroundings,
): AccessRules {
  const shared = new SharedControls(strengths)
  const places = compilePlaces(surroundings.locations)
  const compiled = policies.map((policy) => compilePolicy(policy, places))
  const live = compiled.filter(({ policy }) => policy.state !== 'disabled')
  return {
    policies: compiled,
    live,
    ...indexPolicies(live.map(({ policy }) => policy.conditions)),
    askForGroups: live.some(({ policy: { conditions } }) => namesGroups(conditions.users)),
    grants: new Map(
      live.flatMap(({ policy: { id, grantControls } }) =>
        grantControls ? [[id, grantOf(grantControls, shared)]] : [],
      ),
    ),
  }
}

const namesGroups = (users: UsersCondition | null): boolean =>
  users !== null && users.includeGroups.length + users.excludeGroups.length > 0

/** A policy that applies, and what it comes to. */
export interface AppliedPolicy extends GrantVerdict {
  readonly policy: AccessPolicy
}

/** What all policies together say to a sign-in. */
export interface Decision {
  /** `required` until what the applied policies miss is done. */
  readonly outcome: 'granted' | 'required' | 'blocked'
  /** The enabled policies that apply, the oldest first. */
  readonly applied: readonly AppliedPolicy[]
  /** What the policies in report-only would have said; they change nothing. */
  readonly reportOnly: readonly AppliedPolicy[]
  readonly session: SessionRequirement
}

/** What still counts of what was proved, once it is known how old it may be. */
export type HeldIn = (session: SessionRequirement) => Held

/** The policies that apply to a sign-in, those in report-only too. */
export function applicable({ live, candidates }: AccessRules, facts: SignInFacts): readonly AccessPolicy[] {
  const applying: AccessPolicy[] = []
  for (const place of candidates(facts)) {
    const { policy, indexed, others, needsIndexed } = live[place] as CompiledPolicy
    if (holdAll(others, facts) && (!needsIndexed || holdAll(indexed, facts))) applying.push(policy)
  }
  return applying
}

const holdAll = (conditions: readonly Compiled[], facts: SignInFacts): boolean =>
  conditions.every(({ holds }) => holds(facts) === 'yes')

/**
 * Decides about a sign-in: every applicable policy is to be satisfied, and a block anywhere ends it.
 *
 * Policies in report-only are held against it too, except those on user actions.
 *
 * Source: facts/entra.md §6.5, §7.2, §7.3.
 */
export function decide(rules: AccessRules, facts: SignInFacts, holding: Held | HeldIn): Decision {
  const applying = applicable(rules, facts)
  const enabled = applying.filter(({ state }) => state === 'enabled')
  const session = strictest(enabled.flatMap(({ sessionControls }) => sessionControls ?? []))
  const held = typeof holding === 'function' ? holding(session) : holding
  const reporting = applying.filter(({ state, conditions }) => state !== 'enabled' && !isOnUserAction(conditions))
  const stateUnder = statesUnder(held)
  const judged = (policies: readonly AccessPolicy[], beside: readonly AccessPolicy[]): readonly AppliedPolicy[] => {
    const givesWay = takesPrecedence(rules, beside)
    return policies.map((policy) => {
      const grant = rules.grants.get(policy.id)
      const isWaived = givesWay && policy.conditions.applications.includeApplications.includes('All')
      const { result, missing } = grant ? judge(grant, stateUnder, isWaived) : unasked
      return { policy, result, missing }
    })
  }
  const applied = judged(enabled, enabled)
  return {
    outcome: outcomeOf(applied),
    applied,
    reportOnly: judged(reporting, applying),
    session,
  }
}

const isOnUserAction = ({ applications }: AccessPolicy['conditions']): boolean =>
  applications.includeUserActions.length > 0

/** Whether one of the policies asks for a strength where security information is registered; those of policies on all resources give way to it. */
const takesPrecedence = (rules: AccessRules, policies: readonly AccessPolicy[]): boolean =>
  policies.some(
    ({ id, conditions }) =>
      conditions.applications.includeUserActions.includes('urn:user:registersecurityinfo') &&
      rules.grants.get(id)?.controls.some(isStrength),
  )

const isStrength = (control: Control): boolean => control.kind === 'authenticationStrength'

/** Of a policy with session controls alone. */
const unasked: GrantVerdict = { result: 'satisfied', missing: [] }

function outcomeOf(applied: readonly AppliedPolicy[]): Decision['outcome'] {
  if (applied.some(({ result }) => result === 'failed')) return 'blocked'
  return applied.some(({ result }) => result === 'interrupted') ? 'required' : 'granted'
}
