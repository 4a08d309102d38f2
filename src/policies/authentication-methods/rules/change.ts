import { allUsers, type Configuration, type ConfigurationId, type Target } from './configuration.ts'

type Part<Value> = Value extends readonly unknown[] ? Value : Value extends object ? Partial<Value> : Value

/** What a PATCH asks for: absent properties stay, objects are merged, lists are replaced as a whole. */
export type ConfigurationChange<Id extends ConfigurationId = ConfigurationId> = Id extends ConfigurationId
  ? { readonly [Key in Exclude<keyof Configuration<Id>, 'id'>]?: Part<Configuration<Id>[Key]> }
  : never

/** The configuration after the change, with ids in lower case; not validated. */
export function changed<Id extends ConfigurationId>(
  current: Configuration<Id>,
  change: ConfigurationChange<Id>,
): Configuration<Id> {
  const merged: Record<string, unknown> = { ...current }
  for (const [key, value] of Object.entries(change)) {
    merged[key] = isObject(value) ? { ...(merged[key] as object), ...value } : value
  }
  return normalised(merged as unknown as Configuration<Id>)
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function normalised<Id extends ConfigurationId>(configuration: Configuration<Id>): Configuration<Id> {
  const lower = <Target extends { readonly id: string }>(target: Target) => ({ ...target, id: target.id.toLowerCase() })
  const own: Configuration = configuration
  return {
    ...configuration,
    includeTargets: configuration.includeTargets.map(lower),
    excludeTargets: configuration.excludeTargets.map(lower),
    ...(own.id === 'TemporaryAccessPass' && {
      secondFactorOnly: { ...own.secondFactorOnly, includeTarget: lower(own.secondFactorOnly.includeTarget) },
    }),
    ...(own.id === 'Fido2' && {
      keyRestrictions: { ...own.keyRestrictions, aaGuids: own.keyRestrictions.aaGuids.map((id) => id.toLowerCase()) },
    }),
  }
}

/** The properties whose values differ, in the order of the configuration. */
export function changedProperties<Id extends ConfigurationId>(
  before: Configuration<Id>,
  after: Configuration<Id>,
): readonly (keyof Configuration<Id>)[] {
  const keys = Object.keys(after) as (keyof Configuration<Id>)[]
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
}

/** The groups and users that the configuration names. */
export function namedTargets(configuration: Configuration): readonly Target[] {
  const targets = [...configuration.includeTargets, ...configuration.excludeTargets]
  const second = configuration.id === 'TemporaryAccessPass' ? [configuration.secondFactorOnly.includeTarget] : []
  return [...targets, ...second].filter(({ id }) => id !== allUsers)
}

/** Those of the targets that were not among the others. */
export const addedTargets = (before: readonly Target[], after: readonly Target[]): readonly Target[] =>
  after.filter((one) => !before.some(({ id, targetType }) => id === one.id && targetType === one.targetType))
