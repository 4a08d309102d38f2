import type { ModelTypes } from './types.ts'

/** The configurations of the methods that Latchkey does not offer. */
export const configurationsTypes: ModelTypes = {
  hardwareOathAuthenticationMethodConfiguration: {
    kind: 'entity',
    base: 'authenticationMethodConfiguration',
    contains: {
      includeTargets: '[authenticationMethodTarget]',
    },
  },
  microsoftAuthenticatorAuthenticationMethodConfiguration: {
    kind: 'entity',
    base: 'authenticationMethodConfiguration',
    properties: {
      featureSettings: 'microsoftAuthenticatorFeatureSettings?',
      isSoftwareOathEnabled: 'Boolean?',
    },
    contains: {
      includeTargets: '[microsoftAuthenticatorAuthenticationMethodTarget]',
    },
  },
  microsoftAuthenticatorFeatureSettings: {
    kind: 'complex',
    properties: {
      displayAppInformationRequiredState: 'authenticationMethodFeatureConfiguration?',
      displayLocationInformationRequiredState: 'authenticationMethodFeatureConfiguration?',
    },
  },
  microsoftAuthenticatorAuthenticationMethodTarget: {
    kind: 'entity',
    base: 'authenticationMethodTarget',
    properties: {
      authenticationMode: 'microsoftAuthenticatorAuthenticationMode',
    },
  },
  x509CertificateAuthenticationMethodConfiguration: {
    kind: 'entity',
    base: 'authenticationMethodConfiguration',
    properties: {
      authenticationModeConfiguration: 'x509CertificateAuthenticationModeConfiguration?',
      certificateAuthorityScopes: '[x509CertificateAuthorityScope]',
      certificateUserBindings: '[x509CertificateUserBinding]',
      crlValidationConfiguration: 'x509CertificateCRLValidationConfiguration',
      issuerHintsConfiguration: 'x509CertificateIssuerHintsConfiguration?',
    },
    contains: {
      includeTargets: '[authenticationMethodTarget]',
    },
  },
  x509CertificateAuthenticationModeConfiguration: {
    kind: 'complex',
    properties: {
      rules: '[x509CertificateRule]',
      x509CertificateAuthenticationDefaultMode: 'x509CertificateAuthenticationMode?',
      x509CertificateDefaultRequiredAffinityLevel: 'x509CertificateAffinityLevel?',
    },
  },
  x509CertificateRule: {
    kind: 'complex',
    properties: {
      identifier: 'String?',
      issuerSubjectIdentifier: 'String?',
      policyOidIdentifier: 'String?',
      x509CertificateAuthenticationMode: 'x509CertificateAuthenticationMode?',
      x509CertificateRequiredAffinityLevel: 'x509CertificateAffinityLevel?',
      x509CertificateRuleType: 'x509CertificateRuleType?',
    },
  },
  x509CertificateAuthorityScope: {
    kind: 'complex',
    properties: {
      includeTargets: '[includeTarget]',
      publicKeyInfrastructureIdentifier: 'String?',
      subjectKeyIdentifier: 'String?',
    },
  },
  includeTarget: {
    kind: 'complex',
    properties: {
      id: 'String',
      targetType: 'authenticationMethodTargetType',
    },
  },
  x509CertificateUserBinding: {
    kind: 'complex',
    properties: {
      priority: 'Int32',
      trustAffinityLevel: 'x509CertificateAffinityLevel?',
      userProperty: 'String?',
      x509CertificateField: 'String?',
    },
  },
  x509CertificateCRLValidationConfiguration: {
    kind: 'complex',
    properties: {
      exemptedCertificateAuthoritiesSubjectKeyIdentifiers: '[String]',
      state: 'x509CertificateCRLValidationConfigurationState',
    },
  },
  x509CertificateIssuerHintsConfiguration: {
    kind: 'complex',
    properties: {
      state: 'x509CertificateIssuerHintsState?',
    },
  },
  qrCodePinAuthenticationMethodConfiguration: {
    kind: 'entity',
    base: 'authenticationMethodConfiguration',
    properties: {
      pinLength: 'Int32?',
      standardQRCodeLifetimeInDays: 'Int32?',
    },
    contains: {
      includeTargets: '[authenticationMethodTarget]',
    },
  },
  microsoftAuthenticatorAuthenticationMode: { kind: 'enum', members: ['deviceBasedPush', 'push', 'any'] },
  x509CertificateAuthenticationMode: {
    kind: 'enum',
    members: ['x509CertificateSingleFactor', 'x509CertificateMultiFactor', 'unknownFutureValue'],
  },
  x509CertificateAffinityLevel: { kind: 'enum', members: ['low', 'high', 'unknownFutureValue'] },
  x509CertificateRuleType: {
    kind: 'enum',
    members: ['issuerSubject', 'policyOID', 'unknownFutureValue', 'issuerSubjectAndPolicyOID'],
  },
  x509CertificateCRLValidationConfigurationState: {
    kind: 'enum',
    members: ['disabled', 'enabled', 'unknownFutureValue'],
  },
  x509CertificateIssuerHintsState: { kind: 'enum', members: ['disabled', 'enabled', 'unknownFutureValue'] },
  emailAuthenticationMethodConfiguration: {
    kind: 'entity',
    base: 'authenticationMethodConfiguration',
    properties: {
      allowExternalIdToUseEmailOtp: 'externalEmailOtpState?',
    },
    contains: {
      includeTargets: '[authenticationMethodTarget]',
    },
  },
  smsAuthenticationMethodConfiguration: {
    kind: 'entity',
    base: 'authenticationMethodConfiguration',
    contains: {
      includeTargets: '[smsAuthenticationMethodTarget]',
    },
  },
  smsAuthenticationMethodTarget: {
    kind: 'entity',
    base: 'authenticationMethodTarget',
    properties: {
      isUsableForSignIn: 'Boolean',
    },
  },
  voiceAuthenticationMethodConfiguration: {
    kind: 'entity',
    base: 'authenticationMethodConfiguration',
    properties: {
      isOfficePhoneAllowed: 'Boolean?',
    },
    contains: {
      includeTargets: '[authenticationMethodTarget]',
    },
  },
  externalEmailOtpState: { kind: 'enum', members: ['default', 'enabled', 'disabled', 'unknownFutureValue'] },
}
