import type { ModelTypes } from './types.ts'

/** Authentication strengths. */
export const strengthsTypes: ModelTypes = {
  authenticationStrengthPolicy: {
    kind: 'entity',
    base: 'entity',
    properties: {
      allowedCombinations: '[authenticationMethodModes]',
      createdDateTime: 'DateTimeOffset',
      description: 'String?',
      displayName: 'String',
      modifiedDateTime: 'DateTimeOffset',
      policyType: 'authenticationStrengthPolicyType',
      requirementsSatisfied: 'authenticationStrengthRequirements',
    },
    contains: {
      combinationConfigurations: '[authenticationCombinationConfiguration]',
    },
  },
  authenticationCombinationConfiguration: {
    kind: 'entity',
    base: 'entity',
    abstract: true,
    properties: {
      appliesToCombinations: '[authenticationMethodModes]',
    },
  },
  fido2CombinationConfiguration: {
    kind: 'entity',
    base: 'authenticationCombinationConfiguration',
    properties: {
      allowedAAGUIDs: '[String]',
    },
  },
  x509CertificateCombinationConfiguration: {
    kind: 'entity',
    base: 'authenticationCombinationConfiguration',
    properties: {
      allowedIssuerSkis: '[String]',
      allowedPolicyOIDs: '[String]',
    },
  },
  authenticationStrengthUsage: {
    kind: 'complex',
    navigation: {
      mfa: '[conditionalAccessPolicy]',
      none: '[conditionalAccessPolicy]',
    },
  },
  updateAllowedCombinationsResult: {
    kind: 'complex',
    properties: {
      additionalInformation: 'String?',
      conditionalAccessReferences: '[String]',
      currentCombinations: '[authenticationMethodModes]',
      previousCombinations: '[authenticationMethodModes]',
    },
  },
  authenticationMethodModeDetail: {
    kind: 'entity',
    base: 'entity',
    properties: {
      authenticationMethod: 'baseAuthenticationMethod',
      displayName: 'String',
    },
  },
  authenticationMethodModes: {
    kind: 'enum',
    flags: true,
    members: [
      'password',
      'voice',
      'hardwareOath',
      'softwareOath',
      'sms',
      'fido2',
      'windowsHelloForBusiness',
      'microsoftAuthenticatorPush',
      'deviceBasedPush',
      'temporaryAccessPassOneTime',
      'temporaryAccessPassMultiUse',
      'email',
      'x509CertificateSingleFactor',
      'x509CertificateMultiFactor',
      'federatedSingleFactor',
      'federatedMultiFactor',
      'unknownFutureValue',
      'qrCodePin',
    ],
  },
  authenticationStrengthPolicyType: { kind: 'enum', members: ['builtIn', 'custom', 'unknownFutureValue'] },
  authenticationStrengthRequirements: { kind: 'enum', flags: true, members: ['none', 'mfa', 'unknownFutureValue'] },
  baseAuthenticationMethod: {
    kind: 'enum',
    members: [
      'password',
      'voice',
      'hardwareOath',
      'softwareOath',
      'sms',
      'fido2',
      'windowsHelloForBusiness',
      'microsoftAuthenticator',
      'temporaryAccessPass',
      'email',
      'x509Certificate',
      'federation',
      'unknownFutureValue',
      'qrCodePin',
    ],
  },
}
