import type { Application } from '../applications/service.ts'
import type { UserActor } from '../base/actor.ts'
import { earliest, type Instant, plusSeconds } from '../base/time.ts'
import { methodReferences } from '../sessions/rules.ts'
import type { Session } from '../sessions/service.ts'
import { accessTokenLifetimeSeconds } from './rules.ts'

/** The kinds of token Entra gives: for an application itself, and for one that acts for a person. */
export const applicationTokenType = 'app'
export const userTokenType = 'user'

interface TokenFacts {
  readonly application: Application
  readonly tenantId: string
  readonly issuer: string
  readonly audience: string
  readonly tokenId: string
  readonly now: Instant
}

/** Somebody in a session, as tokens tell it. */
export interface SignedInUser {
  readonly actor: UserActor
  readonly session: Session
  /** When what is issued has to be over: with the session, or when policies want something proved anew. */
  readonly lastsUntil?: Instant
}

const seconds = (at: Instant): number => Math.floor(at / 1000)

/**
 * The claims of an application's access token, by Entra's names.
 *
 * The times come from our clock, not from the engine's.
 * `roles` tells the application what it may do; the server itself reads the grants anew at every use.
 */
export function applicationClaims(facts: TokenFacts) {
  const { application, now } = facts
  return {
    ...commonClaims(facts, plusSeconds(now, accessTokenLifetimeSeconds)),
    appidacr: '1',
    azpacr: '1',
    idtyp: applicationTokenType,
    oid: application.servicePrincipalId,
    sub: application.servicePrincipalId,
    roles: application.permissions,
  }
}

/**
 * The claims of an access token with which an application acts for a person.
 *
 * It is over no later than the session, so that nothing outlives the pass that opened it,
 * and no later than policies want something proved anew.
 * `rh` names the grant; where a code or refresh token of it is used twice, the grant goes and the token with it.
 *
 * Source: facts/entra.md §4.5; ADR 14.
 */
export function userClaims(
  facts: TokenFacts,
  signedIn: SignedInUser,
  { scope, grantId }: { readonly scope: string; readonly grantId: string },
) {
  const { application, now } = facts
  const { actor, session } = signedIn
  const authenticity = application.isPublicClient ? '0' : '1'
  return {
    ...commonClaims(facts, earliest(plusSeconds(now, accessTokenLifetimeSeconds), endOf(signedIn))),
    appidacr: authenticity,
    azpacr: authenticity,
    idtyp: userTokenType,
    scp: scope,
    sid: session.id,
    rh: grantId,
    amr: methodReferences(session),
    ...identityOf(actor),
  }
}

/** Who somebody is, for ID tokens. */
export const identityOf = (actor: UserActor) => ({
  sub: actor.userId,
  oid: actor.userId,
  name: actor.displayName,
  preferred_username: actor.userPrincipalName,
})

/** For how many seconds an access token issued now is good. */
export const userTokenSeconds = (signedIn: SignedInUser, now: Instant): number =>
  Math.max(1, Math.min(accessTokenLifetimeSeconds, Math.floor((endOf(signedIn) - now) / 1000)))

const endOf = ({ session, lastsUntil = session.expiresAt }: SignedInUser): Instant =>
  earliest(session.expiresAt, lastsUntil)

const commonClaims = ({ application, tenantId, issuer, audience, tokenId, now }: TokenFacts, expiresAt: Instant) => ({
  aud: audience,
  iss: issuer,
  iat: seconds(now),
  nbf: seconds(now),
  exp: seconds(expiresAt),
  appid: application.appId,
  app_displayname: application.displayName,
  azp: application.appId,
  tid: tenantId,
  jti: tokenId,
  uti: tokenId,
  ver: '2.0',
})
