import type { OperationName } from './operations.ts'

/** What everybody may read of themself, without a role. */
export const ownToRead: ReadonlySet<OperationName> = new Set(['users.read', 'users.readMemberships'])

/**
 * What people do to the own account without a role, at `/me` and on the security info page.
 *
 * What changes a method takes a fresh proof beside it, which is asked for when it is done.
 */
export const onOwnAccount: ReadonlySet<OperationName> = new Set<OperationName>([
  ...ownToRead,
  'users.revokeSessions',
  'users.readSessions',
  'passes.read',
  'passes.delete',
  'methods.read',
  'methodOperations.read',
  'passkeys.read',
  'passkeys.delete',
  'softwareOath.read',
  'softwareOath.delete',
  'passwords.read',
  'phones.read',
  'phones.readNumbers',
  'phones.create',
  'phones.delete',
  'emails.read',
  'emails.readAddresses',
  'emails.create',
  'emails.update',
  'emails.delete',
  'microsoftAuthenticator.read',
  'windowsHello.read',
])
