import type { User } from '../../src/directory/rules.ts'
import { roleIds } from '../../src/roles/rules.ts'

/** One change asked of Graph: at a route's path, with its parameters and a body it takes. */
export interface Change {
  readonly method: 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly path: string
  /** In the order they stand in the path; `made` is the id the change before answered. */
  readonly keys: readonly string[]
  readonly body?: unknown
}

const joiner = {
  category: 'joiner',
  displayName: 'First day',
  isEnabled: true,
  isSchedulingEnabled: false,
  executionConditions: { '@odata.type': '#microsoft.graph.identityGovernance.onDemandExecutionOnly' },
  tasks: [
    {
      taskDefinitionId: '1b555e50-7f65-41d5-b514-5894a026d10d',
      arguments: [{ name: 'tapLifetimeMinutes', value: '480' }],
    },
  ],
}

const access = {
  displayName: 'Several factors',
  state: 'enabledForReportingButNotEnforced',
  conditions: {
    clientAppTypes: ['all'],
    users: { includeUsers: ['All'] },
    applications: { includeApplications: ['All'] },
    locations: { includeLocations: ['All'] },
  },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
  sessionControls: { signInFrequency: { isEnabled: true, type: 'hours', value: 4, frequencyInterval: 'timeBased' } },
}

const restriction = {
  '@odata.type': '#microsoft.graph.fido2CombinationConfiguration',
  appliesToCombinations: ['fido2'],
  allowedAAGUIDs: ['2fc0579f-8113-47ea-b116-bb5a8db9202a'],
}

const made = '{made}'
const methods = '/users/{id}/authentication'
const strengths = '/policies/authenticationStrengthPolicies'
const locations = '/identity/conditionalAccess/namedLocations'
const policies = '/identity/conditionalAccess/policies'
const passwordMethod = '28c10230-6103-485e-b985-444c60001490'

/** A change of every kind, each of which succeeds for a global administrator, in this order. */
export const changesInGraph = (user: User, unit: string, group: string): readonly Change[] => [
  {
    method: 'POST',
    path: '/users',
    keys: [],
    body: {
      accountEnabled: true,
      displayName: 'Nora New',
      mailNickname: 'nora',
      userPrincipalName: 'nora@example.com',
      passwordProfile: { password: 'fjord quilt banjo', forceChangePasswordNextSignIn: true },
    },
  },
  { method: 'PATCH', path: '/users/{id}', keys: [made], body: { jobTitle: 'Engineer', businessPhones: ['+44 1'] } },
  { method: 'DELETE', path: '/users/{id}', keys: [made] },
  { method: 'POST', path: '/users/{id}/revokeSignInSessions', keys: [user.id], body: {} },
  { method: 'POST', path: '/groups', keys: [], body: { displayName: 'New', securityEnabled: true, mailNickname: 'n' } },
  { method: 'PATCH', path: '/groups/{id}', keys: [made], body: { description: 'Renamed' } },
  {
    method: 'POST',
    path: '/groups/{id}/members/$ref',
    keys: [group],
    body: { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${user.id}` },
  },
  {
    method: 'POST',
    path: '/directory/administrativeUnits/{unitId}/scopedRoleMembers',
    keys: [unit],
    body: { roleId: roleIds.helpdeskAdministrator, roleMemberInfo: { id: user.id } },
  },
  {
    method: 'POST',
    path: '/roleManagement/directory/roleDefinitions',
    keys: [],
    body: {
      displayName: 'Pass desk',
      isEnabled: true,
      rolePermissions: [
        { allowedResourceActions: ['microsoft.directory/users/authenticationMethods/temporaryAccessPass/create'] },
      ],
    },
  },
  {
    method: 'POST',
    path: '/roleManagement/directory/roleAssignments',
    keys: [],
    body: { principalId: user.id, roleDefinitionId: roleIds.reportsReader, directoryScopeId: '/' },
  },
  {
    method: 'POST',
    path: `${methods}/temporaryAccessPassMethods`,
    keys: [user.id],
    body: { lifetimeInMinutes: 60, isUsableOnce: false },
  },
  {
    method: 'POST',
    path: `${methods}/phoneMethods`,
    keys: [user.id],
    body: { phoneNumber: '+44 2071234567', phoneType: 'mobile' },
  },
  { method: 'POST', path: `${methods}/emailMethods`, keys: [user.id], body: { emailAddress: 'ada@private.example' } },
  { method: 'POST', path: `${methods}/methods/{methodId}/resetPassword`, keys: [user.id, passwordMethod], body: {} },
  {
    method: 'PATCH',
    path: '/policies/authenticationMethodsPolicy',
    keys: [],
    body: { reconfirmationInDays: 90 },
  },
  { method: 'POST', path: strengths, keys: [], body: { displayName: 'Keys', allowedCombinations: ['fido2'] } },
  { method: 'POST', path: `${strengths}/{strengthId}/combinationConfigurations`, keys: [made], body: restriction },
  {
    method: 'POST',
    path: locations,
    keys: [],
    body: {
      '@odata.type': '#microsoft.graph.ipNamedLocation',
      displayName: 'Office',
      isTrusted: true,
      ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.0/24' }],
    },
  },
  {
    method: 'POST',
    path: locations,
    keys: [],
    body: {
      '@odata.type': '#microsoft.graph.countryNamedLocation',
      displayName: 'Home',
      countriesAndRegions: ['DE'],
    },
  },
  {
    method: 'POST',
    path: '/identity/conditionalAccess/authenticationContextClassReferences',
    keys: [],
    body: { id: 'c1', displayName: 'Payroll', isAvailable: true },
  },
  { method: 'POST', path: policies, keys: [], body: access },
  { method: 'DELETE', path: `${policies}/{policyId}`, keys: [made] },
  { method: 'POST', path: policies, keys: [], body: access },
  {
    method: 'POST',
    path: '/identity/conditionalAccess/evaluate',
    keys: [],
    body: {
      signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId: user.id },
      signInContext: { '@odata.type': '#microsoft.graph.applicationContext', includeApplications: ['All'] },
      signInConditions: { clientAppType: 'browser' },
    },
  },
  { method: 'POST', path: '/identityGovernance/lifecycleWorkflows/workflows', keys: [], body: joiner },
  {
    method: 'POST',
    path: '/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/activate',
    keys: [made],
    body: { subjects: [{ id: user.id }] },
  },
]
