import type { UserId } from '../../base/text.ts'
import type { Instant } from '../../base/time.ts'

export { type AssertionAnswer, type AttestationAnswer, readAssertion, readAttestation } from './rules/answers.ts'
export {
  type AttestationFacts,
  judgeAttestation,
  judgeModel,
  keepingReasons,
  mostPasskeys,
  registrationReasons,
  wantsModel,
} from './rules/attestation.ts'
export { decoyShape } from './rules/decoys.ts'
export { modelName } from './rules/models.ts'

/** A passkey without its public key. */
export interface Passkey {
  /** The credential id, base64url. */
  readonly id: string
  readonly userId: UserId
  readonly displayName: string
  readonly signCount: number
  /** Authenticator Attestation GUID, lower case; all zeros where the authenticator does not tell. */
  readonly aaguid: string
  readonly attestationLevel: 'attested' | 'notAttested'
  /** DER certificates, base64url, leaf first. */
  readonly attestationCertificates: readonly string[]
  readonly transports: readonly string[]
  /** Whether it may be copied to other devices; fixed at registration. */
  readonly backupEligible: boolean
  readonly backupState: boolean
  readonly discoverable: boolean
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
}

/** COSE algorithms accepted: EdDSA, ES256, RS256. */
export const acceptedAlgorithms: readonly number[] = [-8, -7, -257]

/**
 * Whether a signature counter has moved as it must.
 *
 * Two zeros mean an authenticator without a counter; anything else must rise.
 *
 * Source: WebAuthn Level 3 §7.2 step 22.
 */
export const isCounterPlausible = (stored: number, seen: number): boolean =>
  (stored === 0 && seen === 0) || seen > stored

/**
 * Whether the backup flags of a use agree with those of the registration.
 *
 * Source: WebAuthn Level 3 §6.1.3, §7.2 step 18.
 */
export const isBackupPlausible = (registered: boolean, seen: { eligible: boolean; state: boolean }): boolean =>
  registered === seen.eligible && (seen.eligible || !seen.state)

/** Who the site is to an authenticator. */
export interface RelyingParty {
  /** The host name that passkeys belong to. */
  readonly id: string
  readonly origin: string
}

/** Reads both from the public address and never from a request (facts/security.md D6, 26). */
export function relyingParty(publicUrl: string): RelyingParty {
  const address = new URL(publicUrl)
  return { id: address.hostname, origin: address.origin }
}
