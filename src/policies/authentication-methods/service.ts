import { type AuditTarget, modified } from '../../audit/rules.ts'
import type { Actor } from '../../base/actor.ts'
import { Refusal } from '../../base/refusal.ts'
import type { UserId } from '../../base/text.ts'
import { type Instant, instant } from '../../base/time.ts'
import { groupNames, transitiveGroupIds } from '../../directory/service.ts'
import { command } from '../../kernel/command.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { once } from '../../kernel/once.ts'
import type { Read, Write } from '../../kernel/store.ts'
import { rolesOf } from '../../roles/service.ts'
import {
  asksForGroups,
  asksForRoles,
  type Configuration,
  type ConfigurationChange,
  type ConfigurationId,
  changed,
  changedProperties,
  configurationIds,
  defaultConfigurations,
  isSecondFactorOnly,
  type MethodScope,
  methodScope,
  targetGroupIds,
  violations,
} from './rules.ts'
import { configurationFrom, findConfigurationRow, listConfigurationRows, replaceConfiguration } from './store.ts'

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
    scope: methodScope(found, groupIds, roles),
    secondFactorOnly: policy.id === 'TemporaryAccessPass' && isSecondFactorOnly(policy, groupIds),
  }
}

export interface MethodsPolicy {
  readonly configurations: readonly Configuration[]
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

const policyResource: AuditTarget = {
  type: 'Policy',
  id: 'authenticationMethodsPolicy',
  displayName: 'Authentication Methods Policy',
}

const resource = (id: ConfigurationId): AuditTarget => ({ type: 'Policy', id, displayName: id })

/**
 * Changes several configurations at once, or none of them.
 *
 * Absent properties keep their value; the result is validated as a whole.
 * Refuses with `policyInvalid`, also for a group that does not exist.
 *
 * Source: facts/entra.md §1.6.
 */
export const updateConfigurations = command({
  name: 'updateConfigurations',
  operation: 'methodsPolicy.update',
  activity: 'updateMethodsPolicy',
  target: async (_read, updates: readonly ConfigurationUpdate[]) => {
    const [only] = updates
    return { resource: only && updates.length === 1 ? resource(only.id) : policyResource }
  },
  work: async (w, updates) => {
    for (const { id, change } of updates) {
      await replace(w, id, 'updateMethodsPolicy', (before) => changed(before, change))
    }
    if (updates.length === 0) w.unrecorded('no configuration was named, so nothing was changed')
  },
})

/** Puts a configuration back to its defaults. */
export const resetConfiguration = command({
  name: 'resetConfiguration',
  operation: 'methodsPolicy.update',
  activity: 'resetMethodsPolicy',
  target: async (_read, id: ConfigurationId) => ({ resource: resource(id) }),
  work: (w, id) => replace(w, id, 'resetMethodsPolicy', () => defaultConfigurations[id]),
})

const mostTries = 20

/** Reads, changes, checks and writes, again from the start when another write came between. */
async function replace(
  w: Write,
  id: ConfigurationId,
  activity: 'updateMethodsPolicy' | 'resetMethodsPolicy',
  change: (before: Configuration) => Configuration,
): Promise<void> {
  for (let attempt = 1; attempt <= mostTries; attempt++) {
    const row = await findConfigurationRow(w.db, id)
    const before: Configuration = configurationFrom(id, row)
    const after = change(before)
    await refuseInvalid(w, before, after)
    const properties = changedProperties(before, after)
    if (properties.length === 0) {
      w.unrecorded('every value was there already')
      return
    }
    if (await replaceConfiguration(w.db, row, after, w.now)) {
      const modifiedProperties = properties.map((key) => modified(key, before[key], after[key]))
      w.audit({ activity, targets: [{ ...resource(id), modifiedProperties }] })
      return
    }
  }
  throw new Refusal('busy', 'Many others are changing this policy at the same moment. Try again.')
}

/** A group that is gone may stay in a list it was in before; it cannot be added. */
async function refuseInvalid(read: Read, before: Configuration, after: Configuration): Promise<void> {
  const broken = violations(after)
  const [first] = broken
  if (first) {
    const message = broken.map((violation) => violation.message).join(' ')
    throw new Refusal('policyInvalid', message, { field: first.field })
  }
  const already = targetGroupIds(before)
  const added = Array.from(targetGroupIds(after)).filter((id) => !already.has(id))
  const known = added.length > 0 ? await groupNames(read, added) : new Map()
  const unknown = added.find((id) => !known.has(id))
  if (unknown !== undefined) {
    const message = `There is no group '${unknown}'; a target is the object id of a security group, or all_users.`
    throw new Refusal('policyInvalid', message)
  }
}
