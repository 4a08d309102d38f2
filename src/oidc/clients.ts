import type { Adapter, AdapterPayload } from 'oidc-provider'
import { type Application, findApplicationByClientId } from '../applications/service.ts'
import type { Origin } from '../base/actor.ts'
import type { Kernel } from '../kernel/kernel.ts'

/** What is known about one request besides what the engine knows. */
export interface RequestFacts {
  readonly origin: Origin
  readonly traceId: string
  /** The client id that was presented, once the engine has read it. */
  clientId?: string
  /** The application it stands for, once it was looked up. */
  application?: Application
  /** What the engine threw. */
  error?: unknown
}

/**
 * The engine's clients are our applications, read anew for every request.
 *
 * Their secrets stay here: what the engine is given in their place is no secret, and it compares through us.
 */
export function clientAdapter(kernel: Kernel, factsNow: () => RequestFacts | undefined): Adapter {
  const refuse = async () => {
    throw new Error('Applications are changed by their own use-cases, not by the protocol engine')
  }
  return {
    find: async (id) => {
      const application = await kernel.store.read((r) => findApplicationByClientId(r, id))
      const facts = factsNow()
      if (facts) Object.assign(facts, { clientId: id, application })
      return application && metadata(application)
    },
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    upsert: refuse,
    consume: refuse,
    destroy: refuse,
    revokeByGrantId: refuse,
  }
}

const metadata = (application: Application): AdapterPayload => ({
  client_id: application.appId,
  client_secret: 'compared elsewhere',
  client_name: application.displayName,
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
  token_endpoint_auth_method: 'client_secret_post',
})
