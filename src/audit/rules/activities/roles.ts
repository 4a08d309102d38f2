import { type AuditActivity, directory } from './activity.ts'

const role = directory('RoleManagement')

export const rolesActivities = {
  addMemberToRole: role('Add member to role', 'Assign'),
  removeMemberFromRole: role('Remove member from role', 'Unassign'),
} as const satisfies Record<string, AuditActivity>
