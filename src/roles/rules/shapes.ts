import { administrativeUnitShape } from '../../administrative-units/rules.ts'
import type { ResourceShape } from '../../base/odata/shape.ts'
import { directoryObjectShape } from '../../directory/rules.ts'

const byId = { property: 'id', descending: false }
const pageSize = { standard: 100, greatest: 999 }

/** What query options may ask of role assignments. */
export const roleAssignmentShape: ResourceShape = {
  name: 'roleManagement/directory/roleAssignments',
  properties: {
    id: { kind: 'guid', column: 'id', filter: 'equality' },
    principalId: { kind: 'guid', column: 'principal_id', filter: 'equality' },
    principalOrganizationId: { kind: 'guid' },
    resourceScope: { kind: 'string' },
    roleDefinitionId: { kind: 'guid', column: 'role_definition_id', filter: 'equality' },
    directoryScopeId: { kind: 'string', column: 'directory_scope_id', filter: 'equality' },
  },
  expand: {
    principal: { shape: () => directoryObjectShape },
    roleDefinition: { shape: () => roleDefinitionShape },
    directoryScope: { shape: () => administrativeUnitShape },
  },
  order: byId,
  pageSize,
}

/** What query options may ask of the roles given for one administrative unit. */
export const scopedRoleMemberShape: ResourceShape = {
  name: 'scopedRoleMemberships',
  properties: {
    id: { kind: 'guid', column: 'id', filter: 'equality' },
    roleId: { kind: 'guid', column: 'role_definition_id', filter: 'equality' },
    administrativeUnitId: { kind: 'guid' },
    roleMemberInfo: { kind: 'complex' },
    'roleMemberInfo/id': { kind: 'guid', column: 'principal_id', filter: 'equality' },
  },
  defaults: ['id', 'roleId', 'administrativeUnitId', 'roleMemberInfo'],
  order: byId,
  pageSize,
}

/** What query options may ask of role definitions, which stand in memory. */
export const roleDefinitionShape: ResourceShape = {
  name: 'roleManagement/directory/roleDefinitions',
  properties: {
    id: { kind: 'guid', filter: 'equality' },
    templateId: { kind: 'guid', filter: 'equality' },
    displayName: { kind: 'string', fold: true, filter: 'prefix', sort: true },
    description: { kind: 'string', nullable: true },
    isBuiltIn: { kind: 'boolean', filter: 'equality' },
    isEnabled: { kind: 'boolean', filter: 'equality' },
    resourceScopes: { kind: 'complex' },
    rolePermissions: { kind: 'complex' },
    version: { kind: 'string', nullable: true },
  },
  order: { property: 'displayName', descending: false },
  pageSize,
}

const actionProperties = {
  id: { kind: 'string', fold: true, filter: 'equality' },
  name: { kind: 'string', fold: true, filter: 'prefix', sort: true },
  description: { kind: 'string', fold: true, filter: 'text' },
  actionVerb: { kind: 'string', nullable: true, filter: 'equality' },
  isPrivileged: { kind: 'boolean', filter: 'equality' },
} as const

/** What query options may ask of resource actions, which stand in memory. */
export const resourceActionShape: ResourceShape = {
  name: "roleManagement/directory/resourceNamespaces('microsoft.directory')/resourceActions",
  properties: { ...actionProperties, resourceScopeId: { kind: 'string', nullable: true } },
  order: { property: 'name', descending: false },
  pageSize,
}

/** The same with what Graph does not tell of them. */
export const pickableActionShape: ResourceShape = {
  name: 'resourceActions',
  properties: {
    ...actionProperties,
    area: { kind: 'string', filter: 'equality', sort: true },
    isGrantable: { kind: 'boolean', filter: 'equality' },
    isScopable: { kind: 'boolean', filter: 'equality' },
    operations: { kind: 'complex' },
  },
  order: { property: 'name', descending: false },
  pageSize: { standard: 999, greatest: 999 },
}

export const resourceNamespaceShape: ResourceShape = {
  name: 'roleManagement/directory/resourceNamespaces',
  properties: {
    id: { kind: 'string', fold: true, filter: 'equality' },
    name: { kind: 'string', fold: true, filter: 'equality' },
  },
  order: byId,
  pageSize,
}

const directoryRoleProperties = {
  id: { kind: 'guid', filter: 'equality' },
  displayName: { kind: 'string', fold: true, filter: 'prefix', sort: true },
  description: { kind: 'string' },
} as const

/** What query options may ask of the older face of roles. */
export const directoryRoleShape: ResourceShape = {
  name: 'directoryRoles',
  properties: {
    ...directoryRoleProperties,
    roleTemplateId: { kind: 'guid', filter: 'equality' },
    deletedDateTime: { kind: 'dateTime', nullable: true },
  },
  order: { property: 'displayName', descending: false },
  pageSize,
}

export const directoryRoleTemplateShape: ResourceShape = {
  name: 'directoryRoleTemplates',
  properties: { ...directoryRoleProperties, deletedDateTime: { kind: 'dateTime', nullable: true } },
  order: { property: 'displayName', descending: false },
  pageSize,
}

/** What may be left out of what somebody may do, which is long. */
export const permissionsShape: ResourceShape = {
  name: 'permissions',
  properties: {
    id: { kind: 'guid' },
    displayName: { kind: 'string' },
    userPrincipalName: { kind: 'string' },
    accountEnabled: { kind: 'boolean' },
    session: { kind: 'complex', nullable: true },
    roles: { kind: 'complex' },
    operations: { kind: 'complex' },
    ownOperations: { kind: 'complex' },
    resourceActions: { kind: 'complex' },
  },
  order: byId,
  pageSize,
}
