import { hasForbiddenCharacter } from '../../base/text.ts'

/** Whether administrators are protected where no Conditional Access policy says how. */
export interface SecurityDefaults {
  readonly isEnabled: boolean
}

/** What the tenant calls its authorization policy; what it allows is the same in every tenant of Latchkey. */
export interface AuthorizationPolicy {
  readonly displayName: string
  readonly description: string
}

interface TenantPolicies {
  readonly securityDefaults: SecurityDefaults
  readonly authorizationPolicy: AuthorizationPolicy
}

export type TenantPolicyId = keyof TenantPolicies
export type TenantPolicy<Id extends TenantPolicyId> = TenantPolicies[Id]

/** The policies of a tenant that nobody has changed: protected until somebody says otherwise. */
export const defaultTenantPolicies: TenantPolicies = {
  securityDefaults: { isEnabled: true },
  authorizationPolicy: {
    displayName: 'Authorization Policy',
    description: 'What people may do without an administrator role.',
  },
}

/**
 * What people without a role may do here, which nobody can change: look at themselves and at the tenant's name.
 *
 * Guests see no more than that, nobody signs up by mail, resets a password without help, registers applications or consents for others, and no older interface exists.
 *
 * Source: facts of Graph's authorizationPolicy; the value of `guestUserRoleId` is the role of restricted guests.
 */
export const fixedAuthorization = {
  allowedToSignUpEmailBasedSubscriptions: false,
  allowedToUseSSPR: false,
  allowEmailVerifiedUsersToJoinOrganization: false,
  allowInvitesFrom: 'adminsAndGuestInviters',
  allowUserConsentForRiskyApps: false,
  blockMsolPowerShell: true,
  defaultUserRolePermissions: {
    allowedToCreateApps: false,
    allowedToCreateSecurityGroups: false,
    allowedToCreateTenants: false,
    allowedToReadBitlockerKeysForOwnedDevice: false,
    allowedToReadOtherUsers: false,
    permissionGrantPoliciesAssigned: [],
  },
  guestUserRoleId: '2af84b1e-32c8-42b7-82bc-daa82404023b',
} as const

const longest = { displayName: 256, description: 1500 } as const

/** The property that is wrong, and what would be right; undefined when nothing is. */
export function authorizationViolation(
  policy: AuthorizationPolicy,
): { readonly field: string; readonly message: string } | undefined {
  for (const field of ['displayName', 'description'] as const) {
    const text = policy[field]
    if (text.trim() !== '' && text.length <= longest[field] && !hasForbiddenCharacter(text)) continue
    return { field, message: `${field} has to be 1 to ${longest[field]} characters, none of them control characters.` }
  }
  return undefined
}
