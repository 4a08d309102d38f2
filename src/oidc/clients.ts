import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Access } from '../access/service.ts'
import { type Application, findApplicationByClientId } from '../applications/service.ts'
import type { Origin } from '../base/actor.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { SignedInUser } from './claims.ts'
import { signingAlgorithm } from './rules.ts'

/** What is known about one request besides what the engine knows. */
export interface RequestFacts {
  readonly origin: Origin
  readonly traceId: string
  /** The client id that was presented, once the engine has read it. */
  clientId?: string
  /** The application it stands for, once it was looked up. */
  application?: Application
  /** Who is signed in to the browser, at the endpoints that browsers come to. */
  signedIn?: SignedInUser
  /** For whom the application acts, once the engine has found out. */
  account?: SignedInUser
  /** What the Conditional Access policies said of it. */
  access?: Access
  /** Where the browser was that asked for the grant in question. */
  askedFrom?: Pick<Origin, 'ipAddress' | 'userAgent'>
  /** What the engine threw. */
  error?: unknown
}

/**
 * The engine's clients are our applications, read anew for every request; `found` is told which.
 *
 * Their secrets stay here: what the engine is given in their place is no secret, and it compares through us.
 */
export function clientAdapter(
  kernel: Kernel,
  factsNow: () => RequestFacts | undefined,
  found: (application: Application) => void,
): Adapter {
  const refuse = async () => {
    throw new Error('Applications are changed by their own use-cases, not by the protocol engine')
  }
  return {
    find: async (id) => {
      const application = await kernel.store.read((r) => findApplicationByClientId(r, id))
      const facts = factsNow()
      if (facts) Object.assign(facts, { clientId: id, application })
      if (application) found(application)
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

/** A client's `scope` is left out: what it may ask for is judged by its consents. */
const metadata = (application: Application): AdapterPayload => {
  const signsPeopleIn = application.redirectUris.length > 0
  return {
    client_id: application.appId,
    ...(application.isPublicClient ? {} : { client_secret: 'compared elsewhere' }),
    client_name: application.displayName,
    application_type: application.isPublicClient ? 'native' : 'web',
    grant_types: [
      ...(application.isPublicClient ? [] : ['client_credentials']),
      ...(signsPeopleIn ? ['authorization_code', 'refresh_token'] : []),
    ],
    response_types: signsPeopleIn ? ['code'] : [],
    redirect_uris: [...application.redirectUris],
    token_endpoint_auth_method: application.isPublicClient ? 'none' : 'client_secret_post',
    id_token_signed_response_alg: signingAlgorithm,
  }
}
