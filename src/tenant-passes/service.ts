export { countTenantPasses, listTenantPasses, type TenantPass } from './list.ts'
export { type RevokedRow, revokePasses } from './revoke.ts'
