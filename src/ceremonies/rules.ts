import type { UserId } from '../base/text.ts'
import { type Instant, plusMinutes } from '../base/time.ts'

/** What is between its two requests. */
export type CeremonyKind =
  | 'passkeyAuthentication'
  | 'passkeyDiscovery'
  | 'passkeyProvisioning'
  | 'passkeyRegistration'
  | 'softwareOathRegistration'

/** Minutes between the two requests; an authenticator app may have to be installed first. */
const lifetimeMinutes: Readonly<Record<CeremonyKind, number>> = {
  passkeyAuthentication: 5,
  passkeyDiscovery: 5,
  passkeyProvisioning: 5,
  passkeyRegistration: 5,
  softwareOathRegistration: 10,
}

export const ceremonyEnd = (kind: CeremonyKind, from: Instant, minutes = lifetimeMinutes[kind]): Instant =>
  plusMinutes(from, minutes)

/** For whom, and in which sign-in or session, a ceremony was begun. */
export interface CeremonyOwner {
  readonly kind: CeremonyKind
  /** Null where a discoverable passkey will tell, and for a name nobody has. */
  readonly userId: UserId | null
  readonly boundTo: string
}

/** What is remembered between the two requests. */
export interface Ceremony extends CeremonyOwner {
  readonly id: string
  readonly expiresAt: Instant
  readonly consumedAt: Instant | null
}

/**
 * Why a ceremony may not be finished, or nothing when it may.
 *
 * Somebody else's is as unknown as one that never was.
 *
 * Source: WebAuthn Level 3 §13.4.3; facts/security.md D6.
 */
export type CeremonyRefusal = 'unknown' | 'expired' | 'finished'

export function ceremonyRefusal(
  found: Ceremony | undefined,
  owner: CeremonyOwner,
  now: Instant,
): CeremonyRefusal | undefined {
  if (!found || found.kind !== owner.kind || found.userId !== owner.userId || found.boundTo !== owner.boundTo) {
    return 'unknown'
  }
  if (found.consumedAt !== null) return 'finished'
  return found.expiresAt > now ? undefined : 'expired'
}
