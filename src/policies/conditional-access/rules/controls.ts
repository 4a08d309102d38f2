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

/** Controls that many policies ask for, each made once, so that it need be held against a sign-in only once. */
export class SharedControls {
  readonly #strengths: ReadonlyMap<string, AuthenticationStrength>
  readonly #made = new Map<string, Control>()

  constructor(strengths: readonly AuthenticationStrength[]) {
    this.#strengths = new Map(strengths.map((strength) => [strength.id, strength]))
  }

  of(kind: Exclude<Control['kind'], 'authenticationStrength'>): Control {
    return this.#once(kind, () => ({ kind }))
  }

  /** A strength that is gone can be met by nothing. */
  strength(id: string): Control {
    const strength = this.#strengths.get(id)
    return strength ? this.#once(id, () => ({ kind: 'authenticationStrength', strength })) : this.of('block')
  }

  #once(key: string, make: () => Control): Control {
    const control = this.#made.get(key) ?? make()
    this.#made.set(key, control)
    return control
  }
}

/** What a policy asks for. */
export function grantOf(grant: GrantControls, shared: SharedControls): Grant {
  const { builtInControls, termsOfUse, customAuthenticationFactors, authenticationStrength } = grant
  const controls: readonly Control[] = [
    ...builtInControls.map((kind) => shared.of(kind)),
    ...(authenticationStrength === null ? [] : [shared.strength(authenticationStrength)]),
    ...termsOfUse.map(() => shared.of('termsOfUse')),
    ...customAuthenticationFactors.map(() => shared.of('customAuthenticationFactor')),
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

const nothing: readonly Control[] = []

/** Says of each control whether it is met; asks once for those that many policies share. */
export function statesUnder(held: Held): (control: Control) => ControlState {
  const known = new Map<Control, ControlState>()
  return (control) => {
    const state = known.get(control) ?? stateOf(control, held)
    known.set(control, state)
    return state
  }
}

/** Holds the controls against what was proved; `isWaived` says whether another policy has taken the place of its strength. */
export function judge(
  { operator, controls }: Grant,
  stateUnder: (control: Control) => ControlState,
  isWaived: boolean,
): GrantVerdict {
  let isAnyMet = false
  let missing = nothing
  let never = nothing
  for (const control of controls) {
    const state = isWaived && control.kind === 'authenticationStrength' ? 'met' : stateUnder(control)
    if (state === 'met') isAnyMet = true
    else if (state === 'missing') missing = [...missing, control]
    else never = [...never, control]
  }
  const isEnough = operator === 'AND' ? missing.length + never.length === 0 : isAnyMet
  if (isEnough) return { result: 'satisfied', missing: nothing }
  const isShut = operator === 'AND' ? never.length > 0 : missing.length === 0
  return isShut ? { result: 'failed', missing: never } : { result: 'interrupted', missing }
}
