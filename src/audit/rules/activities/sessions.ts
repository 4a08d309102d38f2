import type { AuditActivity } from './activity.ts'

/** What Entra has no word for: it ends all sessions of a user or none. */
export const sessionsActivities = {
  revokeSession: {
    activityDisplayName: 'Revoke session',
    category: 'UserManagement',
    loggedByService: 'Latchkey',
    operationType: 'Delete',
  },
} as const satisfies Record<string, AuditActivity>
