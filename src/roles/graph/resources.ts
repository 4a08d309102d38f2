import type { z } from 'zod'
import type { roleAssignment, roleDefinition } from '../../../contract/graph/role-management.ts'
import type { RoleDefinition } from '../rules.ts'
import type { RoleAssignment } from '../service.ts'

/** Graph's unifiedRoleDefinition; the id of a built-in role is its template id. */
export const toRoleDefinition = (role: RoleDefinition): z.infer<typeof roleDefinition> => ({
  id: role.id,
  description: role.description,
  displayName: role.displayName,
  isBuiltIn: true,
  isEnabled: true,
  resourceScopes: ['/'],
  templateId: role.id,
  version: '1',
  rolePermissions: [
    { allowedResourceActions: role.allowedResourceActions.filter((action) => action !== null), condition: null },
  ],
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

/** Graph's directoryRole: the same role in its older form. */
export const toDirectoryRole = (role: RoleDefinition) => ({
  id: role.id,
  deletedDateTime: null,
  description: role.description,
  displayName: role.displayName,
  roleTemplateId: role.id,
})

/** Graph's directoryRoleTemplate. */
export const toDirectoryRoleTemplate = (role: RoleDefinition) => ({
  id: role.id,
  deletedDateTime: null,
  description: role.description,
  displayName: role.displayName,
})
