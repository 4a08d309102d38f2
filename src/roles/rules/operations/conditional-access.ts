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
    application: strengthRead,
    delegated: strengthRead,
    action: `${policies}/standard/read`,
    reach: 'tenant',
  },
  'strengths.update': {
    application: strengthWrite,
    delegated: strengthWrite,
    action: `${policies}/basic/update`,
    reach: 'tenant',
  },
  'conditionalAccess.read': {
    application: policyRead,
    delegated: policyRead,
    action: `${policies}/standard/read`,
    reach: 'tenant',
  },
  'conditionalAccess.evaluate': {
    application: policyEvaluate,
    delegated: policyEvaluate,
    action: `${policies}/standard/read`,
    reach: 'tenant',
  },
  'conditionalAccess.create': {
    application: policyWrite,
    delegated: policyWrite,
    action: `${policies}/create`,
    reach: 'tenant',
  },
  'conditionalAccess.update': {
    application: policyWrite,
    delegated: policyWrite,
    action: `${policies}/basic/update`,
    reach: 'tenant',
  },
  'conditionalAccess.delete': {
    application: policyWrite,
    delegated: policyWrite,
    action: `${policies}/delete`,
    reach: 'tenant',
  },
  'namedLocations.read': {
    application: policyRead,
    delegated: policyRead,
    action: `${locations}/standard/read`,
    reach: 'tenant',
  },
  'namedLocations.create': {
    application: policyWrite,
    delegated: policyWrite,
    action: `${locations}/create`,
    reach: 'tenant',
  },
  'namedLocations.update': {
    application: policyWrite,
    delegated: policyWrite,
    action: `${locations}/basic/update`,
    reach: 'tenant',
  },
  'namedLocations.delete': {
    application: policyWrite,
    delegated: policyWrite,
    action: `${locations}/delete`,
    reach: 'tenant',
  },
  'authenticationContexts.read': {
    application: contextRead,
    delegated: contextRead,
    action: `${policies}/standard/read`,
    reach: 'tenant',
  },
  'authenticationContexts.update': {
    application: contextWrite,
    delegated: contextWrite,
    action: 'microsoft.directory/resourceNamespaces/resourceActions/authenticationContext/update',
    reach: 'tenant',
  },
  'securityDefaults.read': {
    application: defaultsRead,
    delegated: defaultsRead,
    action: 'microsoft.directory/policies/standard/read',
    reach: 'tenant',
  },
  'securityDefaults.update': {
    application: defaultsWrite,
    delegated: defaultsWrite,
    action: 'microsoft.directory/policies/basic/update',
    reach: 'tenant',
  },
  'authorizationPolicy.read': {
    application: authorizationRead,
    delegated: authorizationRead,
    action: 'microsoft.directory/policies/standard/read',
    reach: 'tenant',
  },
  'authorizationPolicy.update': {
    application: authorizationWrite,
    delegated: authorizationWrite,
    action: 'microsoft.directory/authorizationPolicy/allProperties/allTasks',
    reach: 'tenant',
  },
} as const satisfies Record<string, Operation>
