import type { Segment } from './address.ts'

/**
 * What Microsoft Graph has and Latchkey has not, by where it stands; `*` is a key.
 *
 * Source: the navigation properties, actions and functions in Graph's public metadata.
 */
export const elsewhere: Readonly<Record<string, string>> = {
  '': `admin agreementAcceptances agreements appCatalogs applicationTemplates
    certificateBasedAuthConfiguration chats communications compliance contacts contracts copilot dataPolicyOperations
    deviceAppManagement deviceManagement devices directorySettingTemplates drives education employeeExperience external
    filterOperators functions groupLifecyclePolicies groupSettingTemplates groupSettings identityProtection
    identityProviders informationProtection invitations oauth2PermissionGrants permissionGrants places planner print
    privacy privilegedAccess riskDetections riskyUsers schemaExtensions scopedRoleMemberships search security shares
    sites solutions storage subscribedSkus subscriptions teams teamsTemplates teamwork tenantRelationships
    trustFramework`,
  users: 'getManagedAppBlockedUsers validatePassword validateProperties',
  'users/*': `activities agreementAcceptances appConsentRequestsForApproval appRoleAssignments assignLicense
    calendar calendarGroups calendarView calendars changeLog chats checkMemberObjects cloudClipboard cloudPCs
    contactFolders contacts convertExternalToInternalMemberUser createdObjects dataSecurityAndGovernance
    deviceManagementTroubleshootingEvents drive drives employeeExperience events
    exportDeviceAndAppManagementData exportPersonalData extensions findMeetingTimes followedSites getMailTips
    getManagedAppDiagnosticStatuses getManagedAppPolicies getManagedDevicesWithAppFailures getMemberObjects
    inferenceClassification insights invalidateAllRefreshTokens invitedBy joinedTeams licenseDetails mailFolders
    mailboxSettings managedAppRegistrations managedDevices messages oauth2PermissionGrants onPremisesSyncBehavior
    onenote onlineMeetings outlook ownedDevices ownedObjects people permissionGrants photo photos planner presence
    print registeredDevices reminderView removeAllDevicesFromManagement reprocessLicenseAssignment
    retryServiceProvisioning scopedRoleMemberOf sendMail serviceProvisioningErrors settings solutions sponsors
    teamwork todo transitiveReports translateExchangeIds usageRights wipeManagedAppRegistrationsByDeviceTag`,
  'users/*/authentication': `externalAuthenticationMethods hardwareOathMethods
    passwordlessMicrosoftAuthenticatorMethods platformCredentialMethods qrCodePinMethod requirements signInPreferences`,
  'users/*/authentication/phoneMethods/*': 'disableSmsSignIn enableSmsSignIn',
  groups: 'evaluateDynamicMembership validateProperties',
  'groups/*': `acceptedSenders addFavorite appRoleAssignments assignLicense calendar calendarView checkGrantedPermissionsForApp
    checkMemberObjects conversations createdOnBehalfOf drive drives endpoints events extensions getMemberObjects
    groupLifecyclePolicies membersWithLicenseErrors onPremisesSyncBehavior onenote permissionGrants photo photos
    planner rejectedSenders removeFavorite renew resetUnseenCount retryServiceProvisioning serviceProvisioningErrors
    settings sites subscribeByMail team threads unsubscribeByMail validateProperties`,
  directory: `attributeSets customSecurityAttributeDefinitions deviceLocalCredentials federationConfigurations
    onPremisesSynchronization publicKeyInfrastructure recommendations sharedEmailDomains subscriptions`,
  'directory/administrativeUnits': 'delta',
  'directory/administrativeUnits/*': 'extensions',
  'directory/deletedItems': `microsoft.graph.administrativeUnit microsoft.graph.application microsoft.graph.device
    microsoft.graph.servicePrincipal`,
  directoryObjects: 'delta getAvailableExtensionProperties validateProperties',
  'directoryObjects/*': 'checkMemberObjects getMemberObjects',
  'directoryRoles/*': 'checkMemberObjects getMemberObjects scopedMembers',
  'domains/*': `domainNameReferences federationConfiguration forceDelete promote rootDomain
    serviceConfigurationRecords verificationDnsRecords verify`,
  'organization/*': 'certificateBasedAuthConfiguration extensions setMobileDeviceManagementAuthority settings',
  'organization/*/branding': 'backgroundImage customCSS favicon headerLogo localizations squareLogoDark',
  'applications/*': `addKey appManagementPolicies connectorGroup createdOnBehalfOf extensionProperties
    federatedIdentityCredentials homeRealmDiscoveryPolicies owners removeKey setVerifiedPublisher synchronization
    tokenIssuancePolicies tokenLifetimePolicies unsetVerifiedPublisher`,
  'servicePrincipals/*': `addKey addPassword addTokenSigningCertificate appManagementPolicies appRoleAssignedTo
    appRoleAssignments claimsMappingPolicies claimsPolicy createdObjects delegatedPermissionClassifications endpoints
    federatedIdentityCredentials homeRealmDiscoveryPolicies memberOf oauth2PermissionGrants ownedObjects owners
    remoteDesktopSecurityConfiguration removeKey removePassword synchronization tokenIssuancePolicies
    tokenLifetimePolicies transitiveMemberOf`,
  policies: `accessReviewPolicy activityBasedTimeoutPolicies adminConsentRequestPolicy appManagementPolicies
    authenticationFlowsPolicy claimsMappingPolicies conditionalAccessPolicies crossTenantAccessPolicy
    defaultAppManagementPolicy deviceRegistrationPolicy directoryRoleAccessReviewPolicy externalIdentitiesPolicy
    featureRolloutPolicies federatedTokenValidationPolicy homeRealmDiscoveryPolicies
    mobileAppManagementPolicies mobileDeviceManagementPolicies onPremAuthenticationPolicies ownerlessGroupPolicy
    permissionGrantPolicies permissionGrantPreApprovalPolicies roleManagementPolicies roleManagementPolicyAssignments
    tokenIssuancePolicies tokenLifetimePolicies`,
  identity: `apiConnectors authenticationEventListeners authenticationEventsFlows b2cUserFlows b2xUserFlows
    continuousAccessEvaluationPolicy customAuthenticationExtensions identityProviders productFamilies riskPrevention
    userFlowAttributes userFlows verifiedId`,
  'identity/conditionalAccess': 'authenticationStrengths',
  'identity/conditionalAccess/deletedItems': 'namedLocations',
  roleManagement: 'cloudPC defender deviceManagement entitlementManagement enterpriseApps exchange',
  'roleManagement/directory': `roleAssignmentApprovals roleAssignmentScheduleInstances
    roleAssignmentScheduleRequests roleAssignmentSchedules roleEligibilityScheduleInstances
    roleEligibilityScheduleRequests roleEligibilitySchedules transitiveRoleAssignments`,
  'roleManagement/directory/roleDefinitions/*': 'assignedPrincipals inheritsPermissionsFrom',
  'roleManagement/directory/roleAssignments/*': 'appScope directoryScope principal roleDefinition',
  auditLogs: 'customSecurityAttributeAudits directoryProvisioning provisioning signUps',
  reports: `appCredentialSignInActivities applicationSignInDetailedSummary azureADApplicationSignInSummary credentialUserRegistrationDetails dailyPrintUsageByPrinter dailyPrintUsageByUser
    healthMonitoring monthlyPrintUsageByPrinter monthlyPrintUsageByUser partners security
    servicePrincipalSignInActivities serviceActivity sla userCredentialUsageDetails userInsights`,
  'reports/authenticationMethods': 'userEventsSummary userMfaSignInSummary userPasswordResetsAndChangesSummary',
  identityGovernance: `accessReviews appConsent entitlementManagement permissionsAnalytics permissionsManagement
    privilegedAccess roleManagementAlerts termsOfUse`,
  'identityGovernance/lifecycleWorkflows': `customTaskExtensions deletedItems insights settings workflowTemplates`,
  'identityGovernance/lifecycleWorkflows/workflows/*': `administrationScopeTargets createNewVersion createdBy
    executionScope lastModifiedBy previewScope previewWorkflow restore runs taskReports tasks versions`,
}

const lists: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(elsewhere).map(([place, names]) => [place.toLowerCase(), new Set(names.toLowerCase().split(/\s+/))]),
)

/** Office's usage reports are many, and named alike. */
const usageReport = /^get(?:m365|office365|email|mailbox|onedrive|sharepoint|skypeforbusiness|teams|yammer|browser)/

const isListed = (place: string, name: string): boolean =>
  lists.get(place)?.has(name) === true || (place === 'reports' && usageReport.test(name))

/**
 * Whether Microsoft Graph has something at an address, or on the way to it, that is not offered here.
 *
 * Letter case does not count, nor `microsoft.graph.` before a name.
 */
export function isElsewhere(segments: readonly Segment[]): boolean {
  let places: readonly string[] = ['']
  for (const { text, isKey } of segments) {
    const name = text.toLowerCase()
    const short = name.replace(/^microsoft\.graph\./, '')
    if (!isKey && places.some((place) => isListed(place, name) || isListed(place, short))) return true
    const below = isKey ? ['*'] : [short, '*']
    places = places.flatMap((place) => below.map((step) => (place === '' ? step : `${place}/${step}`))).filter(leadsOn)
  }
  return false
}

const leadsOn = (place: string): boolean =>
  [...lists.keys()].some((known) => known === place || known.startsWith(`${place}/`))
