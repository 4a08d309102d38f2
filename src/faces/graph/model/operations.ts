import type { BoundOperation, Members, TypeExpression } from './types.ts'

const action = (name: string, boundTo: TypeExpression, parameters: Members, returns?: TypeExpression) =>
  ({ kind: 'action', name, boundTo, parameters, ...(returns === undefined ? {} : { returns }) }) as const

const ask = (name: string, boundTo: TypeExpression, returns: TypeExpression, parameters: Members = {}) =>
  ({ kind: 'function', name, boundTo, parameters, returns }) as const

/**
 * Every action and function.
 *
 * Source: facts/entra.md §13.
 */
export const boundOperations: readonly BoundOperation[] = [
  ask('delta', '[user]', '[user]'),
  ask('delta', '[group]', '[group]'),
  action('revokeSignInSessions', 'user', {}, 'Boolean'),
  action('changePassword', 'user', { currentPassword: 'String?', newPassword: 'String?' }),
  action('checkMemberGroups', 'directoryObject', { groupIds: '[String]' }, '[String]'),
  action('getMemberGroups', 'directoryObject', { securityEnabledOnly: 'Boolean?' }, '[String]'),
  action('restore', 'directoryObject', {}, 'directoryObject'),
  action('restore', 'conditionalAccessPolicy', {}, 'conditionalAccessPolicy'),
  action('getByIds', '[directoryObject]', { ids: '[String]', types: '[String]' }, '[directoryObject]'),
  {
    ...action('resetPassword', 'authenticationMethod', { newPassword: 'String?' }, 'passwordResetResponse'),
    accepted: true,
  },
  ask('creationOptions', '[fido2AuthenticationMethod]', 'webauthnCredentialCreationOptions', {
    challengeTimeoutInMinutes: 'Int32?',
  }),
  action(
    'updateAllowedCombinations',
    'authenticationStrengthPolicy',
    { allowedCombinations: '[authenticationMethodModes]' },
    'updateAllowedCombinationsResult',
  ),
  ask('usage', 'authenticationStrengthPolicy', 'authenticationStrengthUsage'),
  action(
    'evaluate',
    'conditionalAccessRoot',
    {
      signInIdentity: 'signInIdentity?',
      signInContext: 'signInContext?',
      signInConditions: 'signInConditions?',
      appliedPoliciesOnly: 'Boolean?',
    },
    '[whatIfAnalysisResult]',
  ),
  ask('usersRegisteredByMethod', 'authenticationMethodsRoot', 'userRegistrationMethodSummary', {
    includedUserTypes: 'includedUserTypes',
    includedUserRoles: 'includedUserRoles',
  }),
  ask('usersRegisteredByFeature', 'authenticationMethodsRoot', 'userRegistrationFeatureSummary', {
    includedUserTypes: 'includedUserTypes',
    includedUserRoles: 'includedUserRoles',
  }),
  action('addPassword', 'application', { passwordCredential: 'passwordCredential?' }, 'passwordCredential'),
  action('removePassword', 'application', { keyId: 'Guid' }),
  action('activate', 'identityGovernance.workflow', { subjects: '[user]' }),
]
