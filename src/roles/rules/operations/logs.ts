import type { Operation } from './operation.ts'

export const logsOperations = {
  'auditLogs.read': {
    application: ['AuditLog.Read.All', 'Directory.Read.All'],
    delegated: ['AuditLog.Read.All', 'Directory.Read.All'],
    action: 'microsoft.directory/auditLogs/allProperties/read',
    reach: 'tenant',
  },
  'signIns.read': {
    application: ['AuditLog.Read.All'],
    delegated: ['AuditLog.Read.All'],
    action: 'microsoft.directory/signInReports/allProperties/read',
    reach: 'tenant',
  },
  'registrations.read': {
    application: ['AuditLog.Read.All'],
    delegated: ['AuditLog.Read.All'],
    action: 'microsoft.directory/signInReports/allProperties/read',
    reach: 'tenant',
  },
  /** Only for people: Graph has no application permission for it. */
  'registrationSummaries.read': {
    application: [],
    delegated: ['AuditLog.Read.All'],
    action: 'microsoft.directory/signInReports/allProperties/read',
    reach: 'tenant',
  },
} as const satisfies Record<string, Operation>
