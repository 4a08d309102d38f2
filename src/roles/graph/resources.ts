import type { z } from 'zod'
import type {
  resourceAction,
  roleAssignment,
  roleDefinition,
  scopedRoleMember,
} from '../../../contract/graph/role-management.ts'
import type { ActionDetail } from '../rules/resource-actions.ts'
import type { RoleDefinition } from '../rules.ts'
import type { RoleAssignment, ScopedMember } from '../service.ts'

/** Graph's unifiedRoleDefinition; the id of a built-in role is its template id. */
export const toRoleDefinition = (role: RoleDefinition): z.infer<typeof roleDefinition> => ({
  id: role.id,
  description: role.description,
  displayName: role.displayName,
  isBuiltIn: role.isBuiltIn,
  isEnabled: role.isEnabled,
  resourceScopes: ['/'],
  templateId: role.templateId,
  version: role.version,
  rolePermissions: [{ allowedResourceActions: [...role.allowedResourceActions], condition: null }],
})

/** Graph's unifiedRoleAssignment. */
export const toRoleAssignment =
  (tenantId: string) =>
  (assignment: RoleAssignment): z.infer<typeof roleAssignment> => ({
    id: assignment.id,
    principalId: assignment.principalId,
    principalOrganizationId: tenantId,
    resourceScope: assignment.directoryScopeId,
    directoryScopeId: assignment.directoryScopeId,
    roleDefinitionId: assignment.roleDefinitionId,
  })

/** Graph's scopedRoleMembership; its id is that of the assignment. */
export const toScopedRoleMember = ({
  assignment,
  unitId,
  displayName,
}: ScopedMember): z.infer<typeof scopedRoleMember> => ({
  id: assignment.id,
  roleId: assignment.roleDefinitionId,
  administrativeUnitId: unitId,
  roleMemberInfo: { id: assignment.principalId, displayName },
})

/** Graph's unifiedRbacResourceAction. */
export const toResourceAction = (action: ActionDetail): z.infer<typeof resourceAction> => ({
  id: action.id,
  actionVerb: action.actionVerb,
  description: action.description,
  isPrivileged: action.isPrivileged,
  name: action.name,
  resourceScopeId: null,
})

/** Graph's directoryRole: the same role in its older form. */
export const toDirectoryRole = (role: RoleDefinition) => ({
  id: role.id,
  deletedDateTime: null,
  description: role.description,
  displayName: role.displayName,
  roleTemplateId: role.templateId,
})

/** Graph's directoryRoleTemplate. */
export const toDirectoryRoleTemplate = (role: RoleDefinition) => ({
  id: role.id,
  deletedDateTime: null,
  description: role.description,
  displayName: role.displayName,
})
