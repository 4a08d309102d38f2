import type { Kysely } from 'kysely'
import type { Schema } from '../../kernel/tables.ts'
import type { Configuration, ConfigurationId } from './rules.ts'
import type { MethodConfigurationRow } from './tables.ts'

export const findConfigurationRow = (
  db: Kysely<Schema>,
  id: ConfigurationId,
): Promise<MethodConfigurationRow | undefined> =>
  db.selectFrom('method_configurations').selectAll().where('id', '=', id).executeTakeFirst()

export const listConfigurationRows = (db: Kysely<Schema>): Promise<readonly MethodConfigurationRow[]> =>
  db.selectFrom('method_configurations').selectAll().execute()

/** What the row holds: all settings but the id. */
export const settingsFrom = (row: MethodConfigurationRow): Partial<Configuration> =>
  JSON.parse(row.settings) as Partial<Configuration>
