import type { SchemaStep } from '../kernel/migrate.ts'
import { applicationTables } from './0002-microsoft-graph/application.ts'
import { auditTables } from './0002-microsoft-graph/audit.ts'
import { directoryTables } from './0002-microsoft-graph/directory.ts'
import { methodTables } from './0002-microsoft-graph/method.ts'
import { policyTables } from './0002-microsoft-graph/policy.ts'
import { roleTables } from './0002-microsoft-graph/role.ts'
import { workflowTables } from './0002-microsoft-graph/workflow.ts'

/** What the whole of Graph needs: changes for delta, units, custom roles, strengths, Conditional Access, reports. */
export const step0002: SchemaStep = {
  name: '0002-microsoft-graph',
  up: async (db, c) => {
    await directoryTables(db, c)
    await roleTables(db, c)
    await methodTables(db, c)
    await policyTables(db, c)
    await applicationTables(db, c)
    await auditTables(db, c)
    await workflowTables(db, c)
  },
}
