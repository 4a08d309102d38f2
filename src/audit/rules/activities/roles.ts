import { type AuditActivity, directory } from './activity.ts'

const role = directory('RoleManagement')
const unit = directory('AdministrativeUnit')

export const rolesActivities = {
  addMemberToRole: role('Add member to role', 'Assign'),
  removeMemberFromRole: role('Remove member from role', 'Unassign'),
  addScopedMemberToRole: role('Add scoped member to role', 'Assign'),
  removeScopedMemberFromRole: role('Remove scoped member from role', 'Unassign'),
  addRoleDefinition: role('Add role definition', 'Add'),
  updateRoleDefinition: role('Update role definition', 'Update'),
  deleteRoleDefinition: role('Delete role definition', 'Delete'),
  addAdministrativeUnit: unit('Add administrative unit', 'Add'),
  updateAdministrativeUnit: unit('Update administrative unit', 'Update'),
  deleteAdministrativeUnit: unit('Delete administrative unit', 'Delete'),
  addMemberToAdministrativeUnit: unit('Add member to administrative unit', 'Assign'),
  removeMemberFromAdministrativeUnit: unit('Remove member from administrative unit', 'Unassign'),
} as const satisfies Record<string, AuditActivity>
