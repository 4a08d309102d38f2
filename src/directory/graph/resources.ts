import { type GroupResource, groupType } from '../../../contract/graph/group.ts'
import type { DomainResource, OrganizationResource } from '../../../contract/graph/organization.ts'
import { type UserResource, userType } from '../../../contract/graph/user.ts'
import { project } from '../../base/odata/query.ts'
import { type Instant, toIso } from '../../base/time.ts'
import type { Tenant } from '../../kernel/kernel.ts'
import { asShown, type Group, groupShape, isExternalGuest, type User, userShape } from '../rules.ts'
import type { Deleted, DirectoryObject, TenantRecord } from '../service.ts'

const optionalIso = (at: Instant | null): string | null => (at === null ? null : toIso(at))

/** A user with every property; faces select from it. */
export const userToGraph = (user: User, tenant: Tenant): UserResource => ({
  businessPhones: [...user.businessPhones],
  displayName: user.displayName,
  givenName: user.givenName,
  jobTitle: user.jobTitle,
  mail: user.mail,
  mobilePhone: user.mobilePhone,
  officeLocation: user.officeLocation,
  preferredLanguage: user.preferredLanguage,
  surname: user.surname,
  userPrincipalName: user.userPrincipalName,
  id: user.id,
  accountEnabled: user.accountEnabled,
  createdDateTime: toIso(user.createdAt),
  creationType: user.creationType,
  department: user.department,
  employeeHireDate: optionalIso(user.employeeHireAt),
  employeeId: user.employeeId,
  externalUserState: user.externalUserState,
  identities: [identityOf(user, tenant)],
  mailNickname: user.mailNickname,
  onPremisesSyncEnabled: null,
  signInSessionsValidFromDateTime: toIso(user.sessionsValidFrom),
  usageLocation: user.usageLocation,
  userType: user.userType,
})

/** Source: facts/entra.md §4.7, how internal and external guests are told apart. */
const identityOf = (user: User, tenant: Tenant) =>
  isExternalGuest(user)
    ? { signInType: 'federated', issuer: 'ExternalAzureAD', issuerAssignedId: user.mail ?? '' }
    : { signInType: 'userPrincipalName', issuer: tenant.domain, issuerAssignedId: user.userPrincipalName }

export const groupToGraph = (group: Group): GroupResource => ({
  id: group.id,
  createdDateTime: toIso(group.createdAt),
  description: group.description,
  displayName: group.displayName,
  groupTypes: [],
  isAssignableToRole: group.isAssignableToRole,
  mail: null,
  mailEnabled: false,
  mailNickname: group.mailNickname,
  onPremisesSyncEnabled: null,
  securityEnabled: true,
})

/** A user or group with its type; `whole` where something is selected from it, else its default properties. */
export function objectToGraph(object: DirectoryObject, tenant: Tenant, whole: boolean): Record<string, unknown> {
  const { kind } = object
  const resource = asShown(
    kind === 'user' ? userToGraph(object.user, tenant) : groupToGraph(object.group),
    object.sight,
  )
  const shape = kind === 'user' ? userShape : groupShape
  return {
    '@odata.type': kind === 'user' ? userType : groupType,
    ...(whole ? resource : project(resource, undefined, shape)),
  }
}

export const deletedUserToGraph = (deleted: Deleted<User>, tenant: Tenant) => ({
  ...userToGraph(deleted.item, tenant),
  deletedDateTime: toIso(deleted.deletedAt),
})

export const deletedGroupToGraph = (deleted: Deleted<Group>) => ({
  ...groupToGraph(deleted.item),
  deletedDateTime: toIso(deleted.deletedAt),
})

/** A deleted user or group with its type and every property. */
export const deletedObjectToGraph = ({ item, deletedAt }: Deleted<DirectoryObject>, tenant: Tenant) => ({
  ...objectToGraph(item, tenant, true),
  deletedDateTime: toIso(deletedAt),
})

export const organizationToGraph = (tenant: TenantRecord): OrganizationResource => ({
  id: tenant.id,
  displayName: tenant.displayName,
  createdDateTime: toIso(tenant.createdAt),
  tenantType: 'AAD',
  onPremisesSyncEnabled: null,
  verifiedDomains: [{ capabilities: '', isDefault: true, isInitial: true, name: tenant.domain, type: 'Managed' }],
})

export const domainToGraph = (name: string, isDefault: boolean): DomainResource => ({
  id: name,
  authenticationType: 'Managed',
  isAdminManaged: true,
  isDefault,
  isInitial: isDefault,
  isRoot: true,
  isVerified: true,
  supportedServices: [],
})
