const everybody = { targetType: 'group', id: 'all_users', isRegistrationRequired: false }
const off = { state: 'disabled', excludeTargets: [] }

const featureSetting = {
  state: 'default',
  includeTarget: { targetType: 'group', id: 'all_users' },
  excludeTarget: { targetType: 'group', id: '00000000-0000-0000-0000-000000000000' },
}

/** A configuration of a method that Graph has and Latchkey has not. */
interface AbsentConfiguration {
  /** What a sentence calls the method. */
  readonly called: string
  /** Its properties in Graph, always these. */
  readonly properties: Readonly<Record<string, unknown>>
  /** Graph shows it in beta alone. */
  readonly betaOnly?: true
}

/**
 * The configurations of methods that Latchkey has not: always shown disabled, so that who reads the policy finds all of it.
 *
 * Source: facts/entra.md §1.7; the properties as in Graph's metadata.
 */
export const absentConfigurations = {
  MicrosoftAuthenticator: {
    called: 'Microsoft Authenticator',
    properties: {
      ...off,
      isSoftwareOathEnabled: false,
      featureSettings: {
        displayAppInformationRequiredState: featureSetting,
        displayLocationInformationRequiredState: featureSetting,
      },
      includeTargets: [{ ...everybody, authenticationMode: 'any' }],
    },
  },
  Sms: {
    called: 'sign-in by SMS',
    properties: { ...off, includeTargets: [{ ...everybody, isUsableForSignIn: false }] },
  },
  HardwareOath: { called: 'hardware tokens', betaOnly: true, properties: { ...off, includeTargets: [everybody] } },
  Voice: {
    called: 'sign-in by voice call',
    properties: { ...off, isOfficePhoneAllowed: false, includeTargets: [everybody] },
  },
  Email: {
    called: 'codes by e-mail',
    properties: { ...off, allowExternalIdToUseEmailOtp: 'disabled', includeTargets: [everybody] },
  },
  X509Certificate: {
    called: 'sign-in with certificates',
    properties: {
      ...off,
      certificateUserBindings: [],
      authenticationModeConfiguration: {
        x509CertificateAuthenticationDefaultMode: 'x509CertificateSingleFactor',
        x509CertificateDefaultRequiredAffinityLevel: 'low',
        rules: [],
      },
      issuerHintsConfiguration: { state: 'disabled' },
      crlValidationConfiguration: { state: 'disabled', exemptedCertificateAuthoritiesSubjectKeyIdentifiers: [] },
      certificateAuthorityScopes: [],
      includeTargets: [everybody],
    },
  },
  QRCodePin: {
    called: 'sign-in with a QR code and a PIN',
    properties: { ...off, standardQRCodeLifetimeInDays: 365, pinLength: 8, includeTargets: [everybody] },
  },
} as const satisfies Record<string, AbsentConfiguration>

export type AbsentId = keyof typeof absentConfigurations

const absentIds = Object.keys(absentConfigurations) as readonly AbsentId[]

/** Those that Graph shows in a version. */
export const absentIdsIn = (version: 'v1.0' | 'beta'): readonly AbsentId[] =>
  absentIds.filter((id) => version === 'beta' || !('betaOnly' in absentConfigurations[id]))

/** The id of an absent configuration that a text means, whatever its case. */
export const absentId = (text: string): AbsentId | undefined =>
  absentIds.find((id) => id.toLowerCase() === text.toLowerCase())
