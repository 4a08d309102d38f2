import { type AuditActivity, directory } from './activity.ts'

const user = directory('UserManagement')
const group = directory('GroupManagement')

export const directoryActivities = {
  addUser: user('Add user', 'Add'),
  updateUser: user('Update user', 'Update'),
  deleteUser: user('Delete user', 'Delete'),
  hardDeleteUser: user('Hard Delete user', 'Delete'),
  restoreUser: user('Restore user', 'Update'),
  enableAccount: user('Enable account', 'Update'),
  disableAccount: user('Disable account', 'Update'),
  setUserManager: user('Set user manager', 'Update'),
  resetPassword: user('Reset password', 'Update'),
  changePassword: user('Change user password', 'Update'),
  revokeSessions: user('Update StsRefreshTokenValidFrom Timestamp', 'Update'),
  addGroup: group('Add group', 'Add'),
  updateGroup: group('Update group', 'Update'),
  deleteGroup: group('Delete group', 'Delete'),
  hardDeleteGroup: group('Hard Delete group', 'Delete'),
  restoreGroup: group('Restore Group', 'Update'),
  addMemberToGroup: group('Add member to group', 'Assign'),
  removeMemberFromGroup: group('Remove member from group', 'Unassign'),
  addOwnerToGroup: group('Add owner to group', 'Assign'),
  removeOwnerFromGroup: group('Remove owner from group', 'Unassign'),
  setCompanyInformation: directory('DirectoryManagement')('Set company information', 'Update'),
} as const satisfies Record<string, AuditActivity>
