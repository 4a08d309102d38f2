import type { ModelTypes } from './types.ts'

/** The registration report. */
export const reportsTypes: ModelTypes = {
  userRegistrationDetails: {
    kind: 'entity',
    base: 'entity',
    properties: {
      isAdmin: 'Boolean?',
      isMfaCapable: 'Boolean',
      isMfaRegistered: 'Boolean',
      isPasswordlessCapable: 'Boolean',
      isSsprCapable: 'Boolean',
      isSsprEnabled: 'Boolean',
      isSsprRegistered: 'Boolean',
      isSystemPreferredAuthenticationMethodEnabled: 'Boolean?',
      lastUpdatedDateTime: 'DateTimeOffset',
      methodsRegistered: '[String]',
      systemPreferredAuthenticationMethods: '[String]',
      userDisplayName: 'String',
      userPreferredMethodForSecondaryAuthentication: 'userDefaultAuthenticationMethod?',
      userPrincipalName: 'String',
      userType: 'signInUserType?',
    },
  },
  userRegistrationMethodSummary: {
    kind: 'complex',
    properties: {
      totalUserCount: 'Int64',
      userRegistrationMethodCounts: '[userRegistrationMethodCount]',
      userRoles: 'includedUserRoles?',
      userTypes: 'includedUserTypes?',
    },
  },
  userRegistrationMethodCount: {
    kind: 'complex',
    properties: {
      authenticationMethod: 'String',
      userCount: 'Int64',
    },
  },
  userRegistrationFeatureSummary: {
    kind: 'complex',
    properties: {
      totalUserCount: 'Int64',
      userRegistrationFeatureCounts: '[userRegistrationFeatureCount]',
      userRoles: 'includedUserRoles?',
      userTypes: 'includedUserTypes?',
    },
  },
  userRegistrationFeatureCount: {
    kind: 'complex',
    properties: {
      feature: 'authenticationMethodFeature',
      userCount: 'Int64',
    },
  },
  userDefaultAuthenticationMethod: {
    kind: 'enum',
    members: [
      'push',
      'oath',
      'voiceMobile',
      'voiceAlternateMobile',
      'voiceOffice',
      'sms',
      'none',
      'unknownFutureValue',
    ],
  },
  signInUserType: { kind: 'enum', members: ['member', 'guest', 'unknownFutureValue'] },
  includedUserRoles: { kind: 'enum', members: ['all', 'privilegedAdmin', 'admin', 'user', 'unknownFutureValue'] },
  includedUserTypes: { kind: 'enum', members: ['all', 'member', 'guest', 'unknownFutureValue'] },
  authenticationMethodFeature: {
    kind: 'enum',
    members: [
      'ssprRegistered',
      'ssprEnabled',
      'ssprCapable',
      'passwordlessCapable',
      'mfaCapable',
      'unknownFutureValue',
    ],
  },
}
