import type { UserId } from './text.ts'

/** Where a request came from, as the logs tell it. */
export interface Origin {
  readonly ipAddress: string
  readonly userAgent: string
  readonly correlationId: string
}

/** A person in a session. */
export interface UserActor {
  readonly kind: 'user'
  readonly userId: UserId
  readonly userPrincipalName: string
  readonly displayName: string
  readonly sessionId: string
  /** Template ids of the roles held; empty in a session without multifactor proof. */
  readonly roles: readonly string[]
  /** Whether the session proved more than one factor. */
  readonly multifactor: boolean
  readonly origin: Origin
}

/** An application with its own credentials. */
export interface ApplicationActor {
  readonly kind: 'application'
  readonly appId: string
  readonly servicePrincipalId: string
  readonly displayName: string
  /** Graph application permissions granted to it. */
  readonly permissions: readonly string[]
  readonly origin: Origin
}

/** The server itself, or somebody at its command line. */
export interface SystemActor {
  readonly kind: 'system'
  /** `Latchkey`, `Latchkey command line`. */
  readonly displayName: string
  readonly origin: Origin
}

/** Somebody not signed in yet: the author of a sign-in attempt. */
export interface AnonymousActor {
  readonly kind: 'anonymous'
  readonly origin: Origin
}

/** Who acts. */
export type Actor = UserActor | ApplicationActor | SystemActor | AnonymousActor

export const serverOrigin = (correlationId: string): Origin => ({ ipAddress: '', userAgent: '', correlationId })
