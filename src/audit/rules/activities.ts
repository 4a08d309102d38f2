/** One kind of event in the directory audit, with Entra's own words for it. */
export interface AuditActivity {
  readonly activityDisplayName: string
  readonly category: string
  readonly loggedByService: string
  readonly operationType: string
}

const methods = (activityDisplayName: string, operationType: string): AuditActivity => ({
  activityDisplayName,
  category: 'UserManagement',
  loggedByService: 'Authentication Methods',
  operationType,
})

const methodsPolicy = (activityDisplayName: string): AuditActivity => ({
  activityDisplayName,
  category: 'ApplicationManagement',
  loggedByService: 'Authentication Methods',
  operationType: 'Update',
})

const directory =
  (category: string) =>
  (activityDisplayName: string, operationType: string): AuditActivity => ({
    activityDisplayName,
    category,
    loggedByService: 'Core Directory',
    operationType,
  })

const user = directory('UserManagement')
const group = directory('GroupManagement')
const role = directory('RoleManagement')
const application = directory('ApplicationManagement')

/**
 * Every activity Latchkey records.
 *
 * Source: facts/entra.md §10.2; those under `Latchkey` have no counterpart there.
 */
export const activities = {
  adminRegisteredSecurityInfo: methods('Admin registered security info', 'Add'),
  adminDeletedSecurityInfo: methods('Admin deleted security info', 'Delete'),
  adminUpdatedSecurityInfo: methods('Admin updated security info', 'Update'),
  userRegisteredSecurityInfo: methods('User registered security info', 'Add'),
  userDeletedSecurityInfo: methods('User deleted security info', 'Delete'),
  userUpdatedSecurityInfo: methods('User updated security info', 'Update'),
  userStartedSecurityInfoRegistration: methods('User started security info registration', 'Add'),
  userStartedPasswordChange: methods('User started password change', 'Update'),
  updateMethodsPolicy: methodsPolicy('Authentication Methods Policy Update'),
  resetMethodsPolicy: methodsPolicy('Authentication Methods Policy Reset'),
  addUser: user('Add user', 'Add'),
  updateUser: user('Update user', 'Update'),
  deleteUser: user('Delete user', 'Delete'),
  enableAccount: user('Enable account', 'Update'),
  disableAccount: user('Disable account', 'Update'),
  setUserManager: user('Set user manager', 'Update'),
  resetPassword: user('Reset password', 'Update'),
  changePassword: user('Change user password', 'Update'),
  revokeSessions: user('Update StsRefreshTokenValidFrom Timestamp', 'Update'),
  addGroup: group('Add group', 'Add'),
  updateGroup: group('Update group', 'Update'),
  deleteGroup: group('Delete group', 'Delete'),
  addMemberToGroup: group('Add member to group', 'Assign'),
  removeMemberFromGroup: group('Remove member from group', 'Unassign'),
  addMemberToRole: role('Add member to role', 'Assign'),
  removeMemberFromRole: role('Remove member from role', 'Unassign'),
  addApplication: application('Add application', 'Add'),
  updateApplication: application('Update application', 'Update'),
  deleteApplication: application('Delete application', 'Delete'),
  addServicePrincipalCredentials: application('Add service principal credentials', 'Add'),
  removeServicePrincipalCredentials: application('Remove service principal credentials', 'Delete'),
  consentToApplication: application('Add app role assignment to service principal', 'Assign'),
  setCompanyInformation: directory('DirectoryManagement')('Set company information', 'Update'),
} as const satisfies Record<string, AuditActivity>

export type ActivityName = keyof typeof activities
