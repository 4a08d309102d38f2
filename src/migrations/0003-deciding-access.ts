import type { SchemaStep } from '../kernel/migrate.ts'
import { auditColumns } from './0003-deciding-access/audit.ts'
import { policyTables } from './0003-deciding-access/policy.ts'
import { signInTables } from './0003-deciding-access/signin.ts'

/** What deciding access needs beyond the policies themselves: ends of exclusions, the countries of sign-ins, and what people put off. */
export const step0003: SchemaStep = {
  name: '0003-deciding-access',
  up: async (db, c) => {
    await policyTables(db, c)
    await auditColumns(db, c)
    await signInTables(db, c)
  },
}
