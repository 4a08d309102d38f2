import type { AuditActivity } from './activity.ts'

/** What Entra has no word for. */
const own = (activityDisplayName: string): AuditActivity => ({
  activityDisplayName,
  category: 'DirectoryManagement',
  loggedByService: 'Latchkey',
  operationType: 'Other',
})

export const logsActivities = {
  exportDirectoryAudits: own('Export audit logs'),
  exportSignIns: own('Export sign-in logs'),
  verifyAuditChain: own('Verify audit chain'),
} as const satisfies Record<string, AuditActivity>
