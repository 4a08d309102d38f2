import type { Read } from '../../kernel/store.ts'
import { type Configuration, type ConfigurationId, defaultConfigurations } from './rules.ts'
import { findConfigurationRow, settingsFrom } from './store.ts'

/** The configuration as it stands now; one that nobody ever changed has the defaults. */
export async function configuration<Id extends ConfigurationId>(read: Read, id: Id): Promise<Configuration<Id>> {
  const row = await findConfigurationRow(read.db, id)
  return row ? { ...defaultConfigurations[id], ...settingsFrom(row), id } : defaultConfigurations[id]
}
