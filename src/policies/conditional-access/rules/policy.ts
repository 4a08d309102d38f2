import type { Instant } from '../../../base/time.ts'

export const policyStates = ['enabled', 'disabled', 'enabledForReportingButNotEnforced'] as const
export type PolicyState = (typeof policyStates)[number]

export const clientAppTypes = [
  'all',
  'browser',
  'mobileAppsAndDesktopClients',
  'exchangeActiveSync',
  'easSupported',
  'other',
] as const
export type ClientAppType = (typeof clientAppTypes)[number]

export const riskLevels = ['low', 'medium', 'high', 'hidden', 'none'] as const
export type RiskLevel = (typeof riskLevels)[number]

export const insiderRiskLevels = ['minor', 'moderate', 'elevated'] as const
export type InsiderRiskLevel = (typeof insiderRiskLevels)[number]

export const platforms = ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'linux', 'all'] as const
export type Platform = (typeof platforms)[number]

export const transferMethods = ['none', 'deviceCodeFlow', 'authenticationTransfer'] as const
export type TransferMethod = (typeof transferMethods)[number]

export const guestTypes = [
  'internalGuest',
  'b2bCollaborationGuest',
  'b2bCollaborationMember',
  'b2bDirectConnectUser',
  'otherExternalUser',
  'serviceProvider',
] as const
export type GuestType = (typeof guestTypes)[number]

export const userActions = ['urn:user:registersecurityinfo', 'urn:user:registerdevice'] as const
export type UserAction = (typeof userActions)[number]

export const builtInControls = [
  'block',
  'mfa',
  'compliantDevice',
  'domainJoinedDevice',
  'approvedApplication',
  'compliantApplication',
  'passwordChange',
  'riskRemediation',
] as const
export type BuiltInControl = (typeof builtInControls)[number]

/** Guests by type and home; no `members` means guests of any tenant. */
export interface Guests {
  readonly guestOrExternalUserTypes: readonly GuestType[]
  readonly externalTenants: {
    readonly membershipKind: 'all' | 'enumerated'
    readonly members: readonly string[]
  } | null
}

export interface UsersCondition {
  /** Ids, or `All`, `None`, `GuestsOrExternalUsers`. */
  readonly includeUsers: readonly string[]
  readonly excludeUsers: readonly string[]
  readonly includeGroups: readonly string[]
  readonly excludeGroups: readonly string[]
  /** Template ids. */
  readonly includeRoles: readonly string[]
  readonly excludeRoles: readonly string[]
  readonly includeGuestsOrExternalUsers: Guests | null
  readonly excludeGuestsOrExternalUsers: Guests | null
}

export interface ApplicationsCondition {
  /** Client ids, or `All`, `None`, `Office365`, `MicrosoftAdminPortals`. */
  readonly includeApplications: readonly string[]
  readonly excludeApplications: readonly string[]
  readonly includeUserActions: readonly UserAction[]
  /** `c1` to `c99`. */
  readonly includeAuthenticationContextClassReferences: readonly string[]
}

export interface Conditions {
  readonly clientAppTypes: readonly ClientAppType[]
  readonly signInRiskLevels: readonly RiskLevel[]
  readonly userRiskLevels: readonly RiskLevel[]
  readonly servicePrincipalRiskLevels: readonly RiskLevel[]
  readonly insiderRiskLevels: readonly InsiderRiskLevel[] | null
  readonly users: UsersCondition | null
  readonly clientApplications: {
    readonly includeServicePrincipals: readonly string[]
    readonly excludeServicePrincipals: readonly string[]
  } | null
  readonly applications: ApplicationsCondition
  /** Ids, or `All`, `AllTrusted`. */
  readonly locations: {
    readonly includeLocations: readonly string[]
    readonly excludeLocations: readonly string[]
  } | null
  readonly platforms: {
    readonly includePlatforms: readonly Platform[]
    readonly excludePlatforms: readonly Platform[]
  } | null
  readonly devices: {
    readonly deviceFilter: { readonly mode: 'include' | 'exclude'; readonly rule: string } | null
  } | null
  readonly authenticationFlows: { readonly transferMethods: readonly TransferMethod[] } | null
}

export interface GrantControls {
  /** Null is not valid; it stands for one that has not been said yet. */
  readonly operator: 'AND' | 'OR' | null
  readonly builtInControls: readonly BuiltInControl[]
  readonly customAuthenticationFactors: readonly string[]
  readonly termsOfUse: readonly string[]
  /** The id of an authentication strength. */
  readonly authenticationStrength: string | null
}

export interface SignInFrequency {
  readonly isEnabled: boolean
  readonly value: number | null
  readonly type: 'days' | 'hours' | null
  readonly frequencyInterval: 'timeBased' | 'everyTime'
  readonly authenticationType: 'primaryAndSecondaryAuthentication' | 'secondaryAuthentication'
}

export interface PersistentBrowser {
  readonly isEnabled: boolean
  readonly mode: 'always' | 'never'
}

export interface SessionControls {
  readonly disableResilienceDefaults: boolean | null
  readonly signInFrequency: SignInFrequency | null
  readonly persistentBrowser: PersistentBrowser | null
}

/** What an administrator says of a policy. */
export interface PolicySettings {
  readonly displayName: string
  readonly state: PolicyState
  readonly templateId: string | null
  readonly conditions: Conditions
  readonly grantControls: GrantControls | null
  readonly sessionControls: SessionControls | null
}

/** A Conditional Access policy: who, for what, from where has to prove what. */
export interface AccessPolicy extends PolicySettings {
  readonly id: string
  readonly createdAt: Instant
  /** Null until it is changed for the first time. */
  readonly modifiedAt: Instant | null
}

/** How many policies a tenant may have. */
export const mostPolicies = 200
