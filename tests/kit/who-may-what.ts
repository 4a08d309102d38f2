import type { OperationName } from '../../src/roles/rules.ts'

/**
 * Who may do what, written down a second time: nothing here is derived from what is tested.
 *
 * Source: facts/entra.md §8.1-8.4, §9.
 */
export const roles = {
  GlobalAdmin: '62e90394-69f5-4237-9190-012177145e10',
  GlobalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  RoleAdmin: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  PrivAuthAdmin: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  AuthAdmin: 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  AuthPolicyAdmin: '0526716b-113d-4c15-b2c8-68e3c22b9f80',
  Helpdesk: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  UserAdmin: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  PasswordAdmin: '966707d0-3269-4727-9be2-8c3a10f19b9d',
  GroupsAdmin: 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
  SecurityAdmin: '194ae4cb-b126-40b2-bd5b-6091b380977d',
  SecurityOperator: '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f',
  SecurityReader: '5d6b6bb7-de71-4623-b4af-96380a352509',
  ReportsReader: '4a5d8f65-41da-4de4-8968-e035b65339cf',
  ConditionalAccessAdmin: 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
  WorkflowsAdmin: '59d46f88-662b-457b-bceb-5c3809e5908f',
  GovernanceAdmin: '45d8d3c5-c802-45c6-b32a-1d70b5e1e86e',
  DirectoryReaders: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  GuestInviter: '95e79109-95c0-4d8e-aee3-d01accf2d47b',
  MessageReader: '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b',
  UsageReader: '75934031-6c7e-415a-99d7-48dbd49e875e',
  SuccessManager: '27460883-1df1-4691-b032-3b79643e5e63',
  BrandingAdmin: '92ed04bf-c94a-4b82-9729-b799a7a4c178',
} as const
export type Role = keyof typeof roles
export const everyRole = Object.keys(roles) as Role[]

export interface Grant {
  readonly roles: readonly Role[]
  /** Words of the Graph permissions that suffice for an application. */
  readonly permissions: string
}

const managesMethods: readonly Role[] = ['GlobalAdmin', 'PrivAuthAdmin', 'AuthAdmin']
const readsMethods: readonly Role[] = [...managesMethods, 'GlobalReader']
const managesGroups: readonly Role[] = ['GlobalAdmin', 'UserAdmin', 'GroupsAdmin']
const updatesUsers: readonly Role[] = [...managesMethods, 'UserAdmin']
const resetsPasswords: readonly Role[] = [...updatesUsers, 'Helpdesk', 'PasswordAdmin']
const assignsRoles: readonly Role[] = ['GlobalAdmin', 'RoleAdmin']
const readsLogs: readonly Role[] = [
  'GlobalAdmin',
  'GlobalReader',
  'SecurityAdmin',
  'SecurityOperator',
  'SecurityReader',
  'ReportsReader',
]

const managesAccess: readonly Role[] = ['GlobalAdmin', 'SecurityAdmin', 'ConditionalAccessAdmin']
const readsAccess: readonly Role[] = [...managesAccess, 'GlobalReader', 'SecurityOperator', 'SecurityReader']
const writesAccess = 'Policy.ReadWrite.ConditionalAccess'
const readsStrengths = `Policy.Read.AuthenticationMethod Policy.Read.All Policy.ReadWrite.AuthenticationMethod ${writesAccess}`

const anyMethod = 'UserAuthenticationMethod.ReadWrite.All'
const readAnyMethod = `UserAuthenticationMethod.Read.All ${anyMethod}`
const writes = (kind: string) => `UserAuthMethod-${kind}.ReadWrite.All ${anyMethod}`
const reads = (kind: string) => `UserAuthMethod-${kind}.Read.All ${writes(kind)} UserAuthenticationMethod.Read.All`
const directory = 'Directory.Read.All Directory.ReadWrite.All'
const updateUsers = 'User.ReadWrite.All Directory.ReadWrite.All'
const updateGroups = 'Group.ReadWrite.All Directory.ReadWrite.All'

export const grants: Readonly<Record<OperationName, Grant>> = {
  'organization.read': {
    roles: everyRole,
    permissions: `Organization.Read.All Organization.ReadWrite.All User.Read.All ${directory}`,
  },
  'organization.update': { roles: ['GlobalAdmin'], permissions: 'Organization.ReadWrite.All' },
  'branding.read': {
    roles: everyRole,
    permissions:
      'OrganizationalBranding.Read.All OrganizationalBranding.ReadWrite.All Organization.Read.All Organization.ReadWrite.All User.Read.All',
  },
  'branding.update': {
    roles: ['GlobalAdmin', 'BrandingAdmin'],
    permissions: 'OrganizationalBranding.ReadWrite.All Organization.ReadWrite.All',
  },
  'users.read': { roles: everyRole, permissions: `User.ReadBasic.All User.Read.All User.ReadWrite.All ${directory}` },
  'users.readAll': { roles: everyRole, permissions: `User.Read.All User.ReadWrite.All ${directory}` },
  'users.readMemberships': {
    roles: everyRole,
    permissions: `User.Read.All User.ReadWrite.All GroupMember.Read.All Group.Read.All Group.ReadWrite.All ${directory}`,
  },
  'directoryObjects.read': { roles: everyRole, permissions: directory },
  'users.create': { roles: ['GlobalAdmin', 'UserAdmin'], permissions: updateUsers },
  'users.update': { roles: updatesUsers, permissions: updateUsers },
  'users.delete': { roles: updatesUsers, permissions: 'User.DeleteRestore.All User.ReadWrite.All' },
  'users.restore': { roles: updatesUsers, permissions: 'User.DeleteRestore.All User.ReadWrite.All' },
  'users.erase': {
    roles: ['GlobalAdmin', 'PrivAuthAdmin', 'UserAdmin'],
    permissions: 'User.DeleteRestore.All User.ReadWrite.All',
  },
  'users.resetPassword': {
    roles: resetsPasswords,
    permissions: 'User-PasswordProfile.ReadWrite.All UserAuthMethod-Password.ReadWrite.All User.ReadWrite.All',
  },
  'users.revokeSessions': { roles: resetsPasswords, permissions: `User.RevokeSessions.All ${updateUsers}` },
  'groups.read': {
    roles: everyRole,
    permissions: `GroupMember.Read.All Group.Read.All Group.ReadWrite.All ${directory}`,
  },
  'groups.create': { roles: managesGroups, permissions: `Group.Create ${updateGroups}` },
  'groups.update': { roles: managesGroups, permissions: updateGroups },
  'groups.delete': { roles: managesGroups, permissions: 'Group.ReadWrite.All' },
  'groups.restore': { roles: managesGroups, permissions: 'Group.ReadWrite.All' },
  'groups.updateOwners': { roles: managesGroups, permissions: updateGroups },
  'groups.updateMembers': {
    roles: [...managesGroups, 'GovernanceAdmin'],
    permissions: `GroupMember.ReadWrite.All ${updateGroups}`,
  },
  'groups.updateRoleAssignable': { roles: assignsRoles, permissions: 'RoleManagement.ReadWrite.Directory' },
  'roles.read': {
    roles: [...assignsRoles, 'GlobalReader', 'DirectoryReaders'],
    permissions: `RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory ${directory}`,
  },
  'roles.assign': { roles: assignsRoles, permissions: 'RoleManagement.ReadWrite.Directory' },
  'roles.define': {
    roles: assignsRoles,
    permissions: 'RoleManagement.ReadWrite.Directory Directory.ReadWrite.All',
  },
  'workflows.read': {
    roles: ['GlobalAdmin', 'GlobalReader', 'WorkflowsAdmin'],
    permissions:
      'LifecycleWorkflows-Workflow.ReadBasic.All LifecycleWorkflows-Workflow.Read.All LifecycleWorkflows-Workflow.ReadWrite.All LifecycleWorkflows.Read.All LifecycleWorkflows.ReadWrite.All',
  },
  'workflows.readResults': {
    roles: ['GlobalAdmin', 'GlobalReader', 'WorkflowsAdmin'],
    permissions:
      'LifecycleWorkflows-Workflow.Read.All LifecycleWorkflows-Workflow.ReadWrite.All LifecycleWorkflows.Read.All LifecycleWorkflows.ReadWrite.All',
  },
  'workflows.write': {
    roles: ['GlobalAdmin', 'WorkflowsAdmin'],
    permissions: 'LifecycleWorkflows-Workflow.ReadWrite.All LifecycleWorkflows.ReadWrite.All',
  },
  'workflows.activate': {
    roles: ['GlobalAdmin', 'WorkflowsAdmin'],
    permissions:
      'LifecycleWorkflows-Workflow.Activate LifecycleWorkflows-Workflow.ReadWrite.All LifecycleWorkflows.ReadWrite.All',
  },
  'taskDefinitions.read': {
    roles: ['GlobalAdmin', 'GlobalReader', 'WorkflowsAdmin'],
    permissions: 'LifecycleWorkflows.Read.All LifecycleWorkflows.ReadWrite.All',
  },
  'administrativeUnits.read': {
    roles: everyRole,
    permissions: `AdministrativeUnit.Read.All AdministrativeUnit.ReadWrite.All ${directory}`,
  },
  'administrativeUnits.readHidden': {
    roles: [...assignsRoles, 'GlobalReader'],
    permissions: 'Member.Read.Hidden AdministrativeUnit.ReadWrite.All',
  },
  'administrativeUnits.update': { roles: assignsRoles, permissions: 'AdministrativeUnit.ReadWrite.All' },
  'passes.read': {
    roles: readsMethods,
    permissions: `UserAuthMethod-TAP.Read.All UserAuthMethod-TAP.ReadWrite.All ${readAnyMethod}`,
  },
  'passes.create': { roles: managesMethods, permissions: `UserAuthMethod-TAP.ReadWrite.All ${anyMethod}` },
  'passes.preview': { roles: managesMethods, permissions: `UserAuthMethod-TAP.ReadWrite.All ${anyMethod}` },
  'passes.delete': { roles: managesMethods, permissions: `UserAuthMethod-TAP.ReadWrite.All ${anyMethod}` },
  'methods.read': { roles: readsMethods, permissions: readAnyMethod },
  'methods.delete': { roles: managesMethods, permissions: anyMethod },
  'passkeys.read': {
    roles: readsMethods,
    permissions: `UserAuthMethod-Passkey.Read.All UserAuthMethod-Passkey.ReadWrite.All ${readAnyMethod}`,
  },
  'passkeys.delete': { roles: managesMethods, permissions: `UserAuthMethod-Passkey.ReadWrite.All ${anyMethod}` },
  'softwareOath.read': {
    roles: readsMethods,
    permissions: `UserAuthMethod-SoftwareOATH.Read.All UserAuthMethod-SoftwareOATH.ReadWrite.All ${readAnyMethod}`,
  },
  'softwareOath.delete': {
    roles: managesMethods,
    permissions: `UserAuthMethod-SoftwareOATH.ReadWrite.All ${anyMethod}`,
  },
  'passwords.read': {
    roles: readsMethods,
    permissions: `UserAuthMethod-Password.Read.All UserAuthMethod-Password.ReadWrite.All ${readAnyMethod}`,
  },
  'passwords.delete': { roles: managesMethods, permissions: `UserAuthMethod-Password.ReadWrite.All ${anyMethod}` },
  'passwords.reset': { roles: resetsPasswords, permissions: '' },
  'methodOperations.read': { roles: [...resetsPasswords, 'GlobalReader'], permissions: '' },
  'passkeys.create': { roles: managesMethods, permissions: `UserAuthMethod-Passkey.ReadWrite.All ${anyMethod}` },
  'phones.read': { roles: readsMethods, permissions: reads('Phone') },
  'phones.readNumbers': { roles: ['GlobalAdmin', 'PrivAuthAdmin'], permissions: reads('Phone') },
  'phones.create': { roles: managesMethods, permissions: writes('Phone') },
  'phones.update': { roles: managesMethods, permissions: writes('Phone') },
  'phones.delete': { roles: managesMethods, permissions: writes('Phone') },
  'emails.read': { roles: readsMethods, permissions: reads('Email') },
  'emails.readAddresses': { roles: ['GlobalAdmin', 'PrivAuthAdmin'], permissions: reads('Email') },
  'emails.create': { roles: managesMethods, permissions: writes('Email') },
  'emails.update': { roles: managesMethods, permissions: writes('Email') },
  'emails.delete': { roles: managesMethods, permissions: writes('Email') },
  'microsoftAuthenticator.read': { roles: readsMethods, permissions: reads('MicrosoftAuthApp') },
  'microsoftAuthenticator.delete': { roles: managesMethods, permissions: writes('MicrosoftAuthApp') },
  'windowsHello.read': { roles: readsMethods, permissions: reads('WindowsHello') },
  'windowsHello.delete': { roles: managesMethods, permissions: writes('WindowsHello') },
  'methodsPolicy.read': {
    roles: ['GlobalAdmin', 'GlobalReader', 'AuthPolicyAdmin'],
    permissions: 'Policy.Read.AuthenticationMethod Policy.Read.All Policy.ReadWrite.AuthenticationMethod',
  },
  'methodsPolicy.update': {
    roles: ['GlobalAdmin', 'AuthPolicyAdmin'],
    permissions: 'Policy.ReadWrite.AuthenticationMethod',
  },
  'strengths.read': { roles: readsAccess, permissions: readsStrengths },
  'strengths.update': {
    roles: managesAccess,
    permissions: `${writesAccess} Policy.ReadWrite.AuthenticationMethod`,
  },
  'conditionalAccess.read': { roles: readsAccess, permissions: `Policy.Read.All ${writesAccess}` },
  'conditionalAccess.evaluate': {
    roles: readsAccess,
    permissions: `Policy.Read.ConditionalAccess Policy.Read.All ${writesAccess}`,
  },
  'conditionalAccess.create': { roles: managesAccess, permissions: writesAccess },
  'conditionalAccess.update': { roles: managesAccess, permissions: writesAccess },
  'conditionalAccess.delete': { roles: managesAccess, permissions: writesAccess },
  'exclusions.read': { roles: readsAccess, permissions: `Policy.Read.All ${writesAccess}` },
  'exclusions.update': { roles: managesAccess, permissions: writesAccess },
  'namedLocations.read': { roles: readsAccess, permissions: `Policy.Read.All ${writesAccess}` },
  'namedLocations.create': { roles: managesAccess, permissions: writesAccess },
  'namedLocations.update': { roles: managesAccess, permissions: writesAccess },
  'namedLocations.delete': { roles: managesAccess, permissions: writesAccess },
  'authenticationContexts.read': {
    roles: readsAccess,
    permissions: `AuthenticationContext.Read.All AuthenticationContext.ReadWrite.All Policy.Read.ConditionalAccess ${writesAccess}`,
  },
  'authenticationContexts.update': {
    roles: managesAccess,
    permissions: `AuthenticationContext.ReadWrite.All ${writesAccess}`,
  },
  'securityDefaults.read': { roles: readsAccess, permissions: 'Policy.Read.All Policy.ReadWrite.SecurityDefaults' },
  'securityDefaults.update': {
    roles: ['GlobalAdmin', 'SecurityAdmin'],
    permissions: `Policy.ReadWrite.SecurityDefaults ${writesAccess}`,
  },
  'authorizationPolicy.read': { roles: readsAccess, permissions: 'Policy.Read.All Policy.ReadWrite.Authorization' },
  'authorizationPolicy.update': {
    roles: ['GlobalAdmin', 'RoleAdmin'],
    permissions: 'Policy.ReadWrite.Authorization',
  },
  'auditLogs.read': { roles: readsLogs, permissions: 'AuditLog.Read.All Directory.Read.All' },
  'signIns.read': { roles: readsLogs, permissions: 'AuditLog.Read.All' },
  'registrations.read': { roles: readsLogs, permissions: 'AuditLog.Read.All' },
  'registrationSummaries.read': { roles: readsLogs, permissions: '' },
  'users.readSessions': {
    roles: [...resetsPasswords, 'GlobalReader'],
    permissions: `User.RevokeSessions.All AuditLog.Read.All ${readAnyMethod}`,
  },
  'sessions.read': { roles: readsLogs, permissions: 'AuditLog.Read.All' },
  'applications.read': {
    roles: ['GlobalAdmin', 'GlobalReader', 'DirectoryReaders'],
    permissions: `Application.Read.All Application.ReadWrite.All ${directory}`,
  },
  'applications.update': { roles: ['GlobalAdmin'], permissions: 'Application.ReadWrite.All' },
}

/** What acts on one user: the table of reach applies, and nobody does it to themself. */
export const onUsers: readonly OperationName[] = [
  'users.update',
  'users.delete',
  'users.restore',
  'users.erase',
  'users.resetPassword',
  'users.revokeSessions',
  'roles.assign',
  'passes.read',
  'passes.create',
  'passes.preview',
  'passes.delete',
  'methods.read',
  'methods.delete',
  'passkeys.read',
  'passkeys.delete',
  'softwareOath.read',
  'softwareOath.delete',
  'passwords.read',
  'passwords.delete',
  'passwords.reset',
  'methodOperations.read',
  'passkeys.create',
  'phones.read',
  'phones.readNumbers',
  'phones.create',
  'phones.update',
  'phones.delete',
  'emails.read',
  'emails.readAddresses',
  'emails.create',
  'emails.update',
  'emails.delete',
  'microsoftAuthenticator.read',
  'microsoftAuthenticator.delete',
  'windowsHello.read',
  'windowsHello.delete',
  'users.readSessions',
]

/** Rows: what the target holds. Marks: who reaches them, as in facts/entra.md §8.3. */
export const reach = `
                                 PasswordAdmin Helpdesk AuthAdmin UserAdmin PrivAuthAdmin GlobalAdmin
nothing                          x             x        x         x         x             x
a role-assignable group          -             -        -         -         x             x
AuthAdmin                        -             -        x         -         x             x
DirectoryReaders                 x             x        x         x         x             x
GuestInviter                     x             x        x         x         x             x
PasswordAdmin                    x             x        x         x         x             x
MessageReader                    -             x        x         x         x             x
ReportsReader                    -             x        x         x         x             x
SuccessManager                   -             x        x         x         x             x
UsageReader                      -             x        x         x         x             x
Helpdesk                         -             x        -         x         x             x
GroupsAdmin                      -             -        -         x         x             x
UserAdmin                        -             -        -         x         x             x
PrivAuthAdmin                    -             -        -         -         x             x
RoleAdmin                        -             -        -         -         x             x
GlobalAdmin                      -             -        -         -         x             x
GlobalReader                     -             -        -         -         x             x
AuthPolicyAdmin                  -             -        -         -         x             x
SecurityAdmin                    -             -        -         -         x             x
SecurityOperator                 -             -        -         -         x             x
SecurityReader                   -             -        -         -         x             x
ConditionalAccessAdmin           -             -        -         -         x             x
WorkflowsAdmin                   -             -        -         -         x             x
GovernanceAdmin                  -             -        -         -         x             x
BrandingAdmin                    -             -        -         -         x             x
a role unknown here              -             -        -         -         x             x
`
