import { allUsers, type Configuration, type Target } from '../../policies/authentication-methods/rules.ts'

/** Those that targets name: everybody, or groups with all inside them, and single users. */
export interface Named {
  readonly everybody: boolean
  readonly groupIds: readonly string[]
  readonly userIds: readonly string[]
}

/** Whom the policy lets use a method; an exclusion wins. Null where nobody may. */
export interface Allowed {
  readonly included: Named
  readonly excluded: Named
  /** Whether holders of any role are left out. */
  readonly administratorsExcluded: boolean
}

const named = (targets: readonly Target[]): Named => ({
  everybody: targets.some(({ id }) => id === allUsers),
  groupIds: targets.filter(({ targetType, id }) => targetType === 'group' && id !== allUsers).map(({ id }) => id),
  userIds: targets.filter(({ targetType }) => targetType === 'user').map(({ id }) => id),
})

/** What `methodScope` says of one user, for all users at once. */
export function allowedBy(configuration: Configuration): Allowed | null {
  if (configuration.state === 'disabled') return null
  return {
    included: named(configuration.includeTargets),
    excluded: named(configuration.excludeTargets),
    administratorsExcluded: configuration.id === 'TemporaryAccessPass' && configuration.administratorsExcluded,
  }
}

/** What the policy says of the methods that reports tell of. */
export interface ReportedPolicy {
  readonly temporaryAccessPass: Allowed | null
  /** Whether only one-time passes may be used. */
  readonly oneTimePassesOnly: boolean
  readonly fido2: Allowed | null
  readonly softwareOath: Allowed | null
}

/**
 * The roles with which more can be reached than their holders were given.
 *
 * Source: facts/entra.md §8.1; Entra marks them as privileged.
 */
export const privilegedRoles = [
  'globalAdministrator',
  'globalReader',
  'privilegedRoleAdministrator',
  'privilegedAuthenticationAdministrator',
  'authenticationAdministrator',
  'conditionalAccessAdministrator',
  'helpdeskAdministrator',
  'passwordAdministrator',
  'securityAdministrator',
  'securityOperator',
  'securityReader',
  'userAdministrator',
] as const
