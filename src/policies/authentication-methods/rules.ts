import type { UserId } from '../../base/text.ts'
import {
  allUsers,
  type Configuration,
  type ConfigurationId,
  configurationIds,
  type PassConfiguration,
  type Target,
} from './rules/configuration.ts'

export { type AbsentId, absentConfigurations, absentId, absentIdsIn } from './rules/absent.ts'
export { type CampaignMethod, campaignFor } from './rules/campaign.ts'
export { addedTargets, type ConfigurationChange, changed, changedProperties, namedTargets } from './rules/change.ts'
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
  type Target,
} from './rules/configuration.ts'
export { type PresetName, presets } from './rules/presets.ts'
export {
  changedSettings,
  defaultSettings,
  namedBySettings,
  type PolicySettings,
  type SettingsChange,
  settingsViolations,
} from './rules/settings.ts'
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
      /** What excludes; absent where the exclusion of administrators does. */
      readonly target?: Target
    }

/** Somebody of whom the policy is asked. */
export interface Subject {
  readonly userId: UserId
  /** All groups the user is in, also through other groups. */
  readonly groupIds: ReadonlySet<string>
  /** The directory roles held. */
  readonly roles: readonly string[]
}

const covers = ({ targetType, id }: Target, { userId, groupIds }: Subject): boolean =>
  targetType === 'user' ? id === userId : id === allUsers || groupIds.has(id)

/**
 * Decides whether the policy lets a user have and use a method.
 *
 * An exclusion wins over every inclusion.
 *
 * Source: facts/entra.md §1.2, §1.4.
 */
export function methodScope(configuration: Configuration, subject: Subject): MethodScope {
  if (configuration.state === 'disabled') return { allowed: false, why: 'methodDisabled' }
  const excluding = configuration.excludeTargets.find((target) => covers(target, subject))
  if (excluding) return { allowed: false, why: 'userExcluded', target: excluding }
  if (configuration.id === 'TemporaryAccessPass' && configuration.administratorsExcluded && subject.roles.length > 0) {
    return { allowed: false, why: 'userExcluded' }
  }
  const isIncluded = configuration.includeTargets.some((target) => covers(target, subject))
  return isIncluded ? { allowed: true } : { allowed: false, why: 'userNotIncluded' }
}

/** Whether the configuration has to know a user's groups: it names any but everybody. */
export function asksForGroups(configuration: Configuration): boolean {
  const { state, includeTargets, excludeTargets } = configuration
  if (state === 'disabled') return false
  const narrowing = configuration.id === 'TemporaryAccessPass' ? [configuration.secondFactorOnly.includeTarget] : []
  return [...includeTargets, ...excludeTargets, ...narrowing].some(
    ({ targetType, id }) => targetType === 'group' && id !== allUsers,
  )
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
