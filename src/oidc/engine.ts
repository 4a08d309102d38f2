import type { IncomingMessage, ServerResponse } from 'node:http'
import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { findApplicationByClientId } from '../applications/service.ts'
import type { Origin } from '../base/actor.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { SignedInUser } from './claims.ts'
import type { RequestFacts } from './clients.ts'
import { signingKeys } from './keys.ts'
import { loginOf, wordScopes } from './people.ts'
import { buildProvider, type ShowError } from './provider.ts'
import { postingPolicy } from './rules/posting-policy.ts'
import { engineRoutes } from './rules/routes.ts'
import { concludeTokenRequest } from './token-request.ts'

/** One request for the engine, its path already taken apart. */
export interface EngineRequest {
  /** The engine's own path: one of `engineRoutes`, or `discoveryRoute`. */
  readonly path: string
  readonly origin: Origin
  readonly traceId: string
  /** Who is signed in to the browser; told only at the endpoints that browsers come to. */
  readonly signedIn?: SignedInUser | undefined
}

/** A sign-in that an application waits for. */
export interface Interaction {
  /** The client id of the application. */
  readonly clientId: string
  /** The application, or the time since the last sign-in, asks that the person signs in anew. */
  readonly mustBeFresh: boolean
  /** When the application asked, in milliseconds. */
  readonly askedAt: number
  /** The languages the application would like its person to be asked in, with spaces between. */
  readonly uiLocales: string | undefined
}

export interface Engine {
  /** Answers on the raw response; resolves when it has ended. */
  handle(request: IncomingMessage, response: ServerResponse, asked: EngineRequest): Promise<void>
  /** The sign-in this browser was sent here for; nothing where it took too long, or is another browser's. */
  interaction(request: IncomingMessage, response: ServerResponse): Promise<Interaction | undefined>
  /** Notes who signed in, and tells the address at which the engine goes on. */
  conclude(request: IncomingMessage, response: ServerResponse, signedIn: SignedInUser): Promise<string>
  /** Notes that nobody signs in after all, and tells the address at which the engine says so to the application. */
  giveUp(request: IncomingMessage, response: ServerResponse): Promise<string>
}

interface Built {
  readonly keys: string
  readonly provider: Provider
  readonly answer: ReturnType<Provider['callback']>
}

/**
 * The protocol engine behind our addresses; built at its first use, and again when the signing keys change.
 *
 * It sees the address browsers know and never what a Host or Forwarded header says.
 */
export function createEngine(kernel: Kernel, showError: ShowError): Engine {
  const facts = new WeakMap<IncomingMessage, RequestFacts>()
  const factsOf = (ctx: KoaContextWithOIDC): RequestFacts => {
    const found = facts.get(ctx.req)
    if (!found) throw new Error('The protocol engine was reached past its door')
    return found
  }
  let built: Built | undefined
  const current = async (): Promise<Built> => {
    const keys = await signingKeys(kernel)
    const ids = keys.map((key) => key.id).join(' ')
    if (built?.keys !== ids) {
      const provider = buildProvider(kernel, keys, factsOf, showError)
      provider.on('grant.error', (ctx, error) => void Object.assign(factsOf(ctx), { error }))
      provider.use(concludeTokenRequest(kernel, factsOf))
      provider.use(readScopes(kernel))
      provider.use(letPost)
      built = { keys: ids, provider, answer: provider.callback() }
    }
    return built
  }
  return {
    handle: async (request, response, { path, origin, traceId, signedIn }) => {
      const { answer } = await current()
      facts.set(request, { origin, traceId, ...(signedIn ? { signedIn } : {}) })
      forgetEngineSession(request)
      presentAs(request, kernel, path)
      await answer(request, response)
    },
    interaction: async (request, response) => {
      const { provider } = await current()
      const details = await provider.interactionDetails(request, response).catch(() => undefined)
      if (!details) return undefined
      const { reasons } = details.prompt
      const locales = details.params['ui_locales']
      return {
        clientId: String(details.params['client_id']),
        mustBeFresh: reasons.includes('login_prompt') || reasons.includes('max_age'),
        askedAt: Number(details.iat) * 1000,
        uiLocales: typeof locales === 'string' ? locales : undefined,
      }
    },
    conclude: async (request, response, signedIn) => {
      const { provider } = await current()
      return provider.interactionResult(request, response, { login: loginOf(signedIn) })
    },
    giveUp: async (request, response) => {
      const { provider } = await current()
      const why = 'The person went back to the application without having signed in to it.'
      return provider.interactionResult(request, response, { error: 'access_denied', error_description: why })
    },
  }
}

const readScopes = (kernel: Kernel) => async (ctx: KoaContextWithOIDC, next: () => Promise<void>) => {
  const { client_id: clientId } = ctx.query
  if (ctx.path === engineRoutes.authorization && typeof clientId === 'string') {
    const application = await kernel.store.read((r) => findApplicationByClientId(r, clientId))
    wordScopes(kernel, ctx, application?.delegatedPermissions ?? [])
    presentAs(ctx.req, kernel, ctx.url)
  }
  await next()
}

/** Lets the page by which a browser posts a code send its form to the application. */
async function letPost(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next()
  const { response_mode: mode, redirect_uri: address } = ctx.oidc?.params ?? {}
  if (mode !== 'form_post' || typeof address !== 'string' || !ctx.response.is('html')) return
  ctx.set('content-security-policy', postingPolicy(ctx.response.get('content-security-policy'), address))
}

/** The engine's own login is never brought back: the session of this server counts, and nothing beside it. */
function forgetEngineSession(request: IncomingMessage): void {
  const { cookie } = request.headers
  if (cookie === undefined) return
  const kept = cookie.split(';').filter((pair) => !/^\s*_session(\.|=)/.test(pair))
  request.headers.cookie = kept.join(';')
}

/** Gives the request the public address and the tenant's id, so that the links the engine makes are ours. */
function presentAs(request: IncomingMessage, kernel: Kernel, path: string): void {
  const { host, protocol } = new URL(kernel.settings.publicUrl)
  delete request.headers['x-forwarded-host']
  request.headers.host = host
  request.headers['x-forwarded-proto'] = protocol.slice(0, -1)
  Object.assign(request, { url: path, originalUrl: `/${kernel.tenant.id}${path}` })
}
