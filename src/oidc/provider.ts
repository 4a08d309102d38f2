import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import { checkClientSecret } from '../applications/service.ts'
import { toBase64Url } from '../base/bytes.ts'
import { Secret } from '../base/secret.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { artefactAdapter } from './adapter.ts'
import { applicationClaims } from './claims.ts'
import { clientAdapter, type RequestFacts } from './clients.ts'
import type { SigningKey } from './keys.ts'
import { TokenRefusal } from './refusal.ts'
import { engineRoutes } from './rules/routes.ts'
import { tokenErrors } from './rules/token-errors.ts'
import { accessTokenLifetimeSeconds, askedResource, issuerOf, signingAlgorithm } from './rules.ts'

const hour = 3600
const day = 24 * hour

type FactsOf = (ctx: KoaContextWithOIDC) => RequestFacts

/**
 * Builds the protocol engine for the tenant and a set of signing keys, the first of which signs.
 *
 * So far it offers one grant, client credentials; every other endpoint is off.
 *
 * Source: dependencies.md §2; ADR 0008.
 */
export function buildProvider(kernel: Kernel, keys: readonly SigningKey[], factsOf: FactsOf): Provider {
  const issuer = issuerOf({ publicUrl: kernel.settings.publicUrl, tenantId: kernel.tenant.id })
  const provider = new Provider(issuer, configuration(kernel, keys, factsOf))
  provider.proxy = true
  provider.Client.prototype.compareClientSecret = async function compare(presented: string): Promise<boolean> {
    const verdict = await checkClientSecret(kernel, this.clientId, new Secret(presented))
    if (!verdict.ok) throw new TokenRefusal(tokenErrors[verdict.why])
    return true
  }
  provider.on('server_error', (ctx, error) => {
    kernel.log.error({ err: error, correlationId: factsOf(ctx).origin.correlationId }, 'The protocol engine failed')
  })
  return provider
}

function configuration(kernel: Kernel, keys: readonly SigningKey[], factsOf: FactsOf): Configuration {
  const factsNow = () => (Provider.ctx ? factsOf(Provider.ctx) : undefined)
  return {
    adapter: (name: string) => (name === 'Client' ? clientAdapter(kernel, factsNow) : artefactAdapter(kernel, name)),
    jwks: { keys: keys.map((key) => key.privateJwk) },
    cookies: { keys: [toBase64Url(kernel.vault.mac('oidc-cookies', '1'))] },
    routes: engineRoutes,
    scopes: ['openid'],
    responseTypes: [],
    clientAuthMethods: ['client_secret_post', 'client_secret_basic'],
    enabledJWA: { idTokenSigningAlgValues: [signingAlgorithm] },
    findAccount: async () => undefined,
    clientBasedCORS: () => false,
    renderError: (ctx, out) => {
      ctx.body = out
    },
    features: {
      clientCredentials: { enabled: true },
      resourceIndicators: resources(kernel, keys),
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    formats: {
      customizers: {
        jwt: (ctx, token, parts) => {
          const { application } = factsOf(ctx)
          if (!application) throw new Error('A token is asked for before its application is known')
          parts.payload = applicationClaims({
            application,
            tenantId: kernel.tenant.id,
            issuer: ctx.oidc.issuer,
            audience: String(token.aud),
            tokenId: token.jti,
            now: kernel.clock.now(),
          })
        },
      },
    },
    ttl: {
      AccessToken: accessTokenLifetimeSeconds,
      AuthorizationCode: 60,
      ClientCredentials: accessTokenLifetimeSeconds,
      DeviceCode: hour / 4,
      Grant: day,
      IdToken: hour,
      Interaction: hour,
      RefreshToken: day,
      Session: day,
    },
  }
}

/** The resource follows from the scope, as at Entra: `https://graph.microsoft.com/.default`. */
function resources(kernel: Kernel, keys: readonly SigningKey[]) {
  const resourceOf = (ctx: KoaContextWithOIDC): string => {
    const scope = ctx.oidc.params?.['scope']
    const asked = askedResource(typeof scope === 'string' ? scope : undefined, kernel.settings.publicUrl)
    if (asked.ok) return asked.resource
    throw new TokenRefusal(tokenErrors[asked.why === 'notDefault' ? 'scopeNotDefault' : asked.why])
  }
  return {
    enabled: true,
    defaultResource: (ctx: KoaContextWithOIDC) => resourceOf(ctx),
    getResourceServerInfo: (ctx: KoaContextWithOIDC, identifier: string) => {
      const resource = resourceOf(ctx)
      if (identifier !== resource) throw new TokenRefusal(tokenErrors.unknownResource)
      const [signing] = keys
      return {
        scope: String(ctx.oidc.params?.['scope']),
        audience: resource,
        accessTokenTTL: accessTokenLifetimeSeconds,
        accessTokenFormat: 'jwt' as const,
        jwt: { sign: { alg: signingAlgorithm, ...(signing ? { kid: signing.id } : {}) } } as const,
      }
    },
  }
}
