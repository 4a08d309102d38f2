import { type AuthenticationStrength, multifactorStrength, satisfies } from '../../authentication-strengths/rules.ts'
import type { Held } from './facts.ts'
import type { BuiltInControl, GrantControls } from './policy.ts'

/** One thing that a policy asks for before it lets somebody in. */
export type Control =
  | { readonly kind: BuiltInControl | 'termsOfUse' | 'customAuthenticationFactor' }
  | { readonly kind: 'authenticationStrength'; readonly strength: AuthenticationStrength }

/** `missing` can still be done; `never` cannot, here or at all. */
export type ControlState = 'met' | 'missing' | 'never'

/** The controls of a policy, in the order they are asked for (facts/entra.md §7.2). */
export interface Grant {
  readonly operator: 'AND' | 'OR'
  readonly controls: readonly Control[]
}

const order: readonly Control['kind'][] = [
  'block',
  'mfa',
  'authenticationStrength',
  'compliantDevice',
  'domainJoinedDevice',
  'approvedApplication',
  'compliantApplication',
  'passwordChange',
  'riskRemediation',
  'termsOfUse',
  'customAuthenticationFactor',
]

const place = (control: Control): number => order.indexOf(control.kind)

/** What a policy asks for; a strength that is gone can be met by nothing. */
export function grantOf(grant: GrantControls, strengths: ReadonlyMap<string, AuthenticationStrength>): Grant {
  const { builtInControls, termsOfUse, customAuthenticationFactors, authenticationStrength } = grant
  const named = authenticationStrength === null ? undefined : strengths.get(authenticationStrength)
  const strength: readonly Control[] =
    authenticationStrength === null
      ? []
      : [named ? { kind: 'authenticationStrength', strength: named } : { kind: 'block' }]
  const controls: readonly Control[] = [
    ...builtInControls.map((kind) => ({ kind })),
    ...strength,
    ...termsOfUse.map(() => ({ kind: 'termsOfUse' }) as const),
    ...customAuthenticationFactors.map(() => ({ kind: 'customAuthenticationFactor' }) as const),
  ]
  return { operator: grant.operator ?? 'AND', controls: controls.toSorted((left, right) => place(left) - place(right)) }
}

/**
 * Whether a control is met by what was proved.
 *
 * What needs managed devices, vouched-for applications, terms or a provider elsewhere is never met here.
 */
function stateOf(control: Control, held: Held): ControlState {
  switch (control.kind) {
    case 'mfa':
      return satisfies(multifactorStrength, held.proofs) ? 'met' : 'missing'
    case 'authenticationStrength':
      return satisfies(control.strength, held.proofs) ? 'met' : 'missing'
    case 'passwordChange':
      return held.passwordChanged ? 'met' : 'missing'
    default:
      return 'never'
  }
}

/** What a policy comes to: let in, asking for something, or shut. */
export interface GrantVerdict {
  readonly result: 'satisfied' | 'interrupted' | 'failed'
  /** What would help: all of it with AND, any of it with OR; after a failure, what stands in the way. */
  readonly missing: readonly Control[]
}

const satisfied: GrantVerdict = { result: 'satisfied', missing: [] }

/** Holds the controls against what was proved; `isWaived` names those that another policy has taken the place of. */
export function judge(
  { operator, controls }: Grant,
  held: Held,
  isWaived: (control: Control) => boolean,
): GrantVerdict {
  const states = controls.map((control) => ({ control, state: isWaived(control) ? 'met' : stateOf(control, held) }))
  const those = (state: ControlState) => states.filter((one) => one.state === state).map(({ control }) => control)
  const [missing, never] = [those('missing'), those('never')]
  if (operator === 'AND') {
    if (never.length > 0) return { result: 'failed', missing: never }
    return missing.length > 0 ? { result: 'interrupted', missing } : satisfied
  }
  if (those('met').length > 0) return satisfied
  return missing.length > 0 ? { result: 'interrupted', missing } : { result: 'failed', missing: never }
}
