import type { ModelTypes } from './types.ts'

/** Conditional Access: policies, locations, templates. */
export const conditionalAccessTypes: ModelTypes = {
  policyDeletableItem: {
    kind: 'entity',
    abstract: true,
    properties: {
      deletedDateTime: 'DateTimeOffset?',
    },
  },
  conditionalAccessPolicy: {
    kind: 'entity',
    base: 'policyDeletableItem',
    properties: {
      conditions: 'conditionalAccessConditionSet',
      createdDateTime: 'DateTimeOffset?',
      description: 'String?',
      displayName: 'String',
      grantControls: 'conditionalAccessGrantControls?',
      id: 'String',
      modifiedDateTime: 'DateTimeOffset?',
      sessionControls: 'conditionalAccessSessionControls?',
      state: 'conditionalAccessPolicyState',
      templateId: 'String?',
    },
  },
  conditionalAccessConditionSet: {
    kind: 'complex',
    properties: {
      applications: 'conditionalAccessApplications?',
      authenticationFlows: 'conditionalAccessAuthenticationFlows?',
      clientApplications: 'conditionalAccessClientApplications?',
      clientAppTypes: '[conditionalAccessClientApp]',
      devices: 'conditionalAccessDevices?',
      insiderRiskLevels: 'conditionalAccessInsiderRiskLevels?',
      locations: 'conditionalAccessLocations?',
      platforms: 'conditionalAccessPlatforms?',
      servicePrincipalRiskLevels: '[riskLevel]',
      signInRiskLevels: '[riskLevel]',
      userRiskLevels: '[riskLevel]',
      users: 'conditionalAccessUsers?',
    },
  },
  conditionalAccessApplications: {
    kind: 'complex',
    properties: {
      applicationFilter: 'conditionalAccessFilter?',
      excludeApplications: '[String]',
      includeApplications: '[String]',
      includeAuthenticationContextClassReferences: '[String]',
      includeUserActions: '[String]',
    },
  },
  conditionalAccessFilter: {
    kind: 'complex',
    properties: {
      mode: 'filterMode',
      rule: 'String',
    },
  },
  conditionalAccessAuthenticationFlows: {
    kind: 'complex',
    properties: {
      transferMethods: 'conditionalAccessTransferMethods',
    },
  },
  conditionalAccessClientApplications: {
    kind: 'complex',
    properties: {
      excludeServicePrincipals: '[String]',
      includeServicePrincipals: '[String]',
      servicePrincipalFilter: 'conditionalAccessFilter?',
    },
  },
  conditionalAccessDevices: {
    kind: 'complex',
    properties: {
      deviceFilter: 'conditionalAccessFilter?',
    },
  },
  conditionalAccessLocations: {
    kind: 'complex',
    properties: {
      excludeLocations: '[String]',
      includeLocations: '[String]',
    },
  },
  conditionalAccessPlatforms: {
    kind: 'complex',
    properties: {
      excludePlatforms: '[conditionalAccessDevicePlatform]',
      includePlatforms: '[conditionalAccessDevicePlatform]',
    },
  },
  conditionalAccessUsers: {
    kind: 'complex',
    properties: {
      excludeGroups: '[String]',
      excludeGuestsOrExternalUsers: 'conditionalAccessGuestsOrExternalUsers?',
      excludeRoles: '[String]',
      excludeUsers: '[String]',
      includeGroups: '[String]',
      includeGuestsOrExternalUsers: 'conditionalAccessGuestsOrExternalUsers?',
      includeRoles: '[String]',
      includeUsers: '[String]',
    },
  },
  conditionalAccessGuestsOrExternalUsers: {
    kind: 'complex',
    properties: {
      externalTenants: 'conditionalAccessExternalTenants?',
      guestOrExternalUserTypes: 'conditionalAccessGuestOrExternalUserTypes',
    },
  },
  conditionalAccessExternalTenants: {
    kind: 'complex',
    abstract: true,
    properties: {
      membershipKind: 'conditionalAccessExternalTenantsMembershipKind?',
    },
  },
  conditionalAccessGrantControls: {
    kind: 'complex',
    properties: {
      builtInControls: '[conditionalAccessGrantControl]',
      customAuthenticationFactors: '[String]',
      operator: 'String?',
      termsOfUse: '[String]',
    },
    navigation: {
      authenticationStrength: 'authenticationStrengthPolicy',
    },
  },
  conditionalAccessSessionControls: {
    kind: 'complex',
    properties: {
      applicationEnforcedRestrictions: 'applicationEnforcedRestrictionsSessionControl?',
      cloudAppSecurity: 'cloudAppSecuritySessionControl?',
      disableResilienceDefaults: 'Boolean?',
      persistentBrowser: 'persistentBrowserSessionControl?',
      secureSignInSession: 'secureSignInSessionControl?',
      signInFrequency: 'signInFrequencySessionControl?',
    },
  },
  applicationEnforcedRestrictionsSessionControl: {
    kind: 'complex',
    base: 'conditionalAccessSessionControl',
  },
  conditionalAccessSessionControl: {
    kind: 'complex',
    abstract: true,
    properties: {
      isEnabled: 'Boolean?',
    },
  },
  cloudAppSecuritySessionControl: {
    kind: 'complex',
    base: 'conditionalAccessSessionControl',
    properties: {
      cloudAppSecurityType: 'cloudAppSecuritySessionControlType?',
    },
  },
  persistentBrowserSessionControl: {
    kind: 'complex',
    base: 'conditionalAccessSessionControl',
    properties: {
      mode: 'persistentBrowserSessionMode?',
    },
  },
  secureSignInSessionControl: {
    kind: 'complex',
    base: 'conditionalAccessSessionControl',
  },
  signInFrequencySessionControl: {
    kind: 'complex',
    base: 'conditionalAccessSessionControl',
    properties: {
      authenticationType: 'signInFrequencyAuthenticationType?',
      frequencyInterval: 'signInFrequencyInterval?',
      type: 'signinFrequencyType?',
      value: 'Int32?',
    },
  },
  namedLocation: {
    kind: 'entity',
    base: 'policyDeletableItem',
    properties: {
      createdDateTime: 'DateTimeOffset?',
      displayName: 'String',
      id: 'String',
      modifiedDateTime: 'DateTimeOffset?',
    },
  },
  ipNamedLocation: {
    kind: 'entity',
    base: 'namedLocation',
    properties: {
      ipRanges: '[ipRange]',
      isTrusted: 'Boolean',
    },
  },
  ipRange: {
    kind: 'complex',
    abstract: true,
  },
  countryNamedLocation: {
    kind: 'entity',
    base: 'namedLocation',
    properties: {
      countriesAndRegions: '[String]',
      countryLookupMethod: 'countryLookupMethodType?',
      includeUnknownCountriesAndRegions: 'Boolean',
    },
  },
  iPv4CidrRange: {
    kind: 'complex',
    base: 'ipRange',
    properties: {
      cidrAddress: 'String',
    },
  },
  iPv6CidrRange: {
    kind: 'complex',
    base: 'ipRange',
    properties: {
      cidrAddress: 'String',
    },
  },
  conditionalAccessTemplate: {
    kind: 'entity',
    base: 'entity',
    properties: {
      description: 'String',
      details: 'conditionalAccessPolicyDetail',
      name: 'String',
      scenarios: 'templateScenarios',
    },
  },
  conditionalAccessPolicyDetail: {
    kind: 'complex',
    properties: {
      conditions: 'conditionalAccessConditionSet',
      grantControls: 'conditionalAccessGrantControls?',
      sessionControls: 'conditionalAccessSessionControls?',
    },
  },
  authenticationContextClassReference: {
    kind: 'entity',
    base: 'entity',
    properties: {
      description: 'String?',
      displayName: 'String?',
      isAvailable: 'Boolean?',
    },
  },
  conditionalAccessAllExternalTenants: {
    kind: 'complex',
    base: 'conditionalAccessExternalTenants',
  },
  conditionalAccessEnumeratedExternalTenants: {
    kind: 'complex',
    base: 'conditionalAccessExternalTenants',
    properties: {
      members: '[String]',
    },
  },
  filterMode: { kind: 'enum', members: ['include', 'exclude'] },
  conditionalAccessTransferMethods: {
    kind: 'enum',
    flags: true,
    members: ['none', 'deviceCodeFlow', 'authenticationTransfer', 'unknownFutureValue'],
  },
  conditionalAccessClientApp: {
    kind: 'enum',
    members: [
      'all',
      'browser',
      'mobileAppsAndDesktopClients',
      'exchangeActiveSync',
      'easSupported',
      'other',
      'unknownFutureValue',
    ],
  },
  conditionalAccessInsiderRiskLevels: {
    kind: 'enum',
    flags: true,
    members: ['minor', 'moderate', 'elevated', 'unknownFutureValue'],
  },
  conditionalAccessDevicePlatform: {
    kind: 'enum',
    members: ['android', 'iOS', 'windows', 'windowsPhone', 'macOS', 'all', 'unknownFutureValue', 'linux'],
  },
  riskLevel: { kind: 'enum', members: ['low', 'medium', 'high', 'hidden', 'none', 'unknownFutureValue'] },
  conditionalAccessExternalTenantsMembershipKind: {
    kind: 'enum',
    members: ['all', 'enumerated', 'unknownFutureValue'],
  },
  conditionalAccessGuestOrExternalUserTypes: {
    kind: 'enum',
    flags: true,
    members: [
      'none',
      'internalGuest',
      'b2bCollaborationGuest',
      'b2bCollaborationMember',
      'b2bDirectConnectUser',
      'otherExternalUser',
      'serviceProvider',
      'unknownFutureValue',
    ],
  },
  conditionalAccessGrantControl: {
    kind: 'enum',
    members: [
      'block',
      'mfa',
      'compliantDevice',
      'domainJoinedDevice',
      'approvedApplication',
      'compliantApplication',
      'passwordChange',
      'unknownFutureValue',
      'riskRemediation',
    ],
  },
  cloudAppSecuritySessionControlType: {
    kind: 'enum',
    members: ['mcasConfigured', 'monitorOnly', 'blockDownloads', 'unknownFutureValue'],
  },
  persistentBrowserSessionMode: { kind: 'enum', members: ['always', 'never'] },
  signInFrequencyAuthenticationType: {
    kind: 'enum',
    members: ['primaryAndSecondaryAuthentication', 'secondaryAuthentication', 'unknownFutureValue'],
  },
  signInFrequencyInterval: { kind: 'enum', members: ['timeBased', 'everyTime', 'unknownFutureValue'] },
  signinFrequencyType: { kind: 'enum', members: ['days', 'hours'] },
  conditionalAccessPolicyState: { kind: 'enum', members: ['enabled', 'disabled', 'enabledForReportingButNotEnforced'] },
  countryLookupMethodType: { kind: 'enum', members: ['clientIpAddress', 'authenticatorAppGps', 'unknownFutureValue'] },
  templateScenarios: {
    kind: 'enum',
    flags: true,
    members: [
      'new',
      'secureFoundation',
      'zeroTrust',
      'remoteWork',
      'protectAdmins',
      'emergingThreats',
      'unknownFutureValue',
    ],
  },
}
