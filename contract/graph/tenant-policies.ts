import { z } from 'zod'
import { withoutAnnotations } from './annotations.ts'

const text = z.string({ error: 'it must be a text' })
const flag = z.boolean({ error: 'it must be true or false' })
const never = z.null({ error: 'it is read-only and cannot be set' }).optional()

/** The body that switches security defaults. */
export const securityDefaultsPatch = z.preprocess(
  (body) => withoutAnnotations(body),
  z.strictObject({
    '@odata.type': z.literal('#microsoft.graph.identitySecurityDefaultsEnforcementPolicy').optional(),
    id: z.literal('00000000-0000-0000-0000-000000000005', { error: 'it is read-only' }).optional(),
    deletedDateTime: never,
    displayName: z.literal('Security Defaults', { error: 'it is read-only' }).optional(),
    description: z.never({ error: 'it is read-only and cannot be set' }).optional(),
    isEnabled: flag.exactOptional(),
  }),
)

/** The body that changes the authorization policy; what Latchkey cannot change has to be as it was read. */
export const authorizationPolicyPatch = z.preprocess(
  (body) => withoutAnnotations(body),
  z.strictObject({
    '@odata.type': z.literal('#microsoft.graph.authorizationPolicy').optional(),
    id: z.literal('authorizationPolicy', { error: 'it is read-only' }).optional(),
    deletedDateTime: never,
    displayName: text.exactOptional(),
    description: text.exactOptional(),
    allowedToSignUpEmailBasedSubscriptions: flag.exactOptional(),
    allowedToUseSSPR: flag.exactOptional(),
    allowEmailVerifiedUsersToJoinOrganization: flag.exactOptional(),
    allowInvitesFrom: text.exactOptional(),
    allowUserConsentForRiskyApps: flag.exactOptional(),
    blockMsolPowerShell: flag.exactOptional(),
    guestUserRoleId: text.exactOptional(),
    defaultUserRolePermissions: z
      .strictObject({
        '@odata.type': text.optional(),
        allowedToCreateApps: flag.exactOptional(),
        allowedToCreateSecurityGroups: flag.exactOptional(),
        allowedToCreateTenants: flag.exactOptional(),
        allowedToReadBitlockerKeysForOwnedDevice: flag.exactOptional(),
        allowedToReadOtherUsers: flag.exactOptional(),
        permissionGrantPoliciesAssigned: z.array(text).exactOptional(),
      })
      .exactOptional(),
  }),
)
