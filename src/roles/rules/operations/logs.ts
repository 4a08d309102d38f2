import type { Operation } from './operation.ts'

export const logsOperations = {
  'auditLogs.read': {
    description: 'Read the audit log',
    application: ['AuditLog.Read.All', 'Directory.Read.All'],
    delegated: ['AuditLog.Read.All', 'Directory.Read.All'],
    action: 'microsoft.directory/auditLogs/allProperties/read',
    reach: 'tenant',
  },
  'signIns.read': {
    description: 'Read the sign-in log',
    application: ['AuditLog.Read.All'],
    delegated: ['AuditLog.Read.All'],
    action: 'microsoft.directory/signInReports/allProperties/read',
    reach: 'tenant',
  },
  'registrations.read': {
    description: 'Read who has registered which sign-in methods',
    application: ['AuditLog.Read.All'],
    delegated: ['AuditLog.Read.All'],
    action: 'microsoft.directory/signInReports/allProperties/read',
    reach: 'tenant',
  },
  /** Only for people: Graph has no application permission for it. */
  'registrationSummaries.read': {
    description: 'Read how many have registered which sign-in methods',
    application: [],
    delegated: ['AuditLog.Read.All'],
    action: 'microsoft.directory/signInReports/allProperties/read',
    reach: 'tenant',
  },
} as const satisfies Record<string, Operation>
