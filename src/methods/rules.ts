import type { SignInErrorCode } from '../audit/rules/sign-in-record.ts'
import type { UserId } from '../base/text.ts'
import type { Instant } from '../base/time.ts'

/** The kinds of authentication method, in Graph's words. */
export type MethodKind = 'temporaryAccessPass' | 'fido2' | 'softwareOath' | 'password'

/** How a method counted when it was used: the words of authentication strengths (facts/entra.md §6.1). */
export type MethodMode =
  | 'temporaryAccessPassOneTime'
  | 'temporaryAccessPassMultiUse'
  | 'fido2'
  | 'softwareOath'
  | 'password'

/** One success inside a sign-in; assurance is derived from these and never stored. */
export interface Proof {
  readonly kind: MethodKind
  readonly mode: MethodMode
  readonly at: Instant
  /** The method used: pass id, credential id, token id, or the password's well-known id. */
  readonly methodId: string
  /** Set for a pass: the session may not outlive this. */
  readonly sessionEndsAt?: Instant
}

/** Why a proof was not accepted, as the log tells it; the person hears less. */
export interface ProofFailure {
  readonly errorCode: SignInErrorCode
  /** Filled only where the right secret was given, so that saying more tells a stranger nothing. */
  readonly tellPerson?: 'expired' | 'notYetValid' | 'alreadyUsed' | 'blockedByPolicy'
  readonly validFrom?: Instant
  /** Whose method it was, where the method itself told; for the log alone. */
  readonly userId?: UserId
}

export type ProofVerdict =
  | { readonly ok: true; readonly userId: UserId; readonly proof: Proof }
  | ({ readonly ok: false } & ProofFailure)
