/** The configurations of the policy, by the id that Graph gives them. */
export const configurationIds = ['TemporaryAccessPass', 'Fido2', 'SoftwareOath', 'Password'] as const

export type ConfigurationId = (typeof configurationIds)[number]

export type MethodState = 'enabled' | 'disabled'

/** The reserved id that stands for everybody. */
export const allUsers = 'all_users'

/** A security group, everybody, or a single user. */
export interface Target {
  readonly targetType: 'group' | 'user'
  /** The id of a group or a user, lower case, or `all_users`. */
  readonly id: string
}

/** Whom a configuration covers. */
export interface IncludeTarget extends Target {
  readonly isRegistrationRequired: boolean
}

/** Whom a configuration leaves out; it wins over every include target. */
export type ExcludeTarget = Target

/** A security group, or everybody. */
interface GroupTarget extends Target {
  readonly targetType: 'group'
}

interface AnyConfiguration<Id extends ConfigurationId> {
  readonly id: Id
  readonly state: MethodState
  readonly includeTargets: readonly IncludeTarget[]
  readonly excludeTargets: readonly ExcludeTarget[]
}

/** `unambiguous`: 32 letters and digits without look-alikes; `full`: upper, lower, digits and symbols. */
export type PasscodeAlphabet = 'unambiguous' | 'full'

/** Where a pass counts only after a password, as the second factor. */
export interface SecondFactorOnly {
  readonly state: MethodState
  readonly includeTarget: GroupTarget
}

/** Rules for passes; those below the line are ours (ADR 0011). */
export interface PassConfiguration extends AnyConfiguration<'TemporaryAccessPass'> {
  readonly defaultLifetimeInMinutes: number
  readonly minimumLifetimeInMinutes: number
  readonly maximumLifetimeInMinutes: number
  /** Passcode length in characters; see `passcodeLength`. */
  readonly defaultLength: number
  /** Whether every pass must be one-time. */
  readonly isUsableOnce: boolean

  readonly passcodeAlphabet: PasscodeAlphabet
  /** Whether a pass of more than an hour has 12 characters, of more than a day 16, at least. */
  readonly passcodeGrowsWithLifetime: boolean
  readonly secondFactorOnly: SecondFactorOnly
  /** Whether holders of any directory role are excluded. */
  readonly administratorsExcluded: boolean
}

/** Which authenticator models may be registered. */
export interface KeyRestrictions {
  readonly isEnforced: boolean
  readonly enforcementType: 'allow' | 'block'
  /** Authenticator Attestation GUIDs, lower case. */
  readonly aaGuids: readonly string[]
}

/** Rules for passkeys. */
export interface Fido2Configuration extends AnyConfiguration<'Fido2'> {
  readonly isSelfServiceRegistrationAllowed: boolean
  readonly isAttestationEnforced: boolean
  readonly keyRestrictions: KeyRestrictions
}

export interface ConfigurationTypes {
  readonly TemporaryAccessPass: PassConfiguration
  readonly Fido2: Fido2Configuration
  readonly SoftwareOath: AnyConfiguration<'SoftwareOath'>
  readonly Password: AnyConfiguration<'Password'>
}

/** The configuration with this id; without an id, any of them. */
export type Configuration<Id extends ConfigurationId = ConfigurationId> = ConfigurationTypes[Id]

const everybody: readonly IncludeTarget[] = [{ targetType: 'group', id: allUsers, isRegistrationRequired: false }]

const enabledForAll = { state: 'enabled', includeTargets: everybody, excludeTargets: [] } as const

/**
 * What a fresh tenant has, and what a reset brings back.
 *
 * Source: facts/entra.md §1.2; passkeys without attestation, so that every authenticator can be registered.
 */
export const defaultConfigurations: ConfigurationTypes = {
  TemporaryAccessPass: {
    id: 'TemporaryAccessPass',
    state: 'disabled',
    includeTargets: everybody,
    excludeTargets: [],
    defaultLifetimeInMinutes: 60,
    minimumLifetimeInMinutes: 60,
    maximumLifetimeInMinutes: 480,
    defaultLength: 8,
    isUsableOnce: false,
    passcodeAlphabet: 'unambiguous',
    passcodeGrowsWithLifetime: false,
    secondFactorOnly: { state: 'disabled', includeTarget: { targetType: 'group', id: allUsers } },
    administratorsExcluded: false,
  },
  Fido2: {
    id: 'Fido2',
    ...enabledForAll,
    isSelfServiceRegistrationAllowed: true,
    isAttestationEnforced: false,
    keyRestrictions: { isEnforced: false, enforcementType: 'block', aaGuids: [] },
  },
  SoftwareOath: { id: 'SoftwareOath', ...enabledForAll },
  Password: { id: 'Password', ...enabledForAll },
}
