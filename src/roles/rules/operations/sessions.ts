import type { Operation } from './operation.ts'

const every = ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All']
const permissions = ['User.RevokeSessions.All', 'AuditLog.Read.All', ...every]

/**
 * Where people are signed in; a session is ended by whoever may end all of that user: `users.revokeSessions`.
 *
 * A session tells what a sign-in tells, and what it was opened with.
 * So whoever may read the sign-in log reads all of them.
 * Whoever may see somebody's sign-in methods reads that person's.
 * Whoever may end somebody's sessions has to see which to end.
 */
export const sessionsOperations = {
  /** The sessions of one user. */
  'users.readSessions': {
    description: 'See where a user is signed in',
    application: permissions,
    delegated: permissions,
    own: ['UserAuthenticationMethod.Read', 'UserAuthenticationMethod.ReadWrite'],
    action: 'microsoft.directory/users/authenticationMethods/standard/restrictedRead',
    within: [
      'microsoft.directory/users/authenticationMethods/standard/read',
      'microsoft.directory/users/invalidateAllRefreshTokens',
    ],
    reach: 'user',
  },
  /** Those of the whole tenant, administrators' too. */
  'sessions.read': {
    description: 'See where everybody is signed in',
    application: ['AuditLog.Read.All'],
    delegated: ['AuditLog.Read.All'],
    action: 'microsoft.directory/signInReports/allProperties/read',
    reach: 'tenant',
  },
} as const satisfies Record<string, Operation>
