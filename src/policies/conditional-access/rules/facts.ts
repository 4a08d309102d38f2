import type { StrengthProof } from '../../authentication-strengths/rules.ts'
import type {
  ClientAppType,
  GuestType,
  InsiderRiskLevel,
  Platform,
  RiskLevel,
  TransferMethod,
  UserAction,
} from './policy.ts'

/** A person who signs in. */
export interface UserFacts {
  readonly kind: 'user'
  /** Null for a guest who is not in the directory yet. */
  readonly id: string | null
  /** Ids of all groups, also through other groups. */
  readonly groups: ReadonlySet<string>
  /** Template ids of the roles held for the whole tenant; `All` for whoever holds any, also for a unit. */
  readonly roles: ReadonlySet<string>
  /** Null for somebody who is no guest. */
  readonly guestType: GuestType | null
  /** Where a guest comes from; null when nobody knows. */
  readonly homeTenantId?: string | null | undefined
}

/** An application with credentials of its own. */
export interface ServicePrincipalFacts {
  readonly kind: 'servicePrincipal'
  readonly id: string
}

/** What somebody wants to get at or to do; several at once count each for itself. */
export interface TargetFacts {
  /** Client ids, lower case. */
  readonly applications?: readonly string[]
  /** Client ids of what an application gets at in its turn, lower case; they count for policies that name them. */
  readonly resources?: readonly string[]
  readonly userAction?: UserAction
  readonly authenticationContext?: string
}

/**
 * Everything about a sign-in that policies ask for.
 *
 * What is undefined was not told, and a policy that asks for it has not enough information.
 * Null was told: nobody can know it, as a country without a file of countries.
 */
export interface SignInFacts {
  readonly identity: UserFacts | ServicePrincipalFacts
  readonly target: TargetFacts
  readonly clientAppType?: ClientAppType | undefined
  readonly platform?: Platform | null | undefined
  readonly ipAddress?: string | null | undefined
  /** ISO 3166-1 alpha-2, in capitals. */
  readonly country?: string | null | undefined
  readonly signInRisk?: RiskLevel | undefined
  readonly userRisk?: RiskLevel | undefined
  readonly servicePrincipalRisk?: RiskLevel | undefined
  readonly insiderRisk?: InsiderRiskLevel | 'none' | undefined
  readonly transferMethod?: TransferMethod | null | undefined
}

/** What was proved so far, which controls ask for. */
export interface Held {
  readonly proofs: readonly StrengthProof[]
  /** Whether a new password was set in this sign-in. */
  readonly passwordChanged: boolean
}
