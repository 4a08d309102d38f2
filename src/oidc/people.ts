import { type Configuration, errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import type { Kernel } from '../kernel/kernel.ts'
import { methodReferences } from '../sessions/rules.ts'
import { findSessionById } from '../sessions/service.ts'
import { requireAccess, requireAccessForToken } from './access.ts'
import { identityOf } from './claims.ts'
import type { RequestFacts } from './clients.ts'
import { TokenRefusal } from './refusal.ts'
import { interactionRoute } from './rules/routes.ts'
import { askedScopes, identityScopes, notConsented } from './rules/scopes.ts'
import { tokenErrors } from './rules/token-errors.ts'
import { graphResource } from './rules.ts'

type FactsOf = (ctx: KoaContextWithOIDC) => RequestFacts
type Context = Pick<KoaContextWithOIDC, 'query'>

/** What an ID token tells of a person. */
export const idTokenClaims = [
  'sub',
  'oid',
  'tid',
  'name',
  'preferred_username',
  'ver',
  'acr',
  'amr',
  'auth_time',
] as const

/** The parameter that keeps `offline_access`, which the engine would take away, until the code is exchanged. */
const refreshWish = 'latchkey_refresh'

/**
 * How the engine deals with people.
 *
 * To it an account is one of our sessions, so that everything it issues ends with the session, whatever ends that.
 * It keeps no login of its own worth anything: at each request the session of this browser counts.
 * Nobody is asked for consent: an application may do what an administrator consented to, and nothing else.
 * The Conditional Access policies are asked before a code is issued and whenever one, or a refresh token, is exchanged.
 *
 * Source: ADR 21, 23.
 */
export function forPeople(kernel: Kernel, factsOf: FactsOf): Configuration {
  return {
    findAccount: async (ctx, sessionId) => {
      const signedIn = await findSessionById(kernel, sessionId, factsOf(ctx).origin)
      if (!signedIn) return undefined
      Object.assign(factsOf(ctx), { account: signedIn })
      const lastsUntil = await requireAccessForToken(kernel, ctx, factsOf(ctx), signedIn)
      if (lastsUntil) Object.assign(factsOf(ctx), { account: { ...signedIn, lastsUntil } })
      return {
        accountId: sessionId,
        claims: async () => ({ ...identityOf(signedIn.actor), tid: kernel.tenant.id, ver: '2.0' }),
      }
    },
    interactions: {
      url: (_ctx, interaction) => `/${kernel.tenant.id}${interactionRoute}/${interaction.uid}`,
      policy: loginAlone(kernel, factsOf),
    },
    loadExistingGrant: (ctx) => consentedGrant(kernel, ctx, factsOf),
    extraParams: [refreshWish],
    issueRefreshToken: async (ctx, client) =>
      client.grantTypeAllowed('refresh_token') &&
      (ctx.oidc.entities.Grant?.getOIDCScope() ?? '').includes('offline_access'),
    rotateRefreshToken: true,
    expiresWithSession: async () => false,
    pkce: { required: (_ctx, client) => client.tokenEndpointAuthMethod === 'none' },
  }
}

/** Only sign-in may be asked of people; where an application asks that nobody be asked, it hears what policies miss. */
function loginAlone(kernel: Kernel, factsOf: FactsOf) {
  const { base, Check } = interactionPolicy
  const policy = base()
  policy.remove('consent')
  const checks = policy.get('login')?.checks
  checks?.add(
    new Check('session_over', 'The session of this browser is not the one that signed in', (ctx) =>
      ctx.oidc.session?.accountId === factsOf(ctx).signedIn?.session.id
        ? Check.NO_NEED_TO_PROMPT
        : Check.REQUEST_PROMPT,
    ),
  )
  checks?.add(
    new Check('access', 'The policies ask for more than the session has', async (ctx) => {
      const facts = factsOf(ctx)
      const isSilent = ctx.oidc.params?.['prompt'] === 'none'
      if (isSilent && facts.signedIn) await requireAccess(kernel, facts, facts.signedIn, true)
      return Check.NO_NEED_TO_PROMPT
    }),
  )
  return policy
}

async function consentedGrant(kernel: Kernel, ctx: KoaContextWithOIDC, factsOf: FactsOf) {
  const { provider, client, account, params } = ctx.oidc
  const facts = factsOf(ctx)
  const { application } = facts
  if (!client || !account || !application || !facts.account) return undefined
  requireConsent(ctx, application.delegatedPermissions)
  await requireAccess(kernel, facts, facts.account)
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId })
  const wantsRefresh = params?.[refreshWish] === '1'
  grant.addOIDCScope([...identityScopes, ...(wantsRefresh ? ['offline_access'] : [])].join(' '))
  grant.addOIDCClaims([...idTokenClaims])
  grant.addResourceScope(graphResource, application.delegatedPermissions.join(' '))
  await grant.save()
  return grant
}

/** What a browser's session says of the person, for the engine's notes about a login. */
export const loginOf = ({ session }: NonNullable<RequestFacts['signedIn']>) => ({
  accountId: session.id,
  amr: [...methodReferences(session)],
  ts: Math.floor(session.authTime / 1000),
  remember: false,
})

/** Words the scopes of an authorization request as the engine knows them, before it reads them. */
export function wordScopes(kernel: Kernel, ctx: Context, consented: readonly string[]): void {
  const { scope } = ctx.query
  if (typeof scope !== 'string') return
  const asked = askedScopes(scope, consented, kernel.settings.publicUrl)
  ctx.query = { ...ctx.query, scope: asked.scope, [refreshWish]: asked.wantsRefresh ? '1' : '0' }
}

/**
 * Judges the scopes of a refresh, whose parameters the engine has read when it asks for the client.
 *
 * A refreshed token carries all that the person signed in for; throws where more is asked for than was consented to.
 */
export function wordRefresh(kernel: Kernel, ctx: KoaContextWithOIDC, consented: readonly string[]): void {
  const { params } = ctx.oidc
  const scope = params?.['scope']
  if (params?.['grant_type'] !== 'refresh_token' || typeof scope !== 'string') return
  const asked = askedScopes(scope, consented, kernel.settings.publicUrl)
  if (notConsented(asked.scope, consented).length > 0) throw new TokenRefusal(tokenErrors.notConsented)
  delete params['scope']
}

/** The engine sends this error back to the application. */
function requireConsent(ctx: KoaContextWithOIDC, consented: readonly string[]): void {
  const scope = ctx.oidc.params?.['scope']
  const lacking = notConsented(typeof scope === 'string' ? scope : '', consented)
  if (lacking.length === 0) return
  throw new errors.InvalidScope(
    'AADSTS65001: No administrator consented to this for the application.',
    lacking.join(' ').slice(0, 200),
  )
}

/** One sentence for the person in front of the browser, of an error that can't be sent back to the application. */
export function describeError(out: {
  readonly error: string
  readonly error_description?: string | undefined
}): string {
  switch (out.error_description) {
    case "redirect_uri did not match any of the client's registered redirect_uris":
      return 'The application asked to send you to an address that is not registered for it. Tell whoever runs the application.'
    case 'authorization request has expired':
    case 'interaction session not found':
      return 'This sign-in took too long or was finished before. Start again from the application.'
    default:
      return out.error === 'invalid_client'
        ? 'No application with this client id signs people in here. Tell whoever runs the application.'
        : 'The application sent a request that this server does not understand. Tell whoever runs the application.'
  }
}
