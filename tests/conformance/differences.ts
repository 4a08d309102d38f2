/** Where answers of ours are not as the document says, and why. */
export interface KnownDifference {
  /** The type in Graph; the path, where it is about a method. */
  readonly where: string
  readonly problem: 'unknown' | 'missing' | 'wrong'
  /** Names of properties, or methods of the path. */
  readonly properties: readonly string[] | 'any'
  /** Of any, those that have to be there all the same. */
  readonly butNot?: readonly string[]
  readonly reason: string
}

export const differences: readonly KnownDifference[] = [
  {
    where: 'microsoft.graph.user',
    problem: 'missing',
    properties: 'any',
    butNot: [
      'businessPhones',
      'displayName',
      'givenName',
      'id',
      'jobTitle',
      'mail',
      'mobilePhone',
      'officeLocation',
      'preferredLanguage',
      'surname',
      'userPrincipalName',
    ],
    reason:
      'Graph too answers eleven properties unless others are selected; no user here has mail, licences or devices.',
  },
  {
    where: 'microsoft.graph.user',
    problem: 'unknown',
    properties: ['directReports'],
    reason: 'Graph expands them, as the other end of manager; the document has cut them.',
  },
  {
    where: 'microsoft.graph.group',
    problem: 'missing',
    properties: 'any',
    butNot: [
      'createdDateTime',
      'description',
      'displayName',
      'groupTypes',
      'id',
      'isAssignableToRole',
      'mailEnabled',
      'mailNickname',
      'securityEnabled',
    ],
    reason: 'Groups here are security groups with members that were added: without mail, Teams, licences and rules.',
  },
  {
    where: 'microsoft.graph.organization',
    problem: 'missing',
    properties: 'any',
    reason: 'The tenant has no address, no plans and no synchronisation with a directory elsewhere.',
  },
  {
    where: 'microsoft.graph.servicePrincipal',
    problem: 'missing',
    properties: 'any',
    reason: 'An application here has a name, an id and permissions, and neither pages nor SAML.',
  },
  {
    where: 'microsoft.graph.domain',
    problem: 'missing',
    properties: [
      'availabilityStatus',
      'manufacturer',
      'model',
      'passwordNotificationWindowInDays',
      'passwordValidityPeriodInDays',
      'state',
    ],
    reason: 'They tell of domains on their way to or from Microsoft, and of passwords that run out; none do here.',
  },
  {
    where: 'microsoft.graph.userIdentity',
    problem: 'unknown',
    properties: ['userType', 'homeTenantId', 'homeTenantName'],
    reason: 'Graph’s log answers them (facts §10.1); its metadata names the type without them.',
  },
  {
    where: 'microsoft.graph.appIdentity',
    problem: 'unknown',
    properties: ['ipAddress'],
    reason: 'No other property of the log tells where an application called from.',
  },
  {
    where: 'microsoft.graph.webauthnAuthenticationExtensionsClientInputs',
    problem: 'unknown',
    properties: ['credProps'],
    reason: 'The extension of WebAuthn by which a browser tells whether a passkey needs no name first.',
  },
  {
    where: 'microsoft.graph.unifiedRoleAssignment',
    problem: 'missing',
    properties: ['appScopeId', 'condition'],
    reason: 'Graph leaves them out where they are empty, and here they always are.',
  },
  {
    where: 'microsoft.graph.unifiedRoleAssignment',
    problem: 'unknown',
    properties: ['resourceScope'],
    reason: 'The name of directoryScopeId before it, which Graph’s answers still carry and scripts still read.',
  },
  {
    where: 'microsoft.graph.identityGovernance.workflow',
    problem: 'missing',
    properties: ['quarantineDetails', 'settings'],
    reason: 'Workflows here send no mail of their own and are never put into quarantine.',
  },
  {
    where: 'microsoft.graph.identityGovernance.workflow',
    problem: 'unknown',
    properties: ['tasks'],
    reason: 'Graph answers the tasks with the workflow; the document has cut them.',
  },
  {
    where: '/directory/deletedItems/{directoryObject-id}',
    problem: 'unknown',
    properties: ['GET'],
    reason: 'Graph reads one deleted object there; the document describes its deletion and restoring alone.',
  },
  {
    where: '/identity/conditionalAccess/authenticationStrength/policies',
    problem: 'unknown',
    properties: ['POST'],
    reason: 'Graph makes strengths there too; the document describes /policies/authenticationStrengthPolicies.',
  },
  {
    where: 'microsoft.graph.authenticationMethodConfiguration',
    problem: 'wrong',
    properties: ['@odata.type'],
    reason:
      'v1.0 has no type for passwords and hardware tokens; the rest of their configuration is the base’s (ADR 11).',
  },
  {
    where: '/identity/conditionalAccess/authenticationContextClassReferences',
    problem: 'unknown',
    properties: ['POST'],
    reason: 'Graph makes authentication contexts there; the document describes reading them.',
  },
]

/** Addresses that the document does not describe, and why they answer. */
export const otherAddresses: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  {
    pattern: /^\/(administrativeUnits|authenticationMethodsPolicy)(\/|\(|$)/i,
    reason: 'The older address of the same in Graph, without /directory or /policies before it.',
  },
  {
    pattern:
      /^\/(directoryObjects|domains|organization|identity\/conditionalAccess\/authenticationContextClassReferences)(\/[^/]+|\('[^']+'\))$/i,
    reason: 'Graph’s single entries of what the document describes as a list.',
  },
  {
    pattern: /^\/organization\/[^/]+\/branding(\/(bannerLogo|squareLogo))?$/i,
    reason: 'Graph’s branding of the sign-in pages, which the document leaves out.',
  },
  {
    pattern: /^\/roleManagement\/directory\/resourceNamespaces(\/|\(|$)/i,
    reason: 'Graph’s list of what roles may grant, which the document leaves out.',
  },
  {
    pattern: /^\/(groups|directoryObjects)\/[^/]+\/(transitiveMemberOf|memberOf|getMemberGroups|checkMemberGroups)$/i,
    reason: 'Graph’s memberships of any object; the document describes those of users.',
  },
  {
    pattern: /^\/(users\/[^/]+|me)\/directReports$/i,
    reason: 'Graph’s list of the other end of manager, which the document leaves out.',
  },
  {
    pattern: /^\/(applications|servicePrincipals)(\/|\(|$)/i,
    reason: 'Graph’s applications, and single service principals; the document describes the list of the latter.',
  },
  {
    pattern: /^\/(directoryRoles|directoryRoleTemplates)(\/[^/]+|\('[^/]+'\))$/i,
    reason: 'Graph reads one of them there; the document describes the list.',
  },
  {
    pattern: /^\/directory\/administrativeUnits\/[^/]+\/scopedRoleMembers\/[^/]+$/i,
    reason: 'Graph’s single entries of what the document describes as a list.',
  },
  {
    pattern: /^\/identity\/conditionalAccess\/(deletedItems\/|authenticationStrength(\/|$))/i,
    reason: 'Graph’s addresses for deleted policies and for strengths beside the ones described.',
  },
  {
    pattern: /^\/identityGovernance\/lifecycleWorkflows\/(workflows|taskDefinitions)(\/|\('[^/]+'\))/i,
    reason: 'Graph’s single workflows, definitions and results; the document describes the lists.',
  },
  {
    pattern: /^\/users\/[^/]+\/authentication\/passwordMethods\/[^/]+\/resetPassword$/i,
    reason: 'Graph resets a password at /methods/{id}, and scripts call it there too.',
  },
]
