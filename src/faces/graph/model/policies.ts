import type { ModelTypes } from './types.ts'

/** The methods policy and the policies of the tenant. */
export const policiesTypes: ModelTypes = {
  authenticationMethodsPolicy: {
    kind: 'entity',
    base: 'entity',
    properties: {
      description: 'String?',
      displayName: 'String?',
      lastModifiedDateTime: 'DateTimeOffset?',
      policyMigrationState: 'authenticationMethodsPolicyMigrationState?',
      policyVersion: 'String?',
      reconfirmationInDays: 'Int32?',
      registrationEnforcement: 'registrationEnforcement?',
    },
    beta: {
      reportSuspiciousActivitySettings: 'reportSuspiciousActivitySettings?',
      systemCredentialPreferences: 'systemCredentialPreferences?',
    },
    contains: {
      authenticationMethodConfigurations: '[authenticationMethodConfiguration]',
    },
  },
  reportSuspiciousActivitySettings: {
    kind: 'complex',
    betaOnly: true,
    properties: {
      includeTarget: 'includeTarget?',
      state: 'advancedConfigState?',
      voiceReportingCode: 'Int32?',
    },
  },
  systemCredentialPreferences: {
    kind: 'complex',
    betaOnly: true,
    properties: {
      excludeTargets: '[excludeTarget]',
      includeTargets: '[includeTarget]',
      state: 'advancedConfigState',
    },
  },
  registrationEnforcement: {
    kind: 'complex',
    properties: {
      authenticationMethodsRegistrationCampaign: 'authenticationMethodsRegistrationCampaign?',
    },
  },
  authenticationMethodsRegistrationCampaign: {
    kind: 'complex',
    properties: {
      excludeTargets: '[excludeTarget]',
      includeTargets: '[authenticationMethodsRegistrationCampaignIncludeTarget]',
      snoozeDurationInDays: 'Int32',
      state: 'advancedConfigState',
    },
  },
  excludeTarget: {
    kind: 'complex',
    properties: {
      id: 'String',
      targetType: 'authenticationMethodTargetType',
    },
  },
  authenticationMethodsRegistrationCampaignIncludeTarget: {
    kind: 'complex',
    properties: {
      id: 'String',
      targetedAuthenticationMethod: 'String?',
      targetType: 'authenticationMethodTargetType',
    },
  },
  authenticationMethodConfiguration: {
    kind: 'entity',
    base: 'entity',
    abstract: true,
    properties: {
      excludeTargets: '[excludeTarget]',
      state: 'authenticationMethodState?',
    },
  },
  authenticationMethodTarget: {
    kind: 'entity',
    base: 'entity',
    properties: {
      isRegistrationRequired: 'Boolean',
      targetType: 'authenticationMethodTargetType',
    },
  },
  passkeyAuthenticationMethodTarget: {
    kind: 'entity',
    base: 'authenticationMethodTarget',
    properties: {
      allowedPasskeyProfiles: '[Guid]',
    },
  },
  temporaryAccessPassAuthenticationMethodConfiguration: {
    kind: 'entity',
    base: 'authenticationMethodConfiguration',
    properties: {
      defaultLength: 'Int32?',
      defaultLifetimeInMinutes: 'Int32?',
      isUsableOnce: 'Boolean?',
      maximumLifetimeInMinutes: 'Int32?',
      minimumLifetimeInMinutes: 'Int32?',
    },
    contains: {
      includeTargets: '[authenticationMethodTarget]',
    },
  },
  authenticationMethodFeatureConfiguration: {
    kind: 'complex',
    properties: {
      excludeTarget: 'featureTarget?',
      includeTarget: 'featureTarget?',
      state: 'advancedConfigState?',
    },
  },
  featureTarget: {
    kind: 'complex',
    properties: {
      id: 'String?',
      targetType: 'featureTargetType?',
    },
  },
  featureTargetType: { kind: 'enum', members: ['group', 'administrativeUnit', 'role', 'unknownFutureValue'] },
  fido2AuthenticationMethodConfiguration: {
    kind: 'entity',
    base: 'authenticationMethodConfiguration',
    properties: {
      defaultPasskeyProfile: 'String?',
      isAttestationEnforced: 'Boolean?',
      isSelfServiceRegistrationAllowed: 'Boolean?',
      keyRestrictions: 'fido2KeyRestrictions?',
    },
    contains: {
      includeTargets: '[passkeyAuthenticationMethodTarget]',
    },
  },
  fido2KeyRestrictions: {
    kind: 'complex',
    properties: {
      aaGuids: '[String]',
      enforcementType: 'fido2RestrictionEnforcementType?',
      isEnforced: 'Boolean?',
    },
  },
  softwareOathAuthenticationMethodConfiguration: {
    kind: 'entity',
    base: 'authenticationMethodConfiguration',
    contains: {
      includeTargets: '[authenticationMethodTarget]',
    },
  },
  passwordAuthenticationMethodConfiguration: {
    kind: 'entity',
    base: 'authenticationMethodConfiguration',
    contains: {
      includeTargets: '[authenticationMethodTarget]',
    },
  },
  policyBase: {
    kind: 'entity',
    base: 'directoryObject',
    abstract: true,
    properties: {
      description: 'String?',
      displayName: 'String?',
    },
  },
  identitySecurityDefaultsEnforcementPolicy: {
    kind: 'entity',
    base: 'policyBase',
    properties: {
      isEnabled: 'Boolean',
    },
  },
  authorizationPolicy: {
    kind: 'entity',
    base: 'policyBase',
    properties: {
      allowedToSignUpEmailBasedSubscriptions: 'Boolean',
      allowedToUseSSPR: 'Boolean',
      allowEmailVerifiedUsersToJoinOrganization: 'Boolean',
      allowInvitesFrom: 'allowInvitesFrom?',
      allowUserConsentForRiskyApps: 'Boolean?',
      blockMsolPowerShell: 'Boolean?',
      defaultUserRolePermissions: 'defaultUserRolePermissions',
      guestUserRoleId: 'Guid?',
    },
  },
  defaultUserRolePermissions: {
    kind: 'complex',
    properties: {
      allowedToCreateApps: 'Boolean',
      allowedToCreateSecurityGroups: 'Boolean',
      allowedToCreateTenants: 'Boolean?',
      allowedToReadBitlockerKeysForOwnedDevice: 'Boolean?',
      allowedToReadOtherUsers: 'Boolean',
      permissionGrantPoliciesAssigned: '[String]',
    },
  },
  authenticationMethodsPolicyMigrationState: {
    kind: 'enum',
    members: ['preMigration', 'migrationInProgress', 'migrationComplete', 'unknownFutureValue'],
  },
  authenticationMethodTargetType: { kind: 'enum', members: ['user', 'group', 'unknownFutureValue'] },
  advancedConfigState: { kind: 'enum', members: ['default', 'enabled', 'disabled', 'unknownFutureValue'] },
  authenticationMethodState: { kind: 'enum', members: ['enabled', 'disabled'] },
  fido2RestrictionEnforcementType: { kind: 'enum', members: ['allow', 'block', 'unknownFutureValue'] },
  allowInvitesFrom: {
    kind: 'enum',
    members: ['none', 'adminsAndGuestInviters', 'adminsGuestInvitersAndAllMembers', 'everyone', 'unknownFutureValue'],
  },
}
