import { z } from 'zod'

const id = z.guid({ error: 'it must be an id' })

/** The body that gives a role: `POST /roleManagement/directory/roleAssignments`. */
export const roleAssignmentCreate = z.strictObject({
  '@odata.type': z.literal('#microsoft.graph.unifiedRoleAssignment').optional(),
  principalId: id,
  roleDefinitionId: id,
  directoryScopeId: z.string({ error: "it must be '/' or '/administrativeUnits/{id}'" }).max(200),
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

const readOnly = z.never({ error: 'it is read-only and cannot be set' }).optional()
const text = z.string({ error: 'it must be a text' }).max(1024, { error: 'it is too long' })

const rolePermission = z.strictObject({
  '@odata.type': z.literal('#microsoft.graph.unifiedRolePermission').optional(),
  allowedResourceActions: z
    .array(z.string({ error: 'it must be a text' }).max(400, { error: 'it is too long' }), {
      error: 'it must be a list of actions',
    })
    .max(500, { error: 'it holds too many' }),
  excludedResourceActions: z.array(z.string()).max(0, { error: 'nothing can be excluded: []' }).optional(),
  condition: z.null({ error: 'conditions are not supported: null' }).optional(),
})

const writableDefinition = {
  '@odata.type': z.literal('#microsoft.graph.unifiedRoleDefinition').optional(),
  description: z.exactOptional(text.nullable()),
  version: z.exactOptional(text.nullable()),
  templateId: z.exactOptional(id),
  resourceScopes: z.exactOptional(z.tuple([z.literal('/')], { error: "it must be ['/']" })),
  id: readOnly,
  isBuiltIn: readOnly,
}

const rolePermissions = z
  .array(rolePermission, { error: 'it must be a list of permissions' })
  .min(1, { error: 'it is empty' })
  .max(20, { error: 'it holds too many' })

/** The body that defines a role: `POST /roleManagement/directory/roleDefinitions`. */
export const roleDefinitionCreate = z.strictObject({
  ...writableDefinition,
  displayName: text,
  isEnabled: z.boolean({ error: 'it must be true or false' }),
  rolePermissions,
})

/** The body that changes a custom role. */
export const roleDefinitionUpdate = z.strictObject({
  ...writableDefinition,
  displayName: z.exactOptional(text),
  isEnabled: z.exactOptional(z.boolean({ error: 'it must be true or false' })),
  rolePermissions: z.exactOptional(rolePermissions),
})

/** The body that gives a role for an administrative unit: `POST …/scopedRoleMembers`. */
export const scopedRoleMemberCreate = z.strictObject({
  '@odata.type': z.literal('#microsoft.graph.scopedRoleMembership').optional(),
  roleId: id,
  roleMemberInfo: z.strictObject({
    '@odata.type': z.literal('#microsoft.graph.identity').optional(),
    id,
    displayName: text.nullish(),
  }),
  administrativeUnitId: id.optional(),
  id: readOnly,
})

/** Graph's scopedRoleMembership: an assignment at the scope of one unit, in its older form. */
export const scopedRoleMember = z.object({
  id: z.string(),
  roleId: z.string(),
  administrativeUnitId: z.string(),
  roleMemberInfo: z.object({ id: z.string(), displayName: z.string().nullable() }),
})

/** Graph's unifiedRoleDefinition. */
export const roleDefinition = z.object({
  id: z.string(),
  description: z.string().nullable(),
  displayName: z.string(),
  isBuiltIn: z.boolean(),
  isEnabled: z.boolean(),
  resourceScopes: z.array(z.string()),
  templateId: z.string(),
  version: z.string().nullable(),
  rolePermissions: z.array(z.object({ allowedResourceActions: z.array(z.string()), condition: z.string().nullable() })),
})

/** Graph's unifiedRbacResourceNamespace. */
export const resourceNamespace = z.object({ id: z.string(), name: z.string() })

/** Graph's unifiedRbacResourceAction. */
export const resourceAction = z.object({
  id: z.string(),
  actionVerb: z.string().nullable(),
  description: z.string(),
  isPrivileged: z.boolean(),
  name: z.string(),
  resourceScopeId: z.null(),
})
