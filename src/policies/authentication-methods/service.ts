import type { Actor } from '../../base/actor.ts'
import type { UserId } from '../../base/text.ts'
import { type Instant, instant } from '../../base/time.ts'
import { transitiveGroupIds } from '../../directory/service.ts'
import { command } from '../../kernel/command.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { once } from '../../kernel/once.ts'
import type { Read, Write } from '../../kernel/store.ts'
import { rolesOf } from '../../roles/service.ts'
import {
  changeConfiguration,
  changeSettings,
  configurationResource,
  policyResource,
  refuseAbsentChange,
} from './changing.ts'
import {
  type AbsentId,
  absentId,
  asksForGroups,
  asksForRoles,
  type CampaignMethod,
  type Configuration,
  type ConfigurationChange,
  type ConfigurationId,
  campaignFor,
  changed,
  configurationId,
  configurationIds,
  defaultConfigurations,
  isSecondFactorOnly,
  type MethodScope,
  methodScope,
  type PolicySettings,
  type SettingsChange,
} from './rules.ts'
import { configurationFrom, listConfigurationRows, settingsFrom, settingsId } from './store.ts'

/** The configuration as it stands now; one that nobody ever changed has the defaults. */
export async function configuration<Id extends ConfigurationId>(read: Read, id: Id): Promise<Configuration<Id>> {
  const rows = await once(read, 'method configurations', () => listConfigurationRows(read.db))
  return configurationFrom(
    id,
    rows.find((row) => row.id === id),
  )
}

/** A configuration and what it says to one user. */
export interface PolicyFor<Id extends ConfigurationId> {
  readonly configuration: Configuration<Id>
  readonly scope: MethodScope
  /** Whether a proof with the method counts only after a password; false for all but passes. */
  readonly secondFactorOnly: boolean
}

const noGroups: ReadonlySet<string> = new Set()

/** What the policy says to a user about a method, now; groups and roles count also through other groups. */
export async function policyFor<Id extends ConfigurationId>(
  read: Read,
  id: Id,
  userId: UserId,
): Promise<PolicyFor<Id>> {
  const found = await configuration(read, id)
  const policy: Configuration = found
  const groupIds = asksForGroups(policy) ? await transitiveGroupIds(read, userId) : noGroups
  const roles = asksForRoles(policy) ? await rolesOf(read, userId) : []
  return {
    configuration: found,
    scope: methodScope(found, { userId, groupIds, roles }),
    secondFactorOnly: policy.id === 'TemporaryAccessPass' && isSecondFactorOnly(policy, groupIds),
  }
}

/** What the registration campaign asks of a user, and for how many days it can be put off; nothing where it asks for nothing. */
export async function registrationCampaign(
  read: Read,
  userId: UserId,
): Promise<{ readonly methods: readonly CampaignMethod[]; readonly snoozeDays: number } | undefined> {
  const rows = await once(read, 'method configurations', () => listConfigurationRows(read.db))
  const settings = settingsFrom(rows.find((row) => row.id === settingsId))
  const { state, snoozeDurationInDays: snoozeDays } = settings.registrationCampaign
  if (state !== 'enabled') return undefined
  const methods = campaignFor(settings, { userId, groupIds: await transitiveGroupIds(read, userId) })
  return methods.length > 0 ? { methods, snoozeDays } : undefined
}

export interface MethodsPolicy {
  readonly configurations: readonly Configuration[]
  readonly settings: PolicySettings
  /** Null while nobody has changed anything. */
  readonly lastModifiedAt: Instant | null
}

/** The whole policy, for an administrator. */
export function readMethodsPolicy(kernel: Kernel, actor: Actor): Promise<MethodsPolicy> {
  return kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'methodsPolicy.read')
    const rows = await listConfigurationRows(read.db)
    const latest = Math.max(...rows.map((row) => row.updated_at))
    return {
      configurations: configurationIds.map((id) =>
        configurationFrom(
          id,
          rows.find((row) => row.id === id),
        ),
      ),
      settings: settingsFrom(rows.find((row) => row.id === settingsId)),
      lastModifiedAt: rows.length > 0 ? instant(latest) : null,
    }
  })
}

/** One configuration, for an administrator. */
export function readConfiguration<Id extends ConfigurationId>(
  kernel: Kernel,
  actor: Actor,
  id: Id,
): Promise<Configuration<Id>> {
  return kernel.store.read(async (read) => {
    await kernel.authorize(read, actor, 'methodsPolicy.read')
    return configuration(read, id)
  })
}

/** A change asked of one configuration. */
export type ConfigurationUpdate<Id extends ConfigurationId = ConfigurationId> = Id extends ConfigurationId
  ? { readonly id: Id; readonly change: ConfigurationChange<Id> }
  : never

/** A change asked of a configuration that Graph has and Latchkey has not. */
export interface AbsentUpdate {
  readonly id: AbsentId
  readonly change: Readonly<Record<string, unknown>>
}

const ofOne = (updates: readonly (ConfigurationUpdate | AbsentUpdate)[]) => {
  const [only] = updates
  return { resource: only && updates.length === 1 ? configurationResource(only.id) : policyResource }
}

async function applyUpdates(w: Write, updates: readonly (ConfigurationUpdate | AbsentUpdate)[]): Promise<void> {
  for (const update of updates) {
    if (isAbsentUpdate(update)) {
      refuseAbsentChange(update.id, update.change)
      w.unrecorded('every value was there already')
    } else await changeConfiguration(w, update.id, 'updateMethodsPolicy', (before) => changed(before, update.change))
  }
  if (updates.length === 0) w.unrecorded('no configuration was named, so nothing was changed')
}

const isAbsentUpdate = (update: ConfigurationUpdate | AbsentUpdate): update is AbsentUpdate =>
  absentId(update.id) !== undefined

/**
 * Changes several configurations at once, or none of them.
 *
 * Absent properties keep their value; the result is validated as a whole.
 * Refuses with `policyInvalid`, also for a group or user that does not exist, and with `notOffered`.
 *
 * Source: facts/entra.md §1.6.
 */
export const updateConfigurations = command({
  name: 'updateConfigurations',
  operation: 'methodsPolicy.update',
  activity: 'updateMethodsPolicy',
  target: async (_read, updates: readonly (ConfigurationUpdate | AbsentUpdate)[]) => ofOne(updates),
  work: (w, updates) => applyUpdates(w, updates),
})

interface UpdateMethodsPolicy {
  readonly settings: SettingsChange
  readonly configurations: readonly (ConfigurationUpdate | AbsentUpdate)[]
}

/** Changes what the policy says of all methods together, and configurations with it, or nothing; refuses as `updateConfigurations`. */
export const updateMethodsPolicy = command({
  name: 'updateMethodsPolicy',
  operation: 'methodsPolicy.update',
  activity: 'updateMethodsPolicy',
  target: async (_read, _input: UpdateMethodsPolicy) => ({ resource: policyResource }),
  work: async (w, { settings, configurations }) => {
    await changeSettings(w, settings)
    await applyUpdates(w, configurations)
  },
})

/** Puts a configuration back to its defaults; one that Latchkey has not has never left them. */
export const resetConfiguration = command({
  name: 'resetConfiguration',
  operation: 'methodsPolicy.update',
  activity: 'resetMethodsPolicy',
  target: async (_read, id: ConfigurationId | AbsentId) => ({ resource: configurationResource(id) }),
  work: async (w, id) => {
    const known = configurationId(id)
    if (known) await changeConfiguration(w, known, 'resetMethodsPolicy', () => defaultConfigurations[known])
    else w.unrecorded('the configuration is always at its defaults')
  },
})
