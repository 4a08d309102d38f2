import type {
  ApplicationResource,
  PasswordCredentialResource,
  ServicePrincipalResource,
} from '../../../contract/graph/application.ts'
import { toIso } from '../../base/time.ts'
import type { Tenant } from '../../kernel/kernel.ts'
import type { Application, SecretSummary } from '../rules.ts'
import type { KnownApplication } from '../service.ts'

/** The half of an application that signs in; Latchkey keeps both halves in one. */
export const servicePrincipalToGraph = (application: Application, tenant: Tenant): ServicePrincipalResource => ({
  id: application.servicePrincipalId,
  deletedDateTime: null,
  accountEnabled: application.accountEnabled,
  appDisplayName: application.displayName,
  appId: application.appId,
  appOwnerOrganizationId: tenant.id,
  appRoles: [],
  displayName: application.displayName,
  oauth2PermissionScopes: [],
  replyUrls: [...application.redirectUris],
  servicePrincipalNames: [application.appId],
  servicePrincipalType: 'Application',
  signInAudience: 'AzureADMyOrg',
  tags: [],
})

/** The half of an application that was registered. */
export const applicationToGraph = (
  { application, secrets }: KnownApplication,
  tenant: Tenant,
): ApplicationResource => ({
  id: application.id,
  deletedDateTime: null,
  appId: application.appId,
  createdDateTime: toIso(application.createdAt),
  displayName: application.displayName,
  isFallbackPublicClient: application.isPublicClient,
  passwordCredentials: secrets.map((secret) => secretToGraph(secret, null)),
  publicClient: { redirectUris: application.isPublicClient ? [...application.redirectUris] : [] },
  publisherDomain: tenant.domain,
  signInAudience: 'AzureADMyOrg',
  tags: [],
  web: { redirectUris: application.isPublicClient ? [] : [...application.redirectUris] },
  '@latchkey.permissions': [...application.permissions],
  '@latchkey.delegatedPermissions': [...application.delegatedPermissions],
})

export const secretToGraph = (secret: SecretSummary, secretText: string | null): PasswordCredentialResource => ({
  customKeyIdentifier: null,
  displayName: secret.displayName,
  endDateTime: toIso(secret.expiresAt),
  hint: secret.hint,
  keyId: secret.id,
  secretText,
  startDateTime: toIso(secret.createdAt),
})
