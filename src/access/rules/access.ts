import type { AppliedAccessPolicy, FactorsAskedBy, SignInErrorCode } from '../../audit/rules/sign-in-record.ts'
import type { Instant } from '../../base/time.ts'
import type { Proof } from '../../methods/rules.ts'
import {
  type Control,
  type Decision,
  freeSession,
  type SessionRequirement,
  securityDefaultsPolicy,
} from '../../policies/conditional-access/rules.ts'
import { appliedPolicies } from './applied.ts'
import { countingUntil } from './frequency.ts'
import { blockedCode, type StoppedBy, stoppedBy } from './stopped.ts'

/** What one policy still asks for: all of the controls with AND, any of them with OR. */
export interface Missing {
  readonly operator: 'AND' | 'OR'
  readonly controls: readonly Control[]
}

/** What the policies in force say to a sign-in. */
export interface Access {
  /** `required` where what was proved is not enough; more could still be proved. */
  readonly outcome: Decision['outcome']
  /** Entra's number for what stands in the way; 0 where nothing does. */
  readonly errorCode: AccessErrorCode
  /**
   * One of these for each policy that asks for more, in the order to ask for them.
   *
   * Empty where access is granted or blocked, and where it only is too long since anything was proved:
   * then nothing counts any more, and the person proves anew who they are.
   */
  readonly missing: readonly Missing[]
  /** The strictest of what the policies ask of the session. */
  readonly session: SessionRequirement
  /** The proofs that are not too old for the policies. */
  readonly counting: readonly Proof[]
  /** When the first of them will be; null where that never happens. */
  readonly countsUntil: Instant | null
  /** What kind of rule blocks; null where none does. */
  readonly stoppedBy: StoppedBy | null
  /** Who asks for more than one factor, met or not; in the words of Graph's `requirementProvider`. */
  readonly factorsAskedBy: readonly FactorsAskedBy[]
  /** What the sign-in log tells of the policies that applied, those in report-only too. */
  readonly policies: readonly AppliedAccessPolicy[]
}

export type AccessErrorCode = Extract<
  SignInErrorCode,
  0 | 50074 | 50076 | 50078 | 50142 | 53000 | 53001 | 53003 | 53010 | 70044
>

/** Where no policy applies. */
export const freeAccess = (proofs: readonly Proof[]): Access => ({
  outcome: 'granted',
  errorCode: 0,
  missing: [],
  session: freeSession,
  counting: proofs,
  countsUntil: null,
  stoppedBy: null,
  factorsAskedBy: [],
  policies: [],
})

/** Reads a decision that was made on the proofs that count, of all that were given. */
export function accessOf(decision: Decision, given: readonly Proof[], counting: readonly Proof[]): Access {
  const { applied, session } = decision
  const isProofOutdated = counting.length === 0 && given.length > 0
  const outcome = decision.outcome === 'granted' && isProofOutdated ? 'required' : decision.outcome
  const missing = outcome === 'required' ? missingIn(applied) : []
  return {
    outcome,
    errorCode: errorCodeOf(outcome, applied, { isProofOutdated, isAnyOutdated: counting.length < given.length }),
    missing,
    session,
    counting,
    countsUntil: countingUntil(counting, session),
    stoppedBy: outcome === 'blocked' ? stoppedBy(applied) : null,
    factorsAskedBy: askedBy(applied),
    policies: appliedPolicies(decision, isProofOutdated),
  }
}

type Judged = Decision['applied']

const order: readonly Control['kind'][] = ['mfa', 'authenticationStrength', 'passwordChange']

/** Source: facts/entra.md §7.2. */
const missingIn = (applied: Judged): readonly Missing[] =>
  applied
    .filter(({ result }) => result === 'interrupted')
    .map(({ policy, missing }) => ({ operator: policy.grantControls?.operator ?? 'AND', controls: missing }))
    .toSorted((left, right) => place(left) - place(right))

const place = ({ controls }: Missing): number => Math.min(...controls.map(({ kind }) => order.indexOf(kind)))

/** Multifactor first, because whoever lacks it lacks most. */
function errorCodeOf(
  outcome: Decision['outcome'],
  applied: Judged,
  age: { readonly isProofOutdated: boolean; readonly isAnyOutdated: boolean },
): AccessErrorCode {
  if (outcome === 'granted') return 0
  if (outcome === 'blocked') return blockedCode(applied)
  if (age.isProofOutdated) return 70044
  const missing = new Set(applied.flatMap((policy) => policy.missing.map(({ kind }) => kind)))
  if (missing.has('mfa')) return age.isAnyOutdated ? 50078 : 50076
  return missing.has('authenticationStrength') ? 50074 : 50142
}

function askedBy(applied: Judged): readonly FactorsAskedBy[] {
  const asking = applied.filter(
    ({ policy: { grantControls } }) =>
      grantControls?.builtInControls.includes('mfa') === true || grantControls?.authenticationStrength != null,
  )
  const asks = (isBuiltIn: boolean) =>
    asking.some(({ policy }) => (policy.id === securityDefaultsPolicy.id) === isBuiltIn)
  return [
    ...(asks(false) ? (['multiConditionalAccess'] as const) : []),
    ...(asks(true) ? (['securityDefaults'] as const) : []),
  ]
}
