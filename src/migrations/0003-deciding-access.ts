import type { SchemaStep } from '../kernel/migrate.ts'
import { auditColumns } from './0003-deciding-access/audit.ts'
import { policyTables } from './0003-deciding-access/policy.ts'

/** What deciding access needs beyond the policies themselves: ends of exclusions, and the countries of sign-ins. */
export const step0003: SchemaStep = {
  name: '0003-deciding-access',
  up: async (db, c) => {
    await policyTables(db, c)
    await auditColumns(db, c)
  },
}
