import type { ConfigurationId } from '../../policies/authentication-methods/rules.ts'

/** What a kind of method counts for once a user has it. */
export interface RegisteredMeaning {
  /** The configuration that says who may use it; null where none does: contact data opens no door. */
  readonly configurationId: ConfigurationId | null
  /** Graph's word in `methodsRegistered`; null for a password, which it does not list there. */
  readonly token: string | null
  /** Whether it makes a sign-in multifactor, and lasts: a pass does the one and not the other. */
  readonly multifactor: boolean
  readonly passwordless: boolean
  /** Whether Entra would let a forgotten password be reset with it. */
  readonly passwordReset: boolean
}

const nothing = { multifactor: false, passwordless: false, passwordReset: false }
const passkey = { configurationId: 'Fido2', multifactor: true, passwordless: true, passwordReset: false } as const
const contact = { configurationId: null, ...nothing, passwordReset: true }

/**
 * The kinds of method a user may have registered, as reports tell them apart.
 *
 * Source: facts/entra.md §10.5.
 */
export const registeredMeanings = {
  password: { ...nothing, configurationId: 'Password', token: null },
  temporaryAccessPass: { ...nothing, configurationId: 'TemporaryAccessPass', token: 'temporaryAccessPass' },
  deviceBoundPasskey: { ...passkey, token: 'passKeyDeviceBound' },
  syncedPasskey: { ...passkey, token: 'passKeySynced' },
  softwareOath: {
    configurationId: 'SoftwareOath',
    token: 'softwareOneTimePasscode',
    multifactor: true,
    passwordless: false,
    passwordReset: true,
  },
  mobilePhone: { ...contact, token: 'mobilePhone' },
  alternateMobilePhone: { ...contact, token: 'alternateMobilePhone' },
  officePhone: { ...contact, token: 'officePhone' },
  email: { ...contact, token: 'email' },
} as const satisfies Record<string, RegisteredMeaning>

/** A kind of method as reports tell them apart: passkeys by where they live, phones by their type. */
export type RegisteredKind = keyof typeof registeredMeanings
