import type { SchemaStep } from '../kernel/migrate.ts'
import { policyTables } from './0003-deciding-access/policy.ts'

/** What deciding access needs beyond the policies themselves: ends of exclusions. */
export const step0003: SchemaStep = {
  name: '0003-deciding-access',
  up: async (db, c) => {
    await policyTables(db, c)
  },
}
