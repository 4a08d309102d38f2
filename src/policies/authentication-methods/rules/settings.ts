import { allUsers, type ExcludeTarget, type Target } from './configuration.ts'
import { listViolations, mostTargets, outside, type Violation } from './violations.ts'

/** `default` leaves it to the server, which does what it does for `disabled`. */
type AdvancedState = 'default' | 'enabled' | 'disabled'

/** The methods that people can be asked to register. */
export const campaignMethods = ['fido2', 'softwareOath'] as const

interface CampaignTarget extends Target {
  /** One of `campaignMethods`. */
  readonly targetedAuthenticationMethod: string
}

/** Asks people, when they sign in, to register a stronger method. */
interface RegistrationCampaign {
  readonly state: AdvancedState
  /** How long somebody who puts it off is left alone: 1 to 14; 0 where nobody may put it off. */
  readonly snoozeDurationInDays: number
  readonly includeTargets: readonly CampaignTarget[]
  readonly excludeTargets: readonly ExcludeTarget[]
}

/** Whether the strongest method is offered first; Latchkey always does so. */
interface SystemCredentialPreferences {
  readonly state: AdvancedState
  readonly includeTargets: readonly Target[]
  readonly excludeTargets: readonly ExcludeTarget[]
}

/** Whether people may report a prompt they did not ask for; there are no such prompts, so it can't be enabled. */
interface SuspiciousActivitySettings {
  readonly state: AdvancedState
  readonly includeTarget: Target
  readonly voiceReportingCode: number
}

/** What the policy says of all methods together. */
export interface PolicySettings {
  /** How far a tenant has moved from the settings of before; told and not acted upon. */
  readonly policyMigrationState: 'preMigration' | 'migrationInProgress' | 'migrationComplete'
  /** After how many days people would be asked whether their methods are still right, 0 to 730; null: never. Kept and shown; nobody is asked yet. */
  readonly reconfirmationInDays: number | null
  readonly registrationCampaign: RegistrationCampaign
  readonly systemCredentialPreferences: SystemCredentialPreferences
  readonly reportSuspiciousActivitySettings: SuspiciousActivitySettings
}

type Part<Value> = Value extends readonly unknown[] ? Value : Value extends object ? Partial<Value> : Value

/** What a PATCH asks for: absent properties stay, objects are merged, lists are replaced as a whole. */
export type SettingsChange = { readonly [Key in keyof PolicySettings]?: Part<PolicySettings[Key]> }

const everybody: Target = { targetType: 'group', id: allUsers }

/** What a fresh tenant has. */
export const defaultSettings: PolicySettings = {
  policyMigrationState: 'migrationComplete',
  reconfirmationInDays: null,
  registrationCampaign: {
    state: 'default',
    snoozeDurationInDays: 1,
    includeTargets: [{ ...everybody, targetedAuthenticationMethod: 'fido2' }],
    excludeTargets: [],
  },
  systemCredentialPreferences: { state: 'default', includeTargets: [everybody], excludeTargets: [] },
  reportSuspiciousActivitySettings: { state: 'default', includeTarget: everybody, voiceReportingCode: 0 },
}

/** The settings after the change, with ids in lower case; not validated. */
export function changedSettings(current: PolicySettings, change: SettingsChange): PolicySettings {
  const campaign = { ...current.registrationCampaign, ...change.registrationCampaign }
  const preferences = { ...current.systemCredentialPreferences, ...change.systemCredentialPreferences }
  const reports = { ...current.reportSuspiciousActivitySettings, ...change.reportSuspiciousActivitySettings }
  return {
    ...current,
    ...change,
    registrationCampaign: lowerTargets(campaign),
    systemCredentialPreferences: lowerTargets(preferences),
    reportSuspiciousActivitySettings: { ...reports, includeTarget: lower(reports.includeTarget) },
  }
}

const lower = <Any extends Target>(target: Any): Any => ({ ...target, id: target.id.toLowerCase() })

function lowerTargets<
  Any extends { readonly includeTargets: readonly Target[]; readonly excludeTargets: readonly Target[] },
>(settings: Any): Any {
  const { includeTargets, excludeTargets } = settings
  return { ...settings, includeTargets: includeTargets.map(lower), excludeTargets: excludeTargets.map(lower) }
}

/** The groups and users that the settings name. */
export const namedBySettings = (settings: PolicySettings): readonly Target[] =>
  [
    ...settings.registrationCampaign.includeTargets,
    ...settings.registrationCampaign.excludeTargets,
    ...settings.systemCredentialPreferences.includeTargets,
    ...settings.systemCredentialPreferences.excludeTargets,
    settings.reportSuspiciousActivitySettings.includeTarget,
  ].filter(({ id }) => id !== allUsers)

/**
 * Every rule the settings break; none for ones that may be stored.
 *
 * Source: facts/entra.md §1.7, §5.
 */
export function settingsViolations(settings: PolicySettings): readonly Violation[] {
  const { registrationCampaign: campaign, systemCredentialPreferences: preferences } = settings
  const days = settings.reconfirmationInDays
  return [
    ...(days === null ? [] : outside('reconfirmationInDays', days, 0, 730, ' days')),
    ...outside('snoozeDurationInDays', campaign.snoozeDurationInDays, 0, 14, ' days'),
    ...campaignMethodViolations(campaign),
    ...targetLists(campaign),
    ...targetLists(preferences),
    ...listViolations('includeTarget', [settings.reportSuspiciousActivitySettings.includeTarget], 1),
  ]
}

const targetLists = (settings: {
  readonly includeTargets: readonly Target[]
  readonly excludeTargets: readonly Target[]
}): readonly Violation[] => [
  ...listViolations('includeTargets', settings.includeTargets, mostTargets),
  ...listViolations('excludeTargets', settings.excludeTargets, mostTargets),
]

function campaignMethodViolations({ includeTargets }: RegistrationCampaign): readonly Violation[] {
  const known: readonly string[] = campaignMethods
  const wrong = includeTargets.find((target) => !known.includes(target.targetedAuthenticationMethod))
  if (!wrong) return []
  const field = 'targetedAuthenticationMethod'
  const message = `${field} is '${wrong.targetedAuthenticationMethod}', which nobody can register here; it must be ${campaignMethods.join(' or ')}.`
  return [{ field, message }]
}
