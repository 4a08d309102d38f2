import type { Kysely } from 'kysely'
import type { Instant } from '../../base/time.ts'
import { statement } from '../../kernel/statement.ts'
import type { Schema } from '../../kernel/tables.ts'
import {
  type Configuration,
  type ConfigurationId,
  defaultConfigurations,
  defaultSettings,
  type PolicySettings,
} from './rules.ts'
import type { MethodConfigurationRow } from './tables.ts'

const findRow = (db: Kysely<Schema>, id: string): Promise<MethodConfigurationRow | undefined> =>
  db.selectFrom('method_configurations').selectAll().where('id', '=', id).executeTakeFirst()

export const findConfigurationRow = (
  db: Kysely<Schema>,
  id: ConfigurationId,
): Promise<MethodConfigurationRow | undefined> => findRow(db, id)

/** The row of what the policy says of all methods together. */
export const settingsId = 'authenticationMethodsPolicy'

export const findSettingsRow = (db: Kysely<Schema>): Promise<MethodConfigurationRow | undefined> =>
  findRow(db, settingsId)

/** What the row says, over the defaults; no row means the defaults. */
export const settingsFrom = (row: MethodConfigurationRow | undefined): PolicySettings => ({
  ...defaultSettings,
  ...(row ? (JSON.parse(row.settings) as Partial<PolicySettings>) : {}),
})

const listAll = statement((db) => db.selectFrom('method_configurations').selectAll())

export const listConfigurationRows = async (db: Kysely<Schema>): Promise<readonly MethodConfigurationRow[]> =>
  (await listAll({ db }, {})).rows

const read = new Map<string, { readonly settings: string; readonly configuration: Configuration }>()

/** What the row says, over the defaults; no row means the defaults. The same text is read once. */
export function configurationFrom<Id extends ConfigurationId>(
  id: Id,
  row: MethodConfigurationRow | undefined,
): Configuration<Id> {
  const settings = row?.settings ?? '{}'
  const known = read.get(id)
  if (known?.settings === settings) return known.configuration as Configuration<Id>
  const changes = JSON.parse(settings) as Partial<Configuration<Id>>
  const configuration: Configuration<Id> = { ...defaultConfigurations[id], ...changes, id }
  read.set(id, { settings, configuration })
  return configuration
}

/**
 * Puts `after` in the place of what was read as `before`.
 *
 * Returns false when somebody else was faster; then nothing was changed.
 */
export function replaceConfiguration(
  db: Kysely<Schema>,
  before: MethodConfigurationRow | undefined,
  after: Configuration,
  now: Instant,
): Promise<boolean> {
  const { id, ...settings } = after
  return replaceRow(db, before, { id, settings: JSON.stringify(settings), updated_at: now })
}

/** As `replaceConfiguration`, for what the policy says of all methods together. */
export const replaceSettings = (
  db: Kysely<Schema>,
  before: MethodConfigurationRow | undefined,
  after: PolicySettings,
  now: Instant,
): Promise<boolean> => replaceRow(db, before, { id: settingsId, settings: JSON.stringify(after), updated_at: now })

async function replaceRow(
  db: Kysely<Schema>,
  before: MethodConfigurationRow | undefined,
  row: MethodConfigurationRow,
): Promise<boolean> {
  const replaced = before
    ? await db
        .updateTable('method_configurations')
        .set(row)
        .where('id', '=', row.id)
        .where('settings', '=', before.settings)
        .returning('id')
        .executeTakeFirst()
    : await db
        .insertInto('method_configurations')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id')
        .executeTakeFirst()
  return replaced !== undefined
}
