import type { GrantControls, PersistentBrowser, PolicySettings, SessionControls, SignInFrequency } from '../policy.ts'
import { type Violation, violation } from './violation.ts'

/** What is wrong with what a policy asks for. */
export function* controlViolations(settings: PolicySettings): Generator<Violation> {
  const { grantControls, sessionControls } = settings
  if (!grantControls && !asksOfSession(sessionControls)) {
    const message = 'The policy asks for nothing. Give grantControls, or a session control that is enabled.'
    yield violation('grantControls', message)
  }
  if (grantControls) {
    yield* grantViolations(grantControls)
    yield* passwordChangeViolations(settings, grantControls)
  }
  if (sessionControls?.signInFrequency) yield* frequencyViolations(sessionControls.signInFrequency)
  if (sessionControls?.persistentBrowser) yield* browserViolations(settings, sessionControls.persistentBrowser)
  yield* workloadViolations(settings)
}

const asksOfSession = (controls: SessionControls | null): boolean =>
  controls?.signInFrequency?.isEnabled === true ||
  controls?.persistentBrowser?.isEnabled === true ||
  controls?.disableResilienceDefaults === true

const countOf = (grant: GrantControls): number =>
  grant.builtInControls.length +
  grant.customAuthenticationFactors.length +
  grant.termsOfUse.length +
  (grant.authenticationStrength === null ? 0 : 1)

function* grantViolations(grant: GrantControls): Generator<Violation> {
  const field = 'grantControls'
  const { builtInControls, authenticationStrength, customAuthenticationFactors, termsOfUse } = grant
  if (grant.operator === null) {
    yield violation(`${field}/operator`, "operator is missing; it is 'AND' or 'OR'.")
  }
  if (countOf(grant) === 0) {
    yield violation(
      `${field}/builtInControls`,
      "grantControls names no control. Name one, as 'block' or 'mfa', or give an authenticationStrength.",
    )
  }
  if (builtInControls.includes('block') && countOf(grant) > 1) {
    yield violation(`${field}/builtInControls`, "'block' leaves no room for other controls; let it stand alone.")
  }
  if (builtInControls.includes('mfa') && authenticationStrength !== null) {
    const message =
      "A policy asks for 'mfa' or for an authentication strength, not for both. Take one of them away; null takes the strength away."
    yield violation(`${field}/authenticationStrength`, message)
  }
  if (termsOfUse.length > 0)
    yield violation(`${field}/termsOfUse`, 'There are no terms of use here that could be named.')
  if (customAuthenticationFactors.length > 0) {
    yield violation(`${field}/customAuthenticationFactors`, 'There are no custom controls here that could be named.')
  }
}

/** Source: facts/entra.md §7.1, grantControls. */
function* passwordChangeViolations({ conditions }: PolicySettings, grant: GrantControls): Generator<Violation> {
  if (!grant.builtInControls.includes('passwordChange')) return
  const field = 'grantControls/builtInControls'
  if (!grant.builtInControls.includes('mfa') || grant.operator !== 'AND') {
    yield violation(field, "'passwordChange' is asked for together with 'mfa', and the operator 'AND'.")
  }
  if (conditions.userRiskLevels.length === 0) {
    yield violation('conditions/userRiskLevels', "'passwordChange' is for users at risk; name the levels.")
  }
  if (!conditions.applications.includeApplications.includes('All')) {
    yield violation('conditions/applications', "'passwordChange' is for all applications: includeApplications ['All'].")
  }
  const { locations, platforms, devices, authenticationFlows, insiderRiskLevels, signInRiskLevels, clientAppTypes } =
    conditions
  const others = [locations, platforms, devices?.deviceFilter, authenticationFlows, insiderRiskLevels].some(Boolean)
  if (others || signInRiskLevels.length > 0 || !clientAppTypes.includes('all')) {
    yield violation('conditions', "'passwordChange' goes with no condition other than userRiskLevels.")
  }
}

const greatest = { hours: 23, days: 365 } as const

function* frequencyViolations(frequency: SignInFrequency): Generator<Violation> {
  const field = 'sessionControls/signInFrequency'
  const { isEnabled, frequencyInterval, value, type } = frequency
  if (!isEnabled) return
  if (frequencyInterval === 'everyTime') {
    if (value === null && type === null) return
    return yield violation(`${field}/value`, "With 'everyTime', value and type are null.")
  }
  if (type === null) return yield violation(`${field}/type`, "type is missing; it is 'hours' or 'days'.")
  if (value === null || value < 1 || value > greatest[type]) {
    yield violation(`${field}/value`, `value has to be 1 to ${greatest[type]} ${type}.`)
  }
}

function* browserViolations({ conditions }: PolicySettings, { isEnabled }: PersistentBrowser): Generator<Violation> {
  if (!isEnabled || conditions.applications.includeApplications.includes('All')) return
  const message =
    "A browser keeps one session for all applications, so the policy has to be for all: includeApplications ['All']."
  yield violation('sessionControls/persistentBrowser', message)
}

function* workloadViolations({ conditions, grantControls, sessionControls }: PolicySettings): Generator<Violation> {
  if (!conditions.clientApplications) return
  const controls = grantControls?.builtInControls ?? []
  if (!controls.includes('block') || sessionControls) {
    yield violation(
      'grantControls',
      "Service principals can only be blocked: builtInControls ['block'], and no sessionControls.",
    )
  }
}
