import { queryOptions } from '@tanstack/react-query'
import type { GrantablePermissionResource } from '../../../contract/api/applications.ts'
import type {
  ApplicationResource,
  PasswordCredentialResource,
  ServicePrincipalResource,
} from '../../../contract/graph/application.ts'
import { readAll } from './collection.ts'
import { graph } from './graph-client.ts'

const root = '/v1.0/applications'
const servicePrincipals = '/v1.0/servicePrincipals'

/** An application with what Graph keeps in its service principal. */
export interface ApplicationRow {
  readonly application: ApplicationResource
  readonly servicePrincipalId: string
  readonly accountEnabled: boolean
}

type Half = Pick<ServicePrincipalResource, 'id' | 'appId' | 'accountEnabled'>

/** What an administrator says of an application. */
export interface ApplicationBody {
  readonly displayName?: string
  readonly isFallbackPublicClient?: boolean
  readonly web?: { readonly redirectUris: readonly string[] }
  readonly publicClient?: { readonly redirectUris: readonly string[] }
  readonly '@latchkey.permissions'?: readonly string[]
  readonly '@latchkey.delegatedPermissions'?: readonly string[]
}

const rowOf = (application: ApplicationResource, half: Half | undefined): ApplicationRow => ({
  application,
  servicePrincipalId: half?.id ?? '',
  accountEnabled: half?.accountEnabled ?? true,
})

export const applicationList = queryOptions({
  queryKey: ['applications', 'list'],
  queryFn: async ({ signal }): Promise<readonly ApplicationRow[]> => {
    const [applications, halves] = await Promise.all([
      readAll<ApplicationResource>(`${root}?$top=999`, signal),
      readAll<Half>(`${servicePrincipals}?$select=id,appId,accountEnabled&$top=999`, signal),
    ])
    const byAppId = new Map(halves.map((half) => [half.appId, half]))
    return applications.map((application) => rowOf(application, byAppId.get(application.appId)))
  },
})

export const applicationById = (id: string) =>
  queryOptions({
    queryKey: ['applications', id],
    queryFn: async ({ signal }): Promise<ApplicationRow> => {
      const application = await graph<ApplicationResource>(`${root}/${id}`, { signal })
      return rowOf(application, await graph<Half>(`${servicePrincipals}(appId='${application.appId}')`, { signal }))
    },
  })

/** Every permission that may be given, with what it allows. */
export const grantablePermissions = queryOptions({
  queryKey: ['grantablePermissions'],
  queryFn: ({ signal }) => readAll<GrantablePermissionResource>('/api/v1/grantablePermissions', signal),
  staleTime: Number.POSITIVE_INFINITY,
})

export const registerApplication = (body: ApplicationBody): Promise<ApplicationResource> =>
  graph(root, { method: 'POST', body })

export const updateApplication = (id: string, body: ApplicationBody): Promise<void> =>
  graph(`${root}/${id}`, { method: 'PATCH', body })

export const deleteApplication = (id: string): Promise<void> => graph(`${root}/${id}`, { method: 'DELETE' })

export const setEnabled = (servicePrincipalId: string, accountEnabled: boolean): Promise<void> =>
  graph(`${servicePrincipals}/${servicePrincipalId}`, { method: 'PATCH', body: { accountEnabled } })

/** The only answer that has the secret's text. */
export const addSecret = (
  id: string,
  passwordCredential: { readonly displayName: string | null; readonly endDateTime: string },
): Promise<PasswordCredentialResource> =>
  graph(`${root}/${id}/addPassword`, { method: 'POST', body: { passwordCredential } })

export const removeSecret = (id: string, keyId: string): Promise<void> =>
  graph(`${root}/${id}/removePassword`, { method: 'POST', body: { keyId } })
