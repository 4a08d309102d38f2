/**
 * Every way a method can count, with the method it belongs to and what Latchkey calls it.
 *
 * Source: facts/entra.md §6.1.
 */
export const methodModes = {
  password: { method: 'password', displayName: 'Password' },
  voice: { method: 'voice', displayName: 'Voice call' },
  hardwareOath: { method: 'hardwareOath', displayName: 'Hardware OATH token' },
  softwareOath: { method: 'softwareOath', displayName: 'Software OATH token' },
  sms: { method: 'sms', displayName: 'Text message' },
  fido2: { method: 'fido2', displayName: 'Passkey (FIDO2)' },
  windowsHelloForBusiness: { method: 'windowsHelloForBusiness', displayName: 'Windows Hello for Business' },
  microsoftAuthenticatorPush: {
    method: 'microsoftAuthenticator',
    displayName: 'Push notification to an authenticator',
  },
  deviceBasedPush: { method: 'microsoftAuthenticator', displayName: 'Phone sign-in with an authenticator' },
  temporaryAccessPassOneTime: { method: 'temporaryAccessPass', displayName: 'Temporary Access Pass, one-time' },
  temporaryAccessPassMultiUse: { method: 'temporaryAccessPass', displayName: 'Temporary Access Pass, multi-use' },
  email: { method: 'email', displayName: 'One-time passcode by mail' },
  x509CertificateSingleFactor: { method: 'x509Certificate', displayName: 'Certificate, single factor' },
  x509CertificateMultiFactor: { method: 'x509Certificate', displayName: 'Certificate, several factors' },
  federatedSingleFactor: { method: 'federation', displayName: 'Federated, single factor' },
  federatedMultiFactor: { method: 'federation', displayName: 'Federated, several factors' },
  qrCodePin: { method: 'qrCodePin', displayName: 'QR code and PIN' },
} as const

export type StrengthMode = keyof typeof methodModes

/** Modes that count together, in canonical form: comma-joined without spaces, in the order of the catalogue. */
export type Combination = string

/** What makes more than one factor, in the order Graph lists it. */
export const multifactorCombinations: readonly Combination[] = [
  'windowsHelloForBusiness',
  'fido2',
  'x509CertificateMultiFactor',
  'deviceBasedPush',
  'temporaryAccessPassOneTime',
  'temporaryAccessPassMultiUse',
  'password,microsoftAuthenticatorPush',
  'password,softwareOath',
  'password,hardwareOath',
  'password,x509CertificateSingleFactor',
  'password,x509CertificateMultiFactor',
  'password,sms',
  'password,voice',
  'federatedMultiFactor',
  'microsoftAuthenticatorPush,federatedSingleFactor',
  'softwareOath,federatedSingleFactor',
  'hardwareOath,federatedSingleFactor',
  'sms,federatedSingleFactor',
  'voice,federatedSingleFactor',
]

/** What is one factor only; a custom strength may allow it, and then does not satisfy multifactor. */
const singleFactorCombinations: readonly Combination[] = [
  'x509CertificateSingleFactor',
  'sms',
  'password',
  'federatedSingleFactor',
  'qrCodePin',
]

/** Every combination that a strength may allow. */
export const everyCombination: readonly Combination[] = [...multifactorCombinations, ...singleFactorCombinations]

const partsOf = (combination: string): readonly string[] => combination.split(',').map((part) => part.trim())

const setKey = (combination: string): string => [...new Set(partsOf(combination))].toSorted().join(',')

const bySet = new Map(everyCombination.map((combination) => [setKey(combination), combination]))

const modesByCombination = new Map(everyCombination.map((one) => [one, partsOf(one) as readonly StrengthMode[]]))

/** The modes of a combination. */
export const modesOf = (combination: Combination): readonly StrengthMode[] =>
  modesByCombination.get(combination) ?? (partsOf(combination) as readonly StrengthMode[])

/** Reads a combination, spaces and order aside, as Graph's clients write it; undefined when there is none such. */
export const readCombination = (text: string): Combination | undefined => bySet.get(setKey(text))

const isMultifactor: ReadonlySet<string> = new Set(multifactorCombinations)

/** `mfa` when whatever is allowed is more than one factor. */
export const requirementsSatisfied = (combinations: readonly Combination[]): 'mfa' | 'none' =>
  combinations.every((combination) => isMultifactor.has(combination)) ? 'mfa' : 'none'
