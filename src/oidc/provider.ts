import type { IncomingMessage } from 'node:http'
import { type Adapter, type Configuration, interactionPolicy, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import { type Application, checkClientSecret } from '../applications/service.ts'
import { toBase64Url } from '../base/bytes.ts'
import { Secret } from '../base/secret.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { rememberingWhereabouts } from './access.ts'
import { artefactAdapter } from './adapter.ts'
import { applicationClaims, userClaims, userTokenSeconds } from './claims.ts'
import { clientAdapter, type RequestFacts } from './clients.ts'
import type { SigningKey } from './keys.ts'
import { describeError, forPeople, idTokenClaims, wordRefresh } from './people.ts'
import { TokenRefusal } from './refusal.ts'
import { engineRoutes } from './rules/routes.ts'
import { identityScopes } from './rules/scopes.ts'
import { tokenErrors } from './rules/token-errors.ts'
import { accessTokenLifetimeSeconds, askedResource, graphResource, issuerOf, signingAlgorithm } from './rules.ts'

const hour = 3600
const day = 24 * hour

const switchedOff = 'This application is switched off, so nobody signs in to it. Ask whoever runs this server.'

type FactsOf = (ctx: KoaContextWithOIDC) => RequestFacts

/** Makes a page of why nobody can be sent back to an application. */
export type ShowError = (why: string, request: IncomingMessage) => string

/**
 * Builds the protocol engine for the tenant and a set of signing keys, the first of which signs.
 *
 * It offers client credentials, and the authorization code with its refresh tokens; every other endpoint is off.
 *
 * Source: dependencies.md §2; ADR 0008.
 */
export function buildProvider(
  kernel: Kernel,
  keys: readonly SigningKey[],
  factsOf: FactsOf,
  showError: ShowError,
): Provider {
  const issuer = issuerOf({ publicUrl: kernel.settings.publicUrl, tenantId: kernel.tenant.id })
  const provider = new Provider(issuer, configuration(kernel, keys, factsOf, showError))
  provider.proxy = true
  provider.Client.prototype.compareClientSecret = async function compare(presented: string): Promise<boolean> {
    const verdict = await checkClientSecret(kernel, this.clientId, new Secret(presented))
    if (!verdict.ok) throw new TokenRefusal(tokenErrors[verdict.why])
    return true
  }
  nameThePerson(provider)
  provider.on('server_error', (ctx, error) => {
    kernel.log.error({ err: error, correlationId: factsOf(ctx).origin.correlationId }, 'The protocol engine failed')
  })
  return provider
}

/** To the engine an account is a session; ID tokens name the person behind it, who is the same in the next session. */
function nameThePerson({ IdToken }: Provider): void {
  const { payload } = IdToken.prototype
  IdToken.prototype.payload = async function named() {
    const claims = await payload.call(this)
    return { ...claims, sub: claims['oid'] }
  }
}

/** A hint is an ID token of ours, so it names a person; where nobody may be asked, another one is not taken for them. */
function readingHints(people: Configuration, factsOf: FactsOf): Configuration {
  const { Check } = interactionPolicy
  const checks = people.interactions?.policy?.find(({ name }) => name === 'login')?.checks
  checks?.remove('id_token_hint')
  checks?.add(
    new Check('id_token_hint', 'Somebody else is signed in to this browser', (ctx) => {
      const hinted = ctx.oidc.entities.IdTokenHint?.payload['sub']
      const isSilent = ctx.oidc.params?.['prompt'] === 'none'
      const isOther = hinted !== undefined && hinted !== factsOf(ctx).signedIn?.actor.userId
      return isSilent && isOther ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT
    }),
  )
  return people
}

function configuration(
  kernel: Kernel,
  keys: readonly SigningKey[],
  factsOf: FactsOf,
  showError: ShowError,
): Configuration {
  const factsNow = () => (Provider.ctx ? factsOf(Provider.ctx) : undefined)
  const found = (application: Application) => {
    const { ctx } = Provider
    if (!ctx?.oidc) return
    requireEnabled(ctx, application)
    wordRefresh(kernel, ctx, application.delegatedPermissions)
  }
  return {
    adapter: (name: string) =>
      name === 'Client' ? clientAdapter(kernel, factsNow, found) : adapterOf(kernel, name, factsNow),
    jwks: { keys: keys.map((key) => key.privateJwk) },
    cookies: { keys: [toBase64Url(kernel.vault.mac('oidc-cookies', '1'))] },
    routes: engineRoutes,
    scopes: [...identityScopes],
    claims: { openid: [...idTokenClaims] },
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_post', 'client_secret_basic', 'none'],
    enabledJWA: { idTokenSigningAlgValues: [signingAlgorithm] },
    ...readingHints(forPeople(kernel, factsOf), factsOf),
    clientBasedCORS: () => false,
    renderError: (ctx, out) => {
      ctx.type = 'html'
      const why = out.error_description === tokenErrors.disabled.text ? switchedOff : describeError(out)
      ctx.body = showError(why, ctx.req)
    },
    features: {
      clientCredentials: { enabled: true },
      resourceIndicators: resources(kernel, keys, factsOf),
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    formats: {
      customizers: {
        jwt: (ctx, token, parts) => {
          const { application, account } = factsOf(ctx)
          if (!application) throw new Error('A token is asked for before its application is known')
          const facts = {
            application,
            tenantId: kernel.tenant.id,
            issuer: ctx.oidc.issuer,
            audience: String(token.aud),
            tokenId: token.jti,
            now: kernel.clock.now(),
          }
          const grantId = 'grantId' in token ? (token.grantId ?? '') : ''
          const granted = { scope: token.scope ?? '', grantId }
          parts.payload = account ? userClaims(facts, account, granted) : applicationClaims(facts)
        },
      },
    },
    ttl: {
      AccessToken: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? accessTokenLifetimeSeconds,
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

/** Nobody is signed in to an application that is switched off; one with a secret hears of it once the secret is right. */
function requireEnabled(ctx: KoaContextWithOIDC, { accountEnabled, isPublicClient }: Application): void {
  const isAtDoor = ctx.oidc.route !== 'token'
  if (!accountEnabled && (isAtDoor || isPublicClient)) throw new TokenRefusal(tokenErrors.disabled)
}

function adapterOf(kernel: Kernel, name: string, factsNow: () => RequestFacts | undefined): Adapter {
  const adapter = artefactAdapter(kernel, name)
  return name === 'Grant' ? rememberingWhereabouts(adapter, factsNow) : adapter
}

/** The resource follows from the scope, as at Entra: `https://graph.microsoft.com/.default`; for people it is Graph. */
function resources(kernel: Kernel, keys: readonly SigningKey[], factsOf: FactsOf) {
  const resourceOf = (ctx: KoaContextWithOIDC): string => {
    if (actsForPeople(ctx)) return graphResource
    const scope = ctx.oidc.params?.['scope']
    const asked = askedResource(typeof scope === 'string' ? scope : undefined, kernel.settings.publicUrl)
    if (asked.ok) return asked.resource
    throw new TokenRefusal(tokenErrors[asked.why === 'notDefault' ? 'scopeNotDefault' : asked.why])
  }
  const scopeOf = (ctx: KoaContextWithOIDC): string =>
    actsForPeople(ctx)
      ? (factsOf(ctx).application?.delegatedPermissions.join(' ') ?? '')
      : String(ctx.oidc.params?.['scope'])
  return {
    enabled: true,
    defaultResource: (ctx: KoaContextWithOIDC) => resourceOf(ctx),
    useGrantedResource: () => true,
    getResourceServerInfo: (ctx: KoaContextWithOIDC, identifier: string) => {
      const resource = resourceOf(ctx)
      if (identifier !== resource) throw new TokenRefusal(tokenErrors.unknownResource)
      const [signing] = keys
      const { account } = factsOf(ctx)
      return {
        scope: scopeOf(ctx),
        audience: resource,
        accessTokenTTL: account ? userTokenSeconds(account, kernel.clock.now()) : accessTokenLifetimeSeconds,
        accessTokenFormat: 'jwt' as const,
        jwt: { sign: { alg: signingAlgorithm, ...(signing ? { kid: signing.id } : {}) } } as const,
      }
    },
  }
}

const actsForPeople = (ctx: KoaContextWithOIDC): boolean => ctx.oidc.params?.['grant_type'] !== 'client_credentials'
