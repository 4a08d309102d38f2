import type { AuditActivity } from './activity.ts'

const methods = (activityDisplayName: string, operationType: string): AuditActivity => ({
  activityDisplayName,
  category: 'UserManagement',
  loggedByService: 'Authentication Methods',
  operationType,
})

export const methodsActivities = {
  adminRegisteredSecurityInfo: methods('Admin registered security info', 'Add'),
  adminDeletedSecurityInfo: methods('Admin deleted security info', 'Delete'),
  adminUpdatedSecurityInfo: methods('Admin updated security info', 'Update'),
  adminStartedPasswordReset: methods('Admin started password reset', 'Update'),
  getPasskeyCreationOptions: methods('Get passkey creation options', 'Other'),
  userRegisteredSecurityInfo: methods('User registered security info', 'Add'),
  userDeletedSecurityInfo: methods('User deleted security info', 'Delete'),
  userUpdatedSecurityInfo: methods('User updated security info', 'Update'),
  userStartedSecurityInfoRegistration: methods('User started security info registration', 'Add'),
  userStartedPasswordChange: methods('User started password change', 'Update'),
} as const satisfies Record<string, AuditActivity>
