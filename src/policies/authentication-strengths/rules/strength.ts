import { type Instant, instant } from '../../../base/time.ts'
import { type Combination, multifactorCombinations } from './modes.ts'

/** Which models of security key count in a combination. */
export interface KeyModels {
  readonly id: string
  readonly kind: 'fido2'
  readonly appliesToCombinations: readonly Combination[]
  /** Authenticator Attestation GUIDs, lower case. */
  readonly allowedAAGUIDs: readonly string[]
}

/** Which certificates count in a combination: of one of these issuers and with one of these policies. */
export interface Certificates {
  readonly id: string
  readonly kind: 'x509Certificate'
  readonly appliesToCombinations: readonly Combination[]
  /** Subject key identifiers, lower-case hexadecimal; none means any. */
  readonly allowedIssuerSkis: readonly string[]
  /** Object identifiers, dotted; none means any. */
  readonly allowedPolicyOIDs: readonly string[]
}

/** A restriction of single combinations of a strength. */
export type CombinationConfiguration = KeyModels | Certificates

/** What an administrator says of a strength. */
export interface StrengthSettings {
  readonly displayName: string
  readonly description: string | null
  readonly allowedCombinations: readonly Combination[]
  readonly combinationConfigurations: readonly CombinationConfiguration[]
}

/** A list of combinations of methods, any one of which is enough. */
export interface AuthenticationStrength extends StrengthSettings {
  readonly id: string
  readonly policyType: 'builtIn' | 'custom'
  readonly createdAt: Instant
  readonly modifiedAt: Instant
}

/** How many strengths of one's own a tenant may have (facts/entra.md §6.3). */
export const mostCustomStrengths = 15

const since = instant(Date.UTC(2021, 11, 1))

const builtIn = (
  last: 2 | 3 | 4,
  displayName: string,
  description: string,
  allowedCombinations: readonly Combination[],
): AuthenticationStrength => ({
  id: `00000000-0000-0000-0000-00000000000${last}`,
  displayName,
  description,
  policyType: 'builtIn',
  allowedCombinations,
  combinationConfigurations: [],
  createdAt: since,
  modifiedAt: since,
})

const phishingResistant = ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor']

/** Met by whatever is more than one factor. */
export const multifactorStrength = builtIn(
  2,
  'Multifactor authentication',
  'Any combination of methods that proves more than one factor, a Temporary Access Pass among them.',
  multifactorCombinations,
)

/**
 * The strengths every tenant has and nobody can change.
 *
 * Source: facts/entra.md §6.2.
 */
export const builtInStrengths: readonly AuthenticationStrength[] = [
  multifactorStrength,
  builtIn(3, 'Passwordless MFA', 'Methods that prove more than one factor and need no password.', [
    ...phishingResistant,
    'deviceBasedPush',
  ]),
  builtIn(
    4,
    'Phishing resistant MFA',
    'Methods without a password that cannot be used on a page that only looks like the right one.',
    phishingResistant,
  ),
]
