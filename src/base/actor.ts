import type { UserId } from './text.ts'

/** Where a request came from, as the logs tell it. */
export interface Origin {
  readonly ipAddress: string
  readonly userAgent: string
  readonly correlationId: string
}

/** A role somebody holds, and where it counts. */
export interface RoleGrant {
  /** The template id of a built-in role, or the id of a custom one. */
  readonly roleId: string
  /** `/` is the whole tenant; `/administrativeUnits/{id}`, in lower case, the direct members of one unit. */
  readonly scope: string
  /** What a custom role grants; a built-in role is known by its id. */
  readonly actions?: readonly string[]
}

/** An application that acts for a person, with the delegated permissions of its token. */
export interface DelegatedApplication {
  readonly appId: string
  readonly servicePrincipalId: string
  readonly displayName: string
  /** The scopes granted to it for this person: `User.Read`. */
  readonly permissions: readonly string[]
}

/** A person in a session, or an application that acts for them. */
export interface UserActor {
  readonly kind: 'user'
  readonly userId: UserId
  readonly userPrincipalName: string
  readonly displayName: string
  readonly sessionId: string
  /** The roles held; empty in a session without multifactor proof. */
  readonly roles: readonly RoleGrant[]
  /** Whether the session proved more than one factor. */
  readonly multifactor: boolean
  /** Who asks in the person's name; absent in a session of our own pages, where the person alone decides. */
  readonly application?: DelegatedApplication
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

/** Whoever a token was issued to, before it is known where the request came from. */
export type TokenHolder = Omit<ApplicationActor, 'origin'> | Omit<UserActor, 'origin'>

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

/** The whole tenant, as a role's scope. */
export const tenantScope = '/'

export const serverOrigin = (correlationId: string): Origin => ({ ipAddress: '', userAgent: '', correlationId })
