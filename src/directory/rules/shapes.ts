import type { PropertyShape, ResourceShape } from '../../base/odata/shape.ts'

const id: PropertyShape = { kind: 'guid', column: 'id', filter: 'equality', sort: true }
const folded = (column: string): PropertyShape => ({
  kind: 'string',
  column: `${column}_key`,
  fold: true,
  nullable: true,
  filter: 'prefix',
})
const plain: PropertyShape = { kind: 'string', nullable: true }
const pageSize = { standard: 100, greatest: 999 }
const byDisplayName = { property: 'displayName', descending: false }

/**
 * What query options may ask of `/users`.
 *
 * Source: facts/entra.md §12 (default properties, page sizes).
 */
export const userShape: ResourceShape = {
  name: 'users',
  properties: {
    id,
    userPrincipalName: { ...folded('user_principal_name'), nullable: false, filter: 'text', sort: true },
    displayName: { ...folded('display_name'), nullable: false, sort: true },
    givenName: folded('given_name'),
    surname: folded('surname'),
    mail: { ...folded('mail'), filter: 'text', sort: true },
    mailNickname: plain,
    jobTitle: folded('job_title'),
    department: folded('department'),
    officeLocation: plain,
    mobilePhone: { kind: 'string', column: 'mobile_phone', nullable: true, filter: 'prefix' },
    businessPhones: { kind: 'collection', column: 'business_phones', items: { kind: 'string', filter: 'prefix' } },
    preferredLanguage: plain,
    usageLocation: { kind: 'string', column: 'usage_location', nullable: true, filter: 'equality' },
    employeeId: { kind: 'string', column: 'employee_id', nullable: true, filter: 'prefix' },
    employeeHireDate: { kind: 'dateTime', column: 'employee_hire_at', nullable: true, filter: 'range' },
    userType: { kind: 'string', column: 'user_type', filter: 'equality', members: ['Member', 'Guest'] },
    creationType: { kind: 'string', column: 'creation_type', nullable: true, filter: 'equality' },
    externalUserState: { kind: 'string', column: 'external_user_state', nullable: true, filter: 'equality' },
    accountEnabled: { kind: 'boolean', column: 'account_enabled', filter: 'equality' },
    createdDateTime: { kind: 'dateTime', column: 'created_at', filter: 'range', sort: true },
    signInSessionsValidFromDateTime: { kind: 'dateTime' },
    identities: {
      kind: 'collection',
      rows: { table: 'user_identities', owner: 'user_id' },
      items: {
        properties: {
          signInType: { kind: 'string', column: 'sign_in_type', filter: 'equality' },
          issuer: { kind: 'string', column: 'issuer_key', fold: true, filter: 'equality' },
          issuerAssignedId: { kind: 'string', column: 'issuer_assigned_id_key', fold: true, filter: 'prefix' },
        },
      },
    },
    onPremisesSyncEnabled: { kind: 'boolean', nullable: true },
  },
  defaults: [
    'businessPhones',
    'displayName',
    'givenName',
    'jobTitle',
    'mail',
    'mobilePhone',
    'officeLocation',
    'preferredLanguage',
    'surname',
    'userPrincipalName',
    'id',
  ],
  order: byDisplayName,
  pageSize,
  search: {
    displayName: 'words',
    givenName: 'prefix',
    surname: 'prefix',
    mail: 'prefix',
    userPrincipalName: 'prefix',
    jobTitle: 'prefix',
    department: 'prefix',
  },
  expand: {
    manager: { shape: () => userShape },
    directReports: { shape: () => directoryObjectShape },
    memberOf: { shape: () => directoryObjectShape },
  },
  advanced: true,
}

/** What query options may ask of `/groups`. */
export const groupShape: ResourceShape = {
  name: 'groups',
  properties: {
    id,
    displayName: { ...folded('display_name'), nullable: false, sort: true },
    description: plain,
    mailNickname: { kind: 'string', column: 'mail_nickname', filter: 'prefix' },
    mail: plain,
    mailEnabled: { kind: 'boolean' },
    securityEnabled: { kind: 'boolean' },
    groupTypes: { kind: 'collection' },
    isAssignableToRole: { kind: 'boolean', column: 'is_assignable_to_role', filter: 'equality' },
    createdDateTime: { kind: 'dateTime', column: 'created_at', filter: 'range', sort: true },
    onPremisesSyncEnabled: { kind: 'boolean', nullable: true },
  },
  order: byDisplayName,
  pageSize,
  search: { displayName: 'words' },
  expand: {
    members: { shape: () => directoryObjectShape },
    memberOf: { shape: () => directoryObjectShape },
    owners: { shape: () => directoryObjectShape },
  },
  advanced: true,
}

const selectable = (shape: ResourceShape): ResourceShape['properties'] =>
  Object.fromEntries(Object.entries(shape.properties).map(([name, { kind }]) => [name, { kind }]))

/** What query options may ask of the tenant, of which there is one. */
export const organizationShape: ResourceShape = {
  name: 'organization',
  properties: {
    id: { kind: 'guid', sort: true },
    displayName: { kind: 'string' },
    createdDateTime: { kind: 'dateTime' },
    tenantType: { kind: 'string' },
    onPremisesSyncEnabled: { kind: 'boolean', nullable: true },
    verifiedDomains: { kind: 'complex' },
  },
  order: { property: 'id', descending: false },
  pageSize,
}

/** What query options may ask of `/domains`. */
export const domainShape: ResourceShape = {
  name: 'domains',
  properties: {
    id: { kind: 'string', fold: true, sort: true },
    authenticationType: { kind: 'string' },
    isAdminManaged: { kind: 'boolean' },
    isDefault: { kind: 'boolean' },
    isInitial: { kind: 'boolean' },
    isRoot: { kind: 'boolean' },
    isVerified: { kind: 'boolean' },
    supportedServices: { kind: 'complex' },
  },
  order: { property: 'id', descending: false },
  pageSize,
}

/** What query options may ask of a list in which users and groups stand together; its order is that of the ids. */
export const directoryObjectShape: ResourceShape = {
  name: 'directoryObjects',
  properties: { ...selectable(userShape), ...selectable(groupShape), id },
  order: { property: 'id', descending: false },
  pageSize,
  advanced: true,
}
