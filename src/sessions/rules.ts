import type { SessionId, UserId } from '../base/text.ts'
import { earliest, type Instant, plusMinutes } from '../base/time.ts'
import type { Proof } from '../methods/rules.ts'

/** A browser login. */
export interface Session {
  readonly id: SessionId
  readonly userId: UserId
  /** The pass the session hangs on, if one opened it. */
  readonly passId: string | null
  readonly createdAt: Instant
  readonly authTime: Instant
  readonly lastSeenAt: Instant
  readonly expiresAt: Instant
  readonly proofs: readonly Proof[]
}

/** How long after a strong proof sign-in methods may be changed (facts/entra.md §4.3, §5). */
const freshProofMinutes = 10

/**
 * Whether the proofs make more than one factor.
 *
 * A pass and a passkey count alone; a password needs a second kind beside it.
 *
 * Source: facts/entra.md §4.1, §6.2.
 */
export function isMultifactor(proofs: readonly Proof[]): boolean {
  if (proofs.some((proof) => proof.kind === 'temporaryAccessPass' || proof.kind === 'fido2')) return true
  const kinds = new Set(proofs.map((proof) => proof.kind))
  return kinds.has('password') && kinds.has('softwareOath')
}

/** When a new session is over: its own lifetime, or earlier where a pass opened it. */
export function sessionExpiry(proofs: readonly Proof[], lifetimeMinutes: number, now: Instant): Instant {
  const ends = proofs.flatMap((proof) => (proof.sessionEndsAt === undefined ? [] : [proof.sessionEndsAt]))
  return earliest(plusMinutes(now, lifetimeMinutes), ...ends)
}

/**
 * The session once more was proved in it.
 *
 * A method that is proved again stands with its latest proof alone.
 * It ends no later than before, and earlier where a pass that was added does.
 * Where it takes two factors, one of them makes the session no fresher while the other is old.
 */
export function withProofs(session: Session, given: readonly Proof[], now: Instant): Session {
  const isGiven = ({ kind, methodId }: Proof) => given.some((one) => one.kind === kind && one.methodId === methodId)
  const proofs = [...session.proofs.filter((proof) => !isGiven(proof)), ...given]
  const isStale = isMultifactor(proofs) && !isMultifactor(proofs.filter((proof) => isFreshProof(proof, now)))
  const ends = given.flatMap(({ sessionEndsAt }) => (sessionEndsAt === undefined ? [] : [sessionEndsAt]))
  return {
    ...session,
    proofs,
    passId: given.find(({ kind }) => kind === 'temporaryAccessPass')?.methodId ?? session.passId,
    authTime: isStale ? session.authTime : now,
    lastSeenAt: now,
    expiresAt: earliest(session.expiresAt, ...ends),
  }
}

/**
 * Whether a proof lets sign-in methods be changed: a pass does as long as it lets anything be done.
 *
 * Source: facts/entra.md §4.3, §5.
 */
export const isFreshProof = ({ kind, at }: Proof, now: Instant): boolean =>
  kind === 'temporaryAccessPass' || Math.abs(now - at) < freshProofMinutes * 60_000

export type ProofAge = 'fresh' | 'stale' | 'singleFactor'

/**
 * Whether a session may change sign-in methods now.
 *
 * A pass counts as long as its session lives, because that ends with its window.
 * A proof from later than now, given before the clock was set back, is as stale as an old one.
 *
 * Source: ASVS 5.0 7.5.1; NIST SP 800-63B-4 §4.1.2.1.
 */
export function proofAge(session: Pick<Session, 'proofs' | 'authTime'>, now: Instant): ProofAge {
  if (!isMultifactor(session.proofs)) return 'singleFactor'
  if (session.proofs.some((proof) => proof.kind === 'temporaryAccessPass')) return 'fresh'
  return Math.abs(now - session.authTime) < freshProofMinutes * 60_000 ? 'fresh' : 'stale'
}

const references: Readonly<Record<string, string>> = {
  password: 'pwd',
  fido2: 'fido',
  softwareOath: 'otp',
  temporaryAccessPass: 'tap',
}

/** How the person proved who they are (RFC 8176); `mfa` where it was more than one factor. */
export function methodReferences({ proofs }: Pick<Session, 'proofs'>): readonly string[] {
  const kinds = new Set<string>(proofs.map((proof) => proof.kind))
  const isMultifactor = kinds.has('fido2') || kinds.has('temporaryAccessPass') || kinds.size > 1
  return [...[...kinds].map((kind) => references[kind] ?? kind), ...(isMultifactor ? ['mfa'] : [])]
}
