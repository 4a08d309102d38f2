import type { PropertyShape, ResourceShape } from '../../base/odata/shape.ts'

const guid: PropertyShape = { kind: 'guid', filter: 'equality' }
const name: PropertyShape = { kind: 'string', fold: true, nullable: true, filter: 'prefix', sort: true }
const text: PropertyShape = { kind: 'string', nullable: true, filter: 'equality' }
const list: PropertyShape = { kind: 'collection' }
const listed = {
  order: { property: 'displayName', descending: false },
  pageSize: { standard: 100, greatest: 999 },
  search: { displayName: 'words' },
  advanced: true,
} as const

/**
 * What query options may ask of `/servicePrincipals`; they are looked at in memory.
 *
 * Source: facts/entra.md §13, Tenant.
 */
export const servicePrincipalShape: ResourceShape = {
  name: 'servicePrincipals',
  properties: {
    id: { ...guid, sort: true },
    deletedDateTime: { kind: 'dateTime', nullable: true },
    accountEnabled: { kind: 'boolean', filter: 'equality' },
    appDisplayName: { ...name, sort: false },
    appId: guid,
    appOwnerOrganizationId: { kind: 'guid', nullable: true },
    appRoles: list,
    displayName: { ...name, nullable: false },
    oauth2PermissionScopes: list,
    replyUrls: { kind: 'collection', items: { kind: 'string', filter: 'equality' } },
    servicePrincipalNames: { kind: 'collection', items: { kind: 'string', fold: true, filter: 'equality' } },
    servicePrincipalType: text,
    signInAudience: text,
    tags: { kind: 'collection', items: { kind: 'string', filter: 'equality' } },
  },
  ...listed,
}

/** What query options may ask of the permissions there are; they are looked at in memory. */
export const grantablePermissionShape: ResourceShape = {
  name: 'grantablePermissions',
  properties: {
    id: { kind: 'string', fold: true, filter: 'prefix', sort: true },
    application: list,
    delegated: list,
  },
  order: { property: 'id', descending: false },
  pageSize: { standard: 999, greatest: 999 },
}

/** What query options may ask of `/applications`; they are looked at in memory. */
export const applicationShape: ResourceShape = {
  name: 'applications',
  properties: {
    id: { ...guid, sort: true },
    deletedDateTime: { kind: 'dateTime', nullable: true },
    appId: guid,
    createdDateTime: { kind: 'dateTime', filter: 'range', sort: true },
    displayName: { ...name, nullable: false },
    isFallbackPublicClient: { kind: 'boolean', filter: 'equality' },
    passwordCredentials: list,
    publicClient: { kind: 'complex' },
    publisherDomain: text,
    signInAudience: text,
    tags: { kind: 'collection', items: { kind: 'string', filter: 'equality' } },
    web: { kind: 'complex' },
  },
  ...listed,
}
