import { isDeepStrictEqual } from 'node:util'
import { type AuditTarget, modified } from '../../audit/rules.ts'
import { Refusal } from '../../base/refusal.ts'
import { findUser, groupNames } from '../../directory/service.ts'
import type { Read, Write } from '../../kernel/store.ts'
import {
  type AbsentId,
  absentConfigurations,
  addedTargets,
  type Configuration,
  type ConfigurationId,
  changedProperties,
  changedSettings,
  namedBySettings,
  namedTargets,
  type PolicySettings,
  type SettingsChange,
  settingsViolations,
  type Target,
  violations,
} from './rules.ts'
import {
  configurationFrom,
  findConfigurationRow,
  findSettingsRow,
  replaceConfiguration,
  replaceSettings,
  settingsFrom,
} from './store.ts'

export const policyResource: AuditTarget = {
  type: 'Policy',
  id: 'authenticationMethodsPolicy',
  displayName: 'Authentication Methods Policy',
}

export const configurationResource = (id: ConfigurationId | AbsentId): AuditTarget => ({
  type: 'Policy',
  id,
  displayName: id,
})

const mostTries = 20
const busy = () => new Refusal('busy', 'Many others are changing this policy at the same moment. Try again.')

/** Reads, changes, checks and writes a configuration, again from the start when another write came between. */
export async function changeConfiguration(
  w: Write,
  id: ConfigurationId,
  activity: 'updateMethodsPolicy' | 'resetMethodsPolicy',
  change: (before: Configuration) => Configuration,
): Promise<void> {
  for (let attempt = 1; attempt <= mostTries; attempt++) {
    const row = await findConfigurationRow(w.db, id)
    const before: Configuration = configurationFrom(id, row)
    const after = change(before)
    refuseBroken(violations(after))
    await refuseUnknown(w, addedTargets(namedTargets(before), namedTargets(after)))
    const properties = changedProperties(before, after)
    if (properties.length === 0) {
      w.unrecorded('every value was there already')
      return
    }
    if (await replaceConfiguration(w.db, row, after, w.now)) {
      const modifiedProperties = properties.map((key) => modified(key, before[key], after[key]))
      w.audit({ activity, targets: [{ ...configurationResource(id), modifiedProperties }] })
      return
    }
  }
  throw busy()
}

/** As `changeConfiguration`, for what the policy says of all methods together. */
export async function changeSettings(w: Write, change: SettingsChange): Promise<void> {
  refusePromises(change)
  for (let attempt = 1; attempt <= mostTries; attempt++) {
    const row = await findSettingsRow(w.db)
    const before = settingsFrom(row)
    const after = changedSettings(before, change)
    refuseBroken(settingsViolations(after))
    await refuseUnknown(w, addedTargets(namedBySettings(before), namedBySettings(after)))
    const properties = (Object.keys(after) as (keyof PolicySettings)[]).filter(
      (key) => !isDeepStrictEqual(before[key], after[key]),
    )
    if (properties.length === 0) {
      w.unrecorded('every value was there already')
      return
    }
    if (await replaceSettings(w.db, row, after, w.now)) {
      const modifiedProperties = properties.map((key) => modified(key, before[key], after[key]))
      w.audit({ activity: 'updateMethodsPolicy', targets: [{ ...policyResource, modifiedProperties }] })
      return
    }
  }
  throw busy()
}

/** Refuses to switch on what would guard nothing. */
function refusePromises({ reportSuspiciousActivitySettings: reports }: SettingsChange): void {
  if (reports?.state !== 'enabled') return
  const field = 'reportSuspiciousActivitySettings'
  const message = `'${field}' cannot be enabled: Latchkey sends no prompts to phones, so there are none to report. Leave it out, or set its state to 'disabled'.`
  throw new Refusal('notOffered', message, { field })
}

/**
 * Refuses with `notOffered` to change the configuration of a method that Latchkey has not.
 *
 * What is there already may be sent, so that an object may be sent back as it was read.
 */
export function refuseAbsentChange(id: AbsentId, change: Readonly<Record<string, unknown>>): void {
  const { called, properties } = absentConfigurations[id]
  const shown: Readonly<Record<string, unknown>> = properties
  const field = Object.keys(change).find((name) => !isDeepStrictEqual(change[name], shown[name]))
  if (field === undefined) return
  const message = `Latchkey has no ${called}, so the configuration ${id} stays disabled and '${field}' cannot be changed.`
  throw new Refusal('notOffered', message, { field })
}

function refuseBroken(broken: readonly { readonly field: string; readonly message: string }[]): void {
  const [first] = broken
  if (!first) return
  const message = broken.map((violation) => violation.message).join(' ')
  throw new Refusal('policyInvalid', message, { field: first.field })
}

/** A group or user that is gone may stay in a list it was in before; it cannot be added. */
async function refuseUnknown(read: Read, added: readonly Target[]): Promise<void> {
  const groups = added.filter(({ targetType }) => targetType === 'group').map(({ id }) => id)
  const known = groups.length > 0 ? await groupNames(read, groups) : new Map()
  const group = groups.find((id) => !known.has(id))
  if (group !== undefined) {
    const message = `There is no group '${group}'; a target is the object id of a security group, or all_users.`
    throw new Refusal('policyInvalid', message)
  }
  for (const { targetType, id } of added) {
    if (targetType === 'group' || (await findUser(read, id))) continue
    throw new Refusal(
      'policyInvalid',
      `There is no user '${id}'; a target of the type user is the object id of a user.`,
    )
  }
}
