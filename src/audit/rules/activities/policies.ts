import type { AuditActivity } from './activity.ts'

const methodsPolicy = (activityDisplayName: string): AuditActivity => ({
  activityDisplayName,
  category: 'ApplicationManagement',
  loggedByService: 'Authentication Methods',
  operationType: 'Update',
})

export const policiesActivities = {
  updateMethodsPolicy: methodsPolicy('Authentication Methods Policy Update'),
  resetMethodsPolicy: methodsPolicy('Authentication Methods Policy Reset'),
} as const satisfies Record<string, AuditActivity>
