import type { Operation } from './operation.ts'

const strengthRead = [
  'Policy.Read.AuthenticationMethod',
  'Policy.Read.All',
  'Policy.ReadWrite.AuthenticationMethod',
  'Policy.ReadWrite.ConditionalAccess',
]
const strengthWrite = ['Policy.ReadWrite.ConditionalAccess', 'Policy.ReadWrite.AuthenticationMethod']
const policyRead = ['Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess']
const policyEvaluate = ['Policy.Read.ConditionalAccess', ...policyRead]
const policyWrite = ['Policy.ReadWrite.ConditionalAccess']
const contextRead = [
  'AuthenticationContext.Read.All',
  'AuthenticationContext.ReadWrite.All',
  'Policy.Read.ConditionalAccess',
  'Policy.ReadWrite.ConditionalAccess',
]
const contextWrite = ['AuthenticationContext.ReadWrite.All', 'Policy.ReadWrite.ConditionalAccess']
const defaultsRead = ['Policy.Read.All', 'Policy.ReadWrite.SecurityDefaults']
const defaultsWrite = ['Policy.ReadWrite.SecurityDefaults', 'Policy.ReadWrite.ConditionalAccess']
const authorizationRead = ['Policy.Read.All', 'Policy.ReadWrite.Authorization']
const authorizationWrite = ['Policy.ReadWrite.Authorization']

const policies = 'microsoft.directory/conditionalAccessPolicies'
const locations = 'microsoft.directory/namedLocations'

/**
 * What decides who gets in: strengths, Conditional Access, named locations, and the policies of the whole tenant.
 *
 * The permission to read alone never changes anything, though Graph asks for it beside the one to write.
 *
 * Source: facts/entra.md §8.2, §9.
 */
export const conditionalAccessOperations = {
  'strengths.read': {
    description: 'Read authentication strengths',
    application: strengthRead,
    delegated: strengthRead,
    action: `${policies}/standard/read`,
    reach: 'tenant',
  },
  'strengths.update': {
    description: 'Create, change and delete authentication strengths',
    application: strengthWrite,
    delegated: strengthWrite,
    action: `${policies}/basic/update`,
    reach: 'tenant',
  },
  'conditionalAccess.read': {
    description: 'Read Conditional Access policies',
    application: policyRead,
    delegated: policyRead,
    action: `${policies}/standard/read`,
    reach: 'tenant',
  },
  'conditionalAccess.evaluate': {
    description: 'Ask What If of Conditional Access',
    application: policyEvaluate,
    delegated: policyEvaluate,
    action: `${policies}/standard/read`,
    reach: 'tenant',
  },
  'conditionalAccess.create': {
    description: 'Create Conditional Access policies',
    application: policyWrite,
    delegated: policyWrite,
    action: `${policies}/create`,
    reach: 'tenant',
  },
  'conditionalAccess.update': {
    description: 'Change Conditional Access policies, and restore deleted ones',
    application: policyWrite,
    delegated: policyWrite,
    action: `${policies}/basic/update`,
    reach: 'tenant',
  },
  'conditionalAccess.delete': {
    description: 'Delete Conditional Access policies',
    application: policyWrite,
    delegated: policyWrite,
    action: `${policies}/delete`,
    reach: 'tenant',
  },
  'namedLocations.read': {
    description: 'Read named locations',
    application: policyRead,
    delegated: policyRead,
    action: `${locations}/standard/read`,
    reach: 'tenant',
  },
  'namedLocations.create': {
    description: 'Create named locations',
    application: policyWrite,
    delegated: policyWrite,
    action: `${locations}/create`,
    reach: 'tenant',
  },
  'namedLocations.update': {
    description: 'Change named locations',
    application: policyWrite,
    delegated: policyWrite,
    action: `${locations}/basic/update`,
    reach: 'tenant',
  },
  'namedLocations.delete': {
    description: 'Delete named locations',
    application: policyWrite,
    delegated: policyWrite,
    action: `${locations}/delete`,
    reach: 'tenant',
  },
  'authenticationContexts.read': {
    description: 'Read authentication contexts',
    application: contextRead,
    delegated: contextRead,
    action: `${policies}/standard/read`,
    reach: 'tenant',
  },
  'authenticationContexts.update': {
    description: 'Define and delete authentication contexts',
    application: contextWrite,
    delegated: contextWrite,
    action: 'microsoft.directory/resourceNamespaces/resourceActions/authenticationContext/update',
    reach: 'tenant',
  },
  'securityDefaults.read': {
    description: 'Read whether security defaults are on',
    application: defaultsRead,
    delegated: defaultsRead,
    action: 'microsoft.directory/policies/standard/read',
    reach: 'tenant',
  },
  'securityDefaults.update': {
    description: 'Switch security defaults on and off',
    application: defaultsWrite,
    delegated: defaultsWrite,
    action: 'microsoft.directory/policies/basic/update',
    reach: 'tenant',
  },
  'authorizationPolicy.read': {
    description: 'Read the authorization policy',
    application: authorizationRead,
    delegated: authorizationRead,
    action: 'microsoft.directory/policies/standard/read',
    reach: 'tenant',
  },
  'authorizationPolicy.update': {
    description: 'Change the authorization policy',
    application: authorizationWrite,
    delegated: authorizationWrite,
    action: 'microsoft.directory/authorizationPolicy/allProperties/allTasks',
    reach: 'tenant',
  },
} as const satisfies Record<string, Operation>
