export { createGroup, deleteGroup, updateGroup } from './groups.ts'
export {
  findGroup,
  findUser,
  groupNames,
  requireUser,
  roleAssignableGroupIds,
  transitiveGroupIds,
  userIdsInside,
} from './lookup.ts'
export { removeManager, setManager } from './managers.ts'
export { addMember, addMembers, removeMember } from './members.ts'
export { ownsGroupWithRoles } from './owners.ts'
export {
  type DirectoryObject,
  type Expanded,
  listGroupMembers,
  listGroups,
  listMemberOf,
  listMembers,
  listReports,
  listUserMembers,
  listUsers,
  type Reach,
  readExpandedGroup,
  readExpandedUser,
  readGroup,
  readManager,
  readTenant,
  readUser,
  withEntries,
} from './reading.ts'
export { asSeen } from './sight.ts'
export type { Deleted } from './store/deleted.ts'
export { domainsOf, ensureTenant, renameOrganization, type TenantRecord, tenant } from './tenant.ts'
export { disableUser, enableUser, updateUser } from './user-changes.ts'
export { type CreateUser, createUser, deleteUser } from './users.ts'
