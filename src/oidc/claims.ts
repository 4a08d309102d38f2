import type { Application } from '../applications/service.ts'
import type { Instant } from '../base/time.ts'
import { accessTokenLifetimeSeconds } from './rules.ts'

/** The kind of token Entra gives an application that acts for itself. */
export const applicationTokenType = 'app'

interface TokenFacts {
  readonly application: Application
  readonly tenantId: string
  readonly issuer: string
  readonly audience: string
  readonly tokenId: string
  readonly now: Instant
}

/**
 * The claims of an application's access token, by Entra's names.
 *
 * The times come from our clock, not from the engine's.
 * `roles` tells the application what it may do; the server itself reads the grants anew at every use.
 */
export function applicationClaims({ application, tenantId, issuer, audience, tokenId, now }: TokenFacts) {
  const issuedAt = Math.floor(now / 1000)
  return {
    aud: audience,
    iss: issuer,
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + accessTokenLifetimeSeconds,
    appid: application.appId,
    appidacr: '1',
    app_displayname: application.displayName,
    azp: application.appId,
    azpacr: '1',
    idtyp: applicationTokenType,
    oid: application.servicePrincipalId,
    sub: application.servicePrincipalId,
    roles: application.permissions,
    tid: tenantId,
    jti: tokenId,
    uti: tokenId,
    ver: '2.0',
  }
}
