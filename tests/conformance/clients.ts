import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { ConfidentialClientApplication } from '@azure/msal-node'
import { AllowedHostsValidator, BaseBearerTokenAuthenticationProvider } from '@microsoft/kiota-abstractions'
import { Client } from '@microsoft/microsoft-graph-client'
import { GraphRequestAdapter } from '@microsoft/msgraph-sdk'
import { createUsersServiceClient, type UsersServiceClient } from '@microsoft/msgraph-sdk-users'
import { createApplication } from '../../src/applications/service.ts'
import type { Settings } from '../../src/kernel/settings.ts'
import { systemActor } from '../kit/builders.ts'
import { selfSignedCertificate } from '../kit/certificate.ts'
import type { TestKernel } from '../kit/kernel.ts'
import { openSite, type TestSite } from '../kit/site.ts'
import { graphScope } from '../kit/token.ts'

/** Microsoft's clients, unmodified, as one application of a server that speaks TLS. */
export interface Clients extends AsyncDisposable {
  readonly site: TestSite
  readonly kernel: TestKernel
  /** `https://localhost:…`. */
  readonly address: string
  /** `@azure/msal-node`, whose tokens the others send. */
  readonly msal: ConfidentialClientApplication
  /** `@microsoft/microsoft-graph-client`. */
  readonly graph: Client
  /** `@microsoft/msgraph-sdk`: its users, and the adapter for everything else. */
  readonly sdk: { readonly users: UsersServiceClient['users']; readonly adapter: GraphRequestAdapter }
}

/** Starts the product for an application with these permissions, its clock standing still. */
export async function openClients(permissions: readonly string[], settings: Partial<Settings> = {}): Promise<Clients> {
  const trust = await trustedCertificate()
  const site = await openSite({ tls: trust.tls, ...settings })
  const { kernel, origin: address } = site
  const { application, secret } = await createApplication(kernel, systemActor(), { displayName: 'Client', permissions })
  const msal = new ConfidentialClientApplication({
    auth: {
      clientId: application.appId,
      clientSecret: secret.secret.reveal(),
      authority: `${address}/${kernel.tenant.id}`,
      knownAuthorities: [new URL(address).host],
    },
  })
  const getAccessToken = async () =>
    (await msal.acquireTokenByClientCredential({ scopes: [graphScope] }))?.accessToken ?? ''
  const adapter = new GraphRequestAdapter(
    new BaseBearerTokenAuthenticationProvider({
      getAuthorizationToken: getAccessToken,
      getAllowedHostsValidator: () => new AllowedHostsValidator(),
    }),
  )
  adapter.baseUrl = `${address}/v1.0`
  const customHosts = new Set(['localhost'])
  const graph = Client.initWithMiddleware({ baseUrl: `${address}/`, customHosts, authProvider: { getAccessToken } })
  return {
    site,
    kernel,
    address,
    msal,
    graph,
    sdk: { adapter, users: createUsersServiceClient(adapter).users },
    [Symbol.asyncDispose]: async () => {
      await site[Symbol.asyncDispose]()
      await trust.end()
    },
  }
}

/** A certificate for this machine that everything in this process trusts until the end. */
async function trustedCertificate() {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-clients-'))
  const tls = { certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') }
  const { certificate, key } = selfSignedCertificate()
  await writeFile(tls.certFile, certificate)
  await writeFile(tls.keyFile, key)
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, certificate])
  return {
    tls,
    end: async () => {
      setDefaultCACertificates(before)
      await rm(folder, { recursive: true })
    },
  }
}
