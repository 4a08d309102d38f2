import type { Members, ModelTypes } from './types.ts'

/** What stands at the first part of an address and only leads on. */
export const containerTypes: ModelTypes = {
  policyRoot: {
    kind: 'entity',
    base: 'entity',
    contains: {
      authenticationMethodsPolicy: 'authenticationMethodsPolicy',
      authenticationStrengthPolicies: '[authenticationStrengthPolicy]',
      authorizationPolicy: 'authorizationPolicy',
      identitySecurityDefaultsEnforcementPolicy: 'identitySecurityDefaultsEnforcementPolicy',
    },
  },
  identityContainer: {
    kind: 'entity',
    base: 'entity',
    contains: { conditionalAccess: 'conditionalAccessRoot' },
  },
  conditionalAccessRoot: {
    kind: 'entity',
    base: 'entity',
    contains: {
      authenticationContextClassReferences: '[authenticationContextClassReference]',
      authenticationStrength: 'authenticationStrengthRoot',
      deletedItems: 'caPoliciesDeletableRoot',
      namedLocations: '[namedLocation]',
      policies: '[conditionalAccessPolicy]',
      templates: '[conditionalAccessTemplate]',
    },
  },
  caPoliciesDeletableRoot: {
    kind: 'entity',
    base: 'entity',
    contains: { policies: '[conditionalAccessPolicy]' },
  },
  authenticationStrengthRoot: {
    kind: 'entity',
    base: 'entity',
    properties: { combinations: '[authenticationMethodModes]' },
    contains: {
      authenticationMethodModes: '[authenticationMethodModeDetail]',
      policies: '[authenticationStrengthPolicy]',
    },
  },
  directory: {
    kind: 'entity',
    base: 'entity',
    contains: {
      administrativeUnits: '[administrativeUnit]',
      deletedItems: '[directoryObject]',
    },
  },
  roleManagement: { kind: 'entity', base: 'entity', contains: { directory: 'rbacApplication' } },
  rbacApplication: {
    kind: 'entity',
    base: 'entity',
    contains: {
      resourceNamespaces: '[unifiedRbacResourceNamespace]',
      roleAssignments: '[unifiedRoleAssignment]',
      roleDefinitions: '[unifiedRoleDefinition]',
    },
  },
  auditLogRoot: {
    kind: 'entity',
    base: 'entity',
    contains: {
      directoryAudits: '[directoryAudit]',
      signIns: '[signIn]',
    },
  },
  reportRoot: { kind: 'entity', base: 'entity', contains: { authenticationMethods: 'authenticationMethodsRoot' } },
  authenticationMethodsRoot: {
    kind: 'entity',
    base: 'entity',
    contains: { userRegistrationDetails: '[userRegistrationDetails]' },
  },
  identityGovernance: {
    kind: 'entity',
    base: 'entity',
    contains: { lifecycleWorkflows: 'identityGovernance.lifecycleWorkflowsContainer' },
  },
  'identityGovernance.lifecycleWorkflowsContainer': {
    kind: 'entity',
    base: 'entity',
    contains: {
      taskDefinitions: '[identityGovernance.taskDefinition]',
      workflows: '[identityGovernance.workflow]',
    },
  },
}

/** The collections that addresses begin with. */
export const entitySets: Members = {
  administrativeUnits: 'administrativeUnit',
  applications: 'application',
  authenticationMethodConfigurations: 'authenticationMethodConfiguration',
  directoryObjects: 'directoryObject',
  directoryRoles: 'directoryRole',
  directoryRoleTemplates: 'directoryRoleTemplate',
  domains: 'domain',
  groups: 'group',
  organization: 'organization',
  servicePrincipals: 'servicePrincipal',
  users: 'user',
}

/** The single things that addresses begin with. */
export const singletons: Members = {
  auditLogs: 'auditLogRoot',
  authenticationMethodsPolicy: 'authenticationMethodsPolicy',
  directory: 'directory',
  identity: 'identityContainer',
  identityGovernance: 'identityGovernance',
  me: 'user',
  policies: 'policyRoot',
  reports: 'reportRoot',
  roleManagement: 'roleManagement',
}
