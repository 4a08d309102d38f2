import type { SchemaStep } from '../kernel/migrate.ts'
import { applicationTables } from './0001-pass-end-to-end/application.ts'
import { auditTables } from './0001-pass-end-to-end/audit.ts'
import { directoryTables } from './0001-pass-end-to-end/directory.ts'
import { kernelTables } from './0001-pass-end-to-end/kernel.ts'
import { methodTables } from './0001-pass-end-to-end/method.ts'
import { signInTables } from './0001-pass-end-to-end/sign-in.ts'

/** The first schema: kernel, directory, roles, policy, methods, sign-in, sessions, applications, logs. */
export const step0001: SchemaStep = {
  name: '0001-pass-end-to-end',
  up: async (db, c) => {
    await kernelTables(db, c)
    await directoryTables(db, c)
    await methodTables(db, c)
    await signInTables(db, c)
    await applicationTables(db, c)
    await auditTables(db, c)
  },
}
