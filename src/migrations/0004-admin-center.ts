import type { SchemaStep } from '../kernel/migrate.ts'

/** What the admin center needs beyond what Graph keeps. */
export const step0004: SchemaStep = {
  name: '0004-admin-center',
  up: async () => undefined,
}
