import type { ModelTypes } from './types.ts'

/** Roles, their assignments and administrative units. */
export const rolesTypes: ModelTypes = {
  unifiedRoleDefinition: {
    kind: 'entity',
    base: 'entity',
    properties: {
      description: 'String?',
      displayName: 'String?',
      isBuiltIn: 'Boolean?',
      isEnabled: 'Boolean?',
      resourceScopes: '[String]',
      rolePermissions: '[unifiedRolePermission]',
      templateId: 'String?',
      version: 'String?',
    },
  },
  unifiedRolePermission: {
    kind: 'complex',
    properties: {
      allowedResourceActions: '[String]',
      condition: 'String?',
      excludedResourceActions: '[String]',
    },
  },
  unifiedRbacResourceNamespace: {
    kind: 'entity',
    base: 'entity',
    properties: { name: 'String' },
    contains: { resourceActions: '[unifiedRbacResourceAction]' },
  },
  unifiedRbacResourceAction: {
    kind: 'entity',
    base: 'entity',
    properties: {
      actionVerb: 'String?',
      description: 'String?',
      isPrivileged: 'Boolean?',
      name: 'String',
      resourceScopeId: 'String?',
    },
  },
  unifiedRoleAssignment: {
    kind: 'entity',
    base: 'entity',
    properties: {
      directoryScopeId: 'String?',
      principalId: 'String?',
      principalOrganizationId: 'String?',
      resourceScope: 'String?',
      roleDefinitionId: 'String?',
    },
    navigation: {
      directoryScope: 'directoryObject',
      principal: 'directoryObject',
      roleDefinition: 'unifiedRoleDefinition',
    },
  },
  directoryRole: {
    kind: 'entity',
    base: 'directoryObject',
    properties: {
      description: 'String?',
      displayName: 'String?',
      roleTemplateId: 'String?',
    },
    navigation: {
      members: '[directoryObject]',
    },
  },
  directoryRoleTemplate: {
    kind: 'entity',
    base: 'directoryObject',
    properties: {
      description: 'String?',
      displayName: 'String?',
    },
  },
  administrativeUnit: {
    kind: 'entity',
    base: 'directoryObject',
    properties: {
      description: 'String?',
      displayName: 'String?',
      isMemberManagementRestricted: 'Boolean?',
      membershipRule: 'String?',
      membershipRuleProcessingState: 'String?',
      membershipType: 'String?',
      visibility: 'String?',
    },
    navigation: {
      members: '[directoryObject]',
    },
    contains: { scopedRoleMembers: '[scopedRoleMembership]' },
  },
  scopedRoleMembership: {
    kind: 'entity',
    base: 'entity',
    properties: {
      administrativeUnitId: 'String',
      roleId: 'String',
      roleMemberInfo: 'identity',
    },
  },
  identity: {
    kind: 'complex',
    open: true,
    properties: {
      displayName: 'String?',
      id: 'String?',
    },
  },
}
