import type { SchemaStep } from '../kernel/migrate.ts'
import { applicationColumns } from './0004-admin-center/applications.ts'
import { auditTables } from './0004-admin-center/audit.ts'
import { brandingTables } from './0004-admin-center/branding.ts'
import { overviewTables } from './0004-admin-center/overview.ts'
import { savedViewTables } from './0004-admin-center/saved-views.ts'
import { sessionIndexes } from './0004-admin-center/sessions.ts'
import { signInMethods } from './0004-admin-center/sign-ins.ts'

/** What the admin center needs beyond what Graph keeps. */
export const step0004: SchemaStep = {
  name: '0004-admin-center',
  up: async (db, c) => {
    await brandingTables(db, c)
    await auditTables(db, c)
    await savedViewTables(db, c)
    await sessionIndexes(db)
    await overviewTables(db, c)
    await applicationColumns(db, c)
    await signInMethods(db, c)
  },
}
