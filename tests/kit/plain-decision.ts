import type { Instant } from '../../src/base/time.ts'
import type { Proof } from '../../src/methods/rules.ts'
import type { AccessPolicy, SignInFacts } from '../../src/policies/conditional-access/rules.ts'
import { appliesPlainly } from './plain-access.ts'

const minute = 60_000

/** What a proof is worth, in the words of the built-in strengths. */
const isStrong = ({ kind }: Proof) => kind === 'fido2' || kind === 'temporaryAccessPass'

/**
 * What random policies say to a sign-in, by a plain reading, written down a second time and slowly.
 *
 * It knows the three built-in strengths by heart.
 */
export function decidePlainly(
  policies: readonly AccessPolicy[],
  facts: SignInFacts,
  given: readonly Proof[],
  now: Instant,
): { readonly outcome: 'granted' | 'required' | 'blocked'; readonly counting: readonly Proof[] } {
  const applying = policies.filter((policy) => policy.state === 'enabled' && appliesPlainly(policy, facts))
  const counting = given.filter((proof) => applying.every((policy) => stillCounts(policy, proof, now)))
  const kinds = new Set(counting.map(({ kind }) => kind))
  const isMultifactor = counting.some(isStrong) || (kinds.has('password') && kinds.has('softwareOath'))
  const registers = ({ conditions }: AccessPolicy) =>
    conditions.applications.includeUserActions.includes('urn:user:registersecurityinfo')
  const isReplaced = applying.some((policy) => registers(policy) && policy.grantControls?.authenticationStrength)
  let isBlocked = false
  let isMissing = given.length > 0 && counting.length === 0
  for (const { grantControls, conditions } of applying) {
    if (!grantControls) continue
    const givesWay = isReplaced && conditions.applications.includeApplications.includes('All')
    const { authenticationStrength: strength } = grantControls
    const states = [
      ...grantControls.builtInControls.map((control) =>
        control === 'mfa' ? (isMultifactor ? 'met' : 'missing') : control === 'passwordChange' ? 'missing' : 'never',
      ),
      ...(strength === null
        ? []
        : [givesWay || (strength.endsWith('2') ? isMultifactor : kinds.has('fido2')) ? 'met' : 'missing']),
    ]
    const isEach = grantControls.operator === 'AND'
    if (isEach ? states.every((state) => state === 'met') : states.includes('met')) continue
    if (isEach ? states.includes('never') : !states.includes('missing')) isBlocked = true
    else isMissing = true
  }
  return { outcome: isBlocked ? 'blocked' : isMissing ? 'required' : 'granted', counting }
}

function stillCounts({ sessionControls }: AccessPolicy, { kind, at }: Proof, now: Instant): boolean {
  const frequency = sessionControls?.signInFrequency
  if (!frequency?.isEnabled) return true
  if (frequency.authenticationType === 'secondaryAuthentication' && kind === 'password') return true
  const hours = frequency.type === 'days' ? (frequency.value ?? 0) * 24 : (frequency.value ?? 0)
  const allowed = frequency.frequencyInterval === 'everyTime' ? 5 * minute : hours * 60 * minute
  return now - at < allowed
}
