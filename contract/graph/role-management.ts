import { z } from 'zod'

const id = z.guid({ error: 'it must be an id' })

/** The body that gives a role: `POST /roleManagement/directory/roleAssignments`. */
export const roleAssignmentCreate = z.strictObject({
  '@odata.type': z.literal('#microsoft.graph.unifiedRoleAssignment').optional(),
  principalId: id,
  roleDefinitionId: id,
  directoryScopeId: z.string({ error: "it must be '/'" }),
})

/** Graph's unifiedRoleAssignment. */
export const roleAssignment = z.object({
  id: z.string(),
  principalId: z.string(),
  principalOrganizationId: z.string(),
  resourceScope: z.string(),
  directoryScopeId: z.string(),
  roleDefinitionId: z.string(),
})

/** Graph's unifiedRoleDefinition. */
export const roleDefinition = z.object({
  id: z.string(),
  description: z.string(),
  displayName: z.string(),
  isBuiltIn: z.boolean(),
  isEnabled: z.boolean(),
  resourceScopes: z.array(z.string()),
  templateId: z.string(),
  version: z.string(),
  rolePermissions: z.array(z.object({ allowedResourceActions: z.array(z.string()), condition: z.string().nullable() })),
})
