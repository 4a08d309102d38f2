import {
  allUsers,
  type Configuration,
  type ConfigurationId,
  configurationIds,
  type PassConfiguration,
} from './rules/configuration.ts'

export { type ConfigurationChange, changed, changedProperties, targetGroupIds } from './rules/change.ts'
export {
  allUsers,
  type Configuration,
  type ConfigurationId,
  configurationIds,
  defaultConfigurations,
  type KeyRestrictions,
  type MethodState,
  type PassConfiguration,
  type PasscodeAlphabet,
} from './rules/configuration.ts'
export { type PresetName, presets } from './rules/presets.ts'
export { violations } from './rules/violations.ts'

/** The configuration id that a text means, whatever its case (facts/entra.md §1.1). */
export const configurationId = (text: string): ConfigurationId | undefined =>
  configurationIds.find((id) => id.toLowerCase() === text.toLowerCase())

/** Whether a configuration lets somebody use its method, and if not, which of the three rules says so. */
export type MethodScope =
  | { readonly allowed: true }
  | {
      readonly allowed: false
      readonly why: 'methodDisabled' | 'userNotIncluded' | 'userExcluded'
      /** The group that excludes; absent where the exclusion of administrators does. */
      readonly groupId?: string
    }

/**
 * Decides whether the policy lets a user have and use a method.
 *
 * `groupIds` are all groups the user is in, also through other groups; `roles` are the directory roles held.
 * An exclusion wins over every inclusion.
 *
 * Source: facts/entra.md §1.2, §1.4.
 */
export function methodScope(
  configuration: Configuration,
  groupIds: ReadonlySet<string>,
  roles: readonly string[],
): MethodScope {
  if (configuration.state === 'disabled') return { allowed: false, why: 'methodDisabled' }
  const excluding = configuration.excludeTargets.find((target) => groupIds.has(target.id))
  if (excluding) return { allowed: false, why: 'userExcluded', groupId: excluding.id }
  if (configuration.id === 'TemporaryAccessPass' && configuration.administratorsExcluded && roles.length > 0) {
    return { allowed: false, why: 'userExcluded' }
  }
  const isIncluded = configuration.includeTargets.some((target) => target.id === allUsers || groupIds.has(target.id))
  return isIncluded ? { allowed: true } : { allowed: false, why: 'userNotIncluded' }
}

/** Whether the configuration has to know a user's groups: it names any but everybody. */
export function asksForGroups(configuration: Configuration): boolean {
  const { state, includeTargets, excludeTargets } = configuration
  if (state === 'disabled') return false
  const narrowing = configuration.id === 'TemporaryAccessPass' ? [configuration.secondFactorOnly.includeTarget] : []
  return [...includeTargets, ...excludeTargets, ...narrowing].some((target) => target.id !== allUsers)
}

/** Whether the configuration has to know a user's roles. */
export const asksForRoles = (configuration: Configuration): boolean =>
  configuration.id === 'TemporaryAccessPass' && configuration.administratorsExcluded

/** Whether this user's pass counts only after a password. */
export function isSecondFactorOnly(policy: PassConfiguration, groupIds: ReadonlySet<string>): boolean {
  const { state, includeTarget } = policy.secondFactorOnly
  return state === 'enabled' && (includeTarget.id === allUsers || groupIds.has(includeTarget.id))
}

/**
 * How many characters the passcode of a pass with this lifetime has.
 *
 * Source: performance.md, "How a code is stored", point 5.
 */
export function passcodeLength(policy: PassConfiguration, lifetimeInMinutes: number): number {
  if (!policy.passcodeGrowsWithLifetime || lifetimeInMinutes <= 60) return policy.defaultLength
  return Math.max(policy.defaultLength, lifetimeInMinutes <= 24 * 60 ? 12 : 16)
}
