import { changesBetween } from '../../audit/rules/changes.ts'
import { uuid } from '../../base/random.ts'
import { Refusal } from '../../base/refusal.ts'
import { command } from '../../kernel/command.ts'
import type { Write } from '../../kernel/store.ts'
import { reviseAccess } from '../revision/service.ts'
import { changeStrength, holdCustomStrength, refuseInvalid, strengthTarget, targetStrength } from './change.ts'
import { requireConfiguration } from './reading.ts'
import {
  type AuthenticationStrength,
  type CombinationConfiguration,
  mostCustomStrengths,
  requirementsSatisfied,
  type StrengthSettings,
} from './rules.ts'
import { insertStrength, listCustomStrengths, removeStrength } from './store.ts'

export {
  listStrengths,
  mayReadStrengths,
  readStrength,
  requireConfiguration,
  requireStrength,
  strengths,
} from './reading.ts'

/** A restriction as it is asked for, before it has an id. */
export type NewConfiguration = CombinationConfiguration extends infer Each
  ? Each extends CombinationConfiguration
    ? Omit<Each, 'id'>
    : never
  : never

/**
 * Creates a strength of the tenant's own.
 *
 * Refuses with `policyInvalid` or `strengthLimitReached`.
 *
 * Source: facts/entra.md §6.3.
 */
export const createStrength = command({
  name: 'createStrength',
  operation: 'strengths.update',
  activity: 'createStrength',
  target: async (_read, { displayName }: NewStrength) => ({ resource: strengthTarget({ id: '', displayName }) }),
  work: async (w, asked) => {
    await reviseAccess(w)
    return addStrength(w, asked)
  },
})

/** Adds a strength in a write that changes access; refuses as `createStrength` does. */
export async function addStrength(w: Write, asked: NewStrength): Promise<AuthenticationStrength> {
  const settings: StrengthSettings = {
    ...asked,
    combinationConfigurations: asked.combinationConfigurations.map((one) => ({ ...one, id: uuid(w.random) })),
  }
  refuseInvalid(settings)
  if ((await listCustomStrengths(w.db)).length >= mostCustomStrengths) throw tooMany()
  const id = uuid(w.random)
  const made: AuthenticationStrength = { ...settings, id, policyType: 'custom', createdAt: w.now, modifiedAt: w.now }
  await insertStrength(w.db, made)
  const modifiedProperties = changesBetween(undefined, settings)
  w.audit({ activity: 'createStrength', targets: [{ ...strengthTarget(made), modifiedProperties }] })
  return made
}

interface NewStrength extends Omit<StrengthSettings, 'combinationConfigurations'> {
  readonly combinationConfigurations: readonly NewConfiguration[]
}

const tooMany = (): Refusal =>
  new Refusal(
    'strengthLimitReached',
    `There are ${mostCustomStrengths} strengths of your own, and there may be no more. Delete one that is not used.`,
  )

interface StrengthChange {
  readonly id: string
  readonly change: Partial<Pick<StrengthSettings, 'displayName' | 'description'>>
}

/** Renames or redescribes a strength; refuses with `strengthNotFound`, `strengthBuiltIn` or `policyInvalid`. */
export const updateStrength = command({
  name: 'updateStrength',
  operation: 'strengths.update',
  activity: 'updateStrength',
  target: (read, input: StrengthChange) => targetStrength(read, input),
  work: async (w, { id, change }, _prepared, kernel) => {
    await changeStrength(kernel, w, { id, activity: 'updateStrength', field: 'displayName' }, () => change)
  },
})

/** What another list of combinations means. */
export interface CombinationsChange {
  readonly previous: readonly string[]
  readonly current: readonly string[]
  /** A warning where less is asked than before. */
  readonly warning: string | null
}

interface CombinationsInput {
  readonly id: string
  readonly allowedCombinations: readonly string[]
}

/** Replaces the combinations of a strength; refuses with `strengthNotFound`, `strengthBuiltIn` or `policyInvalid`. */
export const updateAllowedCombinations = command({
  name: 'updateAllowedCombinations',
  operation: 'strengths.update',
  activity: 'updateStrength',
  target: (read, input: CombinationsInput) => targetStrength(read, input),
  work: async (w, { id, allowedCombinations }, _prepared, kernel): Promise<CombinationsChange> => {
    const before = await changeStrength(
      kernel,
      w,
      { id, activity: 'updateStrength', field: 'allowedCombinations' },
      () => ({ allowedCombinations }),
    )
    const isLowered =
      requirementsSatisfied(before.allowedCombinations) === 'mfa' &&
      requirementsSatisfied(allowedCombinations) === 'none'
    const warning = isLowered
      ? 'The strength no longer asks for more than one factor, and neither do the policies that refer to it.'
      : null
    return { previous: before.allowedCombinations, current: allowedCombinations, warning }
  },
})

/** Deletes a strength; refuses with `strengthNotFound`, `strengthBuiltIn`, or as a consequence does (`usedByAccessPolicy`). */
export const deleteStrength = command({
  name: 'deleteStrength',
  operation: 'strengths.update',
  activity: 'deleteStrength',
  target: targetStrength,
  work: async (w, { id }: { readonly id: string }, _prepared, kernel) => {
    const strength = await holdCustomStrength(w, id)
    for (const follow of kernel.consequences.strengthDeleted) await follow(w, strength.id)
    await removeStrength(w.db, strength.id)
    w.audit({ activity: 'deleteStrength', targets: [strengthTarget(strength)] })
  },
})

interface ConfigurationInput {
  readonly id: string
  readonly configurationId: string
}

interface ConfigurationChange extends ConfigurationInput {
  readonly change: Partial<NewConfiguration>
}

interface NewConfigurationInput {
  readonly id: string
  readonly asked: NewConfiguration
}

/** Restricts combinations of a strength; refuses as `updateStrength` does. */
export const createCombinationConfiguration = command({
  name: 'createCombinationConfiguration',
  operation: 'strengths.update',
  activity: 'createCombinationConfiguration',
  target: (read, input: NewConfigurationInput) => targetStrength(read, input),
  work: async (w, { id, asked }, _prepared, kernel) => {
    const made: CombinationConfiguration = { ...asked, id: uuid(w.random) }
    await changeStrength(
      kernel,
      w,
      { id, activity: 'createCombinationConfiguration', field: 'combinationConfigurations' },
      ({ combinationConfigurations }) => ({
        combinationConfigurations: [...combinationConfigurations, made],
      }),
    )
    return made
  },
})

/** Changes a restriction, whose kind stays; refuses as `updateStrength` does. */
export const updateCombinationConfiguration = command({
  name: 'updateCombinationConfiguration',
  operation: 'strengths.update',
  activity: 'updateCombinationConfiguration',
  target: (read, input: ConfigurationChange) => targetStrength(read, input),
  work: async (w, { id, configurationId, change }, _prepared, kernel) => {
    await changeStrength(
      kernel,
      w,
      { id, activity: 'updateCombinationConfiguration', field: 'combinationConfigurations' },
      (strength) => {
        const before = requireConfiguration(strength, configurationId)
        if (change.kind && change.kind !== before.kind) throw otherKind()
        const after = { ...before, ...change } as CombinationConfiguration
        return {
          combinationConfigurations: strength.combinationConfigurations.map((one) => (one === before ? after : one)),
        }
      },
    )
  },
})

const otherKind = (): Refusal =>
  new Refusal('policyInvalid', 'A restriction cannot become one of another type; delete it and add another.', {
    field: '@odata.type',
  })

/** Removes a restriction; refuses as `updateStrength` does. */
export const deleteCombinationConfiguration = command({
  name: 'deleteCombinationConfiguration',
  operation: 'strengths.update',
  activity: 'deleteCombinationConfiguration',
  target: (read, input: ConfigurationInput) => targetStrength(read, input),
  work: async (w, { id, configurationId }, _prepared, kernel) => {
    await changeStrength(
      kernel,
      w,
      { id, activity: 'deleteCombinationConfiguration', field: 'combinationConfigurations' },
      (strength) => {
        const removed = requireConfiguration(strength, configurationId)
        return { combinationConfigurations: strength.combinationConfigurations.filter((one) => one !== removed) }
      },
    )
  },
})
