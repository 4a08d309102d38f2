import type { PropertyShape, ResourceShape } from '../../../base/odata/shape.ts'

const text: PropertyShape = { kind: 'string', nullable: true }
const flag: PropertyShape = { kind: 'boolean' }

/** A single policy, of which nothing but its properties can be asked. */
const singleton = (name: string, properties: ResourceShape['properties']): ResourceShape => ({
  name: `policies/${name}`,
  properties: {
    id: { kind: 'string' },
    deletedDateTime: { kind: 'dateTime', nullable: true },
    displayName: text,
    description: text,
    ...properties,
  },
  order: { property: 'id', descending: false },
  pageSize: { standard: 1, greatest: 1 },
})

export const securityDefaultsShape = singleton('identitySecurityDefaultsEnforcementPolicy', { isEnabled: flag })

export const authorizationPolicyShape = singleton('authorizationPolicy', {
  allowedToSignUpEmailBasedSubscriptions: flag,
  allowedToUseSSPR: flag,
  allowEmailVerifiedUsersToJoinOrganization: flag,
  allowInvitesFrom: text,
  allowUserConsentForRiskyApps: flag,
  blockMsolPowerShell: flag,
  defaultUserRolePermissions: { kind: 'complex' },
  guestUserRoleId: text,
})
