export {
  findGroup,
  findUser,
  groupNames,
  requireGroup,
  requireUser,
  roleAssignableGroupIds,
  transitiveGroupIds,
} from './lookup.ts'
export { ensureTenant, type TenantRecord, tenant } from './tenant.ts'
