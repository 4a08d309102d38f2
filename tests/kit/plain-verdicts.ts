import type { AccessPolicy, Decision, Held, SignInFacts } from '../../src/policies/conditional-access/rules.ts'
import { appliesPlainly } from './plain-access.ts'

type Verdict = readonly [id: string, result: Decision['applied'][number]['result'], missing: readonly string[]]

/** What all policies together come to, by a plain reading of the rules, written down a second time and slowly. */
export interface PlainVerdicts {
  readonly outcome: Decision['outcome']
  readonly applied: readonly Verdict[]
  readonly reportOnly: readonly Verdict[]
  readonly session: Decision['session']
}

/** It knows the controls and strengths of `random-access.ts` by heart. */
export function verdictsPlainly(all: readonly AccessPolicy[], given: SignInFacts, held: Held): PlainVerdicts {
  const applying = all.filter((policy) => appliesPlainly(policy, given))
  const enabled = applying.filter(({ state }) => state === 'enabled')
  const reporting = applying.filter(
    ({ state, conditions }) => state !== 'enabled' && conditions.applications.includeUserActions.length === 0,
  )
  const applied = enabled.map((policy) => verdictOf(policy, held, enabled))
  const results = applied.map(([, result]) => result)
  return {
    outcome: results.includes('failed') ? 'blocked' : results.includes('interrupted') ? 'required' : 'granted',
    applied,
    reportOnly: reporting.map((policy) => verdictOf(policy, held, applying)),
    session: sessionOf(enabled),
  }
}

const order = ['block', 'mfa', 'strength', 'compliantDevice', 'passwordChange']

function verdictOf(policy: AccessPolicy, held: Held, beside: readonly AccessPolicy[]): Verdict {
  const grant = policy.grantControls
  if (!grant) return [policy.id, 'satisfied', []]
  const isWaived =
    policy.conditions.applications.includeApplications.includes('All') &&
    beside.some(
      ({ conditions, grantControls }) =>
        conditions.applications.includeUserActions.length > 0 && grantControls?.authenticationStrength,
    )
  const wanted: string[] = [...grant.builtInControls, ...(grant.authenticationStrength ? ['strength'] : [])]
  const stateOf = (control: string): 'met' | 'missing' | 'never' => {
    const modes = held.proofs.map(({ mode }) => mode)
    const isStrong = modes.includes('fido2')
    const isMultifactor =
      isStrong ||
      modes.includes('temporaryAccessPassOneTime') ||
      (modes.includes('password') && modes.includes('softwareOath'))
    if (control === 'mfa') return isMultifactor ? 'met' : 'missing'
    if (control === 'passwordChange') return held.passwordChanged ? 'met' : 'missing'
    if (control !== 'strength') return 'never'
    if (isWaived) return 'met'
    const isMet = grant.authenticationStrength?.endsWith('2') ? isMultifactor : isStrong
    return isMet ? 'met' : 'missing'
  }
  const those = (state: string) =>
    wanted
      .filter((control) => stateOf(control) === state)
      .sort((left, right) => order.indexOf(left) - order.indexOf(right))
  if (grant.operator === 'AND') {
    if (those('never').length > 0) return [policy.id, 'failed', those('never')]
    return those('missing').length > 0 ? [policy.id, 'interrupted', those('missing')] : [policy.id, 'satisfied', []]
  }
  if (those('met').length > 0) return [policy.id, 'satisfied', []]
  return those('missing').length > 0
    ? [policy.id, 'interrupted', those('missing')]
    : [policy.id, 'failed', those('never')]
}

function sessionOf(policies: readonly AccessPolicy[]): Decision['session'] {
  const frequencies = policies.flatMap(({ sessionControls }) => {
    const one = sessionControls?.signInFrequency
    if (!one?.isEnabled) return []
    const hours = one.type === 'days' ? 24 : 1
    return [{ second: one.authenticationType === 'secondaryAuthentication', minutes: (one.value ?? 0) * 60 * hours }]
  })
  const least = (second: boolean) => {
    const minutes = frequencies.filter((one) => one.second === second).map((one) => one.minutes)
    return minutes.length > 0 ? Math.min(...minutes) : null
  }
  const modes = policies.flatMap(({ sessionControls }) =>
    sessionControls?.persistentBrowser?.isEnabled ? [sessionControls.persistentBrowser.mode] : [],
  )
  return {
    everyFactorAgainMinutes: least(false),
    secondFactorAgainMinutes: least(true),
    persistentBrowser: modes.includes('never') ? 'never' : modes.includes('always') ? 'always' : null,
  }
}
