import type { IncomingMessage, ServerResponse } from 'node:http'
import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { Origin } from '../base/actor.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { RequestFacts } from './clients.ts'
import { signingKeys } from './keys.ts'
import { buildProvider } from './provider.ts'
import { concludeTokenRequest } from './token-request.ts'

/** One request for the engine, its path already taken apart. */
export interface EngineRequest {
  /** The engine's own path: one of `engineRoutes`, or `discoveryRoute`. */
  readonly path: string
  readonly origin: Origin
  readonly traceId: string
}

export interface Engine {
  /** Answers on the raw response; resolves when it has ended. */
  handle(request: IncomingMessage, response: ServerResponse, asked: EngineRequest): Promise<void>
}

interface Built {
  readonly keys: string
  readonly answer: ReturnType<Provider['callback']>
}

/**
 * The protocol engine behind our addresses; built at its first use, and again when the signing keys change.
 *
 * It sees the address browsers know and never what a Host or Forwarded header says.
 */
export function createEngine(kernel: Kernel): Engine {
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
      const provider = buildProvider(kernel, keys, factsOf)
      provider.on('grant.error', (ctx, error) => void Object.assign(factsOf(ctx), { error }))
      provider.use(concludeTokenRequest(kernel, factsOf))
      built = { keys: ids, answer: provider.callback() }
    }
    return built
  }
  return {
    handle: async (request, response, { path, origin, traceId }) => {
      const { answer } = await current()
      facts.set(request, { origin, traceId })
      presentAs(request, kernel, path)
      await answer(request, response)
    },
  }
}

/** Gives the request the public address and the tenant's id, so that the links the engine makes are ours. */
function presentAs(request: IncomingMessage, kernel: Kernel, path: string): void {
  const { host, protocol } = new URL(kernel.settings.publicUrl)
  delete request.headers['x-forwarded-host']
  request.headers.host = host
  request.headers['x-forwarded-proto'] = protocol.slice(0, -1)
  Object.assign(request, { url: path, originalUrl: `/${kernel.tenant.id}${path}` })
}
