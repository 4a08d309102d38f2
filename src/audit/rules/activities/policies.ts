import { type AuditActivity, directory } from './activity.ts'

type Operation = 'Add' | 'Update' | 'Delete'

const methodsPolicy = (activityDisplayName: string, operationType: Operation = 'Update'): AuditActivity => ({
  activityDisplayName,
  category: 'ApplicationManagement',
  loggedByService: 'Authentication Methods',
  operationType,
})

const access = (activityDisplayName: string, operationType: Operation): AuditActivity => ({
  activityDisplayName,
  category: 'Policy',
  loggedByService: 'Conditional Access',
  operationType,
})

/** What Entra has no word for. */
const own = (activityDisplayName: string, operationType: Operation): AuditActivity => ({
  activityDisplayName,
  category: 'Policy',
  loggedByService: 'Latchkey',
  operationType,
})

export const policiesActivities = {
  updateMethodsPolicy: methodsPolicy('Authentication Methods Policy Update'),
  resetMethodsPolicy: methodsPolicy('Authentication Methods Policy Reset'),
  createStrength: methodsPolicy('Authentication Strength Policy Create', 'Add'),
  updateStrength: methodsPolicy('Authentication Strength Policy Update'),
  deleteStrength: methodsPolicy('Authentication Strength Policy Delete', 'Delete'),
  createCombinationConfiguration: methodsPolicy('Authentication Strength Combination Configuration Create', 'Add'),
  updateCombinationConfiguration: methodsPolicy('Authentication Strength Combination Configuration Update'),
  deleteCombinationConfiguration: methodsPolicy('Authentication Strength Combination Configuration Delete', 'Delete'),
  addAccessPolicy: access('Add Conditional Access policy', 'Add'),
  updateAccessPolicy: access('Update Conditional Access policy', 'Update'),
  deleteAccessPolicy: access('Delete Conditional Access policy', 'Delete'),
  setExclusionEnd: own('Set end of Conditional Access exclusion', 'Update'),
  removeExclusionEnd: own('Remove end of Conditional Access exclusion', 'Update'),
  addNamedLocation: access('Add named location', 'Add'),
  updateNamedLocation: access('Update named location', 'Update'),
  deleteNamedLocation: access('Delete named location', 'Delete'),
  addAuthenticationContext: access('Add AuthenticationContextClassReference', 'Add'),
  updateAuthenticationContext: access('Update AuthenticationContextClassReference', 'Update'),
  deleteAuthenticationContext: access('Delete AuthenticationContextClassReference', 'Delete'),
  updateSecurityDefaults: access('Update security defaults', 'Update'),
  updateAuthorizationPolicy: directory('AuthorizationPolicy')('Update authorization policy', 'Update'),
} as const satisfies Record<string, AuditActivity>
