import type { OperationName } from '../../src/roles/rules.ts'
import { grants, type Role } from './who-may-what.ts'

/**
 * What an application needs that acts for a person, and where a role for one unit counts; written down a second time.
 *
 * Source: facts/entra.md §8.6, §9.
 */
const otherThanApplications: Partial<Record<OperationName, string>> = {
  'organization.read':
    'User.Read Organization.Read.All Organization.ReadWrite.All User.Read.All Directory.Read.All Directory.ReadWrite.All',
  'branding.read':
    'User.Read OrganizationalBranding.Read.All OrganizationalBranding.ReadWrite.All Organization.Read.All Organization.ReadWrite.All User.Read.All',
  'users.resetPassword':
    'User-PasswordProfile.ReadWrite.All UserAuthMethod-Password.ReadWrite.All UserAuthenticationMethod.ReadWrite.All User.ReadWrite.All',
  'groups.create': 'Group.ReadWrite.All Directory.ReadWrite.All',
  'passwords.reset': 'UserAuthMethod-Password.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
  'methodOperations.read': 'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
  'registrationSummaries.read': 'AuditLog.Read.All',
}

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '')

/** The delegated permissions of an operation, any one of which suffices beside the role. */
export const delegatedFor = (name: OperationName): readonly string[] =>
  words(otherThanApplications[name] ?? grants[name].permissions)

const readsOwn = (kind: string) =>
  `UserAuthMethod-${kind}.Read UserAuthMethod-${kind}.ReadWrite UserAuthenticationMethod.Read UserAuthenticationMethod.ReadWrite`
const writesOwn = (kind: string) => `UserAuthMethod-${kind}.ReadWrite UserAuthenticationMethod.ReadWrite`

const onTheOwnAccount: Partial<Record<OperationName, string>> = {
  'users.read': 'User.Read User.ReadWrite',
  'users.readMemberships': 'User.Read User.ReadWrite',
  'passes.read': readsOwn('TAP'),
  'passes.delete': writesOwn('TAP'),
  'methods.read': 'UserAuthenticationMethod.Read UserAuthenticationMethod.ReadWrite',
  'methods.delete': 'UserAuthenticationMethod.ReadWrite',
  'methodOperations.read': 'UserAuthenticationMethod.Read UserAuthenticationMethod.ReadWrite',
  'passkeys.read': readsOwn('Passkey'),
  'passkeys.delete': writesOwn('Passkey'),
  'softwareOath.read': readsOwn('SoftwareOATH'),
  'softwareOath.delete': writesOwn('SoftwareOATH'),
  'passwords.read': readsOwn('Password'),
  'passwords.delete': writesOwn('Password'),
  'phones.read': readsOwn('Phone'),
  'phones.readNumbers': readsOwn('Phone'),
  'phones.create': writesOwn('Phone'),
  'phones.update': writesOwn('Phone'),
  'phones.delete': writesOwn('Phone'),
  'emails.read': readsOwn('Email'),
  'emails.readAddresses': readsOwn('Email'),
  'emails.create': writesOwn('Email'),
  'emails.update': writesOwn('Email'),
  'emails.delete': writesOwn('Email'),
  'microsoftAuthenticator.read': readsOwn('MicrosoftAuthApp'),
  'microsoftAuthenticator.delete': writesOwn('MicrosoftAuthApp'),
  'windowsHello.read': readsOwn('WindowsHello'),
  'windowsHello.delete': writesOwn('WindowsHello'),
  'users.readSessions': 'UserAuthenticationMethod.Read UserAuthenticationMethod.ReadWrite',
}

/** The delegated permissions that suffice on the own account, the wider ones included. */
export const ownFor = (name: OperationName): readonly string[] => [
  ...words(onTheOwnAccount[name] ?? ''),
  ...delegatedFor(name),
]

/** The built-in roles that can be given for one administrative unit. */
export const rolesForUnits: readonly Role[] = ['AuthAdmin', 'Helpdesk', 'UserAdmin', 'PasswordAdmin', 'GroupsAdmin']

/** What the holder of any role may do, whatever its scope. */
export const byAnyRole: readonly OperationName[] = [
  'organization.read',
  'branding.read',
  'users.read',
  'users.readAll',
  'users.readMemberships',
  'groups.read',
  'directoryObjects.read',
  'administrativeUnits.read',
]

/** What acts on one group. */
export const onGroups: readonly OperationName[] = [
  'groups.update',
  'groups.delete',
  'groups.updateMembers',
  'groups.updateOwners',
]

/** Entities whose changes a custom role may grant, beside looking at anything. */
export const changedByCustomRoles: readonly string[] = [
  'microsoft.directory/users/',
  'microsoft.directory/groups/',
  'microsoft.directory/deletedItems.users/',
  'microsoft.directory/deletedItems.groups/',
]
