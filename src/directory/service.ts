export { findGroup, findUser, groupNames, requireGroup, requireUser, transitiveGroupIds } from './lookup.ts'
export { ensureTenant, type TenantRecord, tenant } from './tenant.ts'
