import { aPng } from './pictures.ts'

/** Ids of what a request may be about. */
export interface Ids {
  readonly user: string
  readonly unit: string
  readonly role: string
}

let made = 0

const displayName = () => ({ displayName: `Taken over ${++made}` })

/**
 * What an address takes, by the verb and the end of its path, so that a request fails for want of a right and not of a property.
 *
 * `undefined` where it takes nothing, or nobody has written it down; then the request is refused for its shape.
 */
export function rightBody(method: string, path: string, ids: Ids): unknown {
  const reference = { '@odata.id': `http://localhost:8080/v1.0/directoryObjects/${ids.user}` }
  const bodies: Readonly<Record<string, unknown>> = {
    'POST /users': {
      ...displayName(),
      accountEnabled: true,
      mailNickname: 'new',
      userPrincipalName: `new${++made}@example.com`,
    },
    'PATCH /organization/{id}': displayName(),
    'PATCH /organization/{id}/branding': { usernameHintText: `Taken over ${++made}` },
    'PUT /organization/{id}/branding/bannerLogo': aPng(20 + (++made % 200), 20),
    'PUT /organization/{id}/branding/squareLogo': aPng(20 + (++made % 200), 20),
    'POST /applications': displayName(),
    'PATCH /applications/{id}': displayName(),
    'POST /applications/{id}/addPassword': {},
    'POST /applications/{id}/removePassword': { keyId: ids.user },
    'PATCH /servicePrincipals/{id}': { accountEnabled: false },
    'PATCH /users/{id}': { jobTitle: `Taken over ${++made}` },
    'POST /groups': { ...displayName(), mailEnabled: false, mailNickname: 'new', securityEnabled: true },
    'PATCH /groups/{id}': displayName(),
    'POST /users/{id}/authentication/temporaryAccessPassMethods': {},
    'POST /users/{id}/pass-preview': {},
    'POST /temporaryAccessPasses/revoke': { passes: [{ userId: ids.user, passId: ids.user }] },
    'POST /users/{id}/changePassword': { currentPassword: 'before', newPassword: 'correct horse battery staple' },
    'POST /users/{id}/authentication/passwordMethods/{methodId}/resetPassword': {},
    'POST /users/{id}/authentication/methods/{methodId}/resetPassword': {},
    'POST /users/{id}/revokeSignInSessions': {},
    'POST /directory/deletedItems/{id}/restore': {},
    'POST /users/{id}/authentication/phoneMethods': { phoneType: 'mobile', phoneNumber: '+1 5550100' },
    'PATCH /users/{id}/authentication/phoneMethods/{phoneId}': { phoneType: 'mobile', phoneNumber: '+1 5550101' },
    'POST /users/{id}/authentication/emailMethods': { emailAddress: 'taken@example.org' },
    'PATCH /users/{id}/authentication/emailMethods/{emailId}': { emailAddress: 'taken@example.org' },
    'POST /roleManagement/directory/roleAssignments': {
      principalId: ids.user,
      roleDefinitionId: ids.role,
      directoryScopeId: `/administrativeUnits/${ids.unit}`,
    },
    'POST /roleManagement/directory/roleDefinitions': {
      ...displayName(),
      isEnabled: true,
      rolePermissions: [{ allowedResourceActions: ['microsoft.directory/users/password/update'] }],
    },
    'PATCH /roleManagement/directory/roleDefinitions/{roleId}': {
      rolePermissions: [{ allowedResourceActions: ['microsoft.directory/users/password/update'] }],
    },
    'POST /directory/administrativeUnits': displayName(),
    'PATCH /directory/administrativeUnits/{unitId}': displayName(),
    'POST /directory/administrativeUnits/{unitId}/scopedRoleMembers': {
      roleId: ids.role,
      roleMemberInfo: { id: ids.user },
    },
    'POST /identity/conditionalAccess/namedLocations': {
      '@odata.type': '#microsoft.graph.ipNamedLocation',
      ...displayName(),
      isTrusted: true,
      ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.0/24' }],
    },
    'POST /policies/authenticationStrengthPolicies': { ...displayName(), allowedCombinations: ['fido2'] },
  }
  if (path.endsWith('/$ref')) return method === 'DELETE' ? undefined : reference
  return bodies[`${method} ${path.replace(/^\/administrativeUnits/, '/directory/administrativeUnits')}`]
}
