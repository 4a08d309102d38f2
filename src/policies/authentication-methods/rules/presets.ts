import type { ConfigurationChange } from './change.ts'
import { defaultConfigurations } from './configuration.ts'

type PassChange = ConfigurationChange<'TemporaryAccessPass'>

export interface Preset {
  readonly settings: PassChange
  /** Whether it covers a group that the administrator has to name. */
  readonly needsGroup: boolean
}

const { id: _id, state: _state, ...entraDefaults } = defaultConfigurations.TemporaryAccessPass

const { includeTargets: _everybody, ...ourDefaults } = entraDefaults

/**
 * Ready-made settings for passes; none of them switches the method on or off.
 *
 * Source: product.md §2.
 */
export const presets = {
  entra: { settings: entraDefaults, needsGroup: false },
  recommended: {
    needsGroup: true,
    settings: {
      ...ourDefaults,
      minimumLifetimeInMinutes: 10,
      defaultLifetimeInMinutes: 60,
      maximumLifetimeInMinutes: 24 * 60,
      isUsableOnce: true,
      administratorsExcluded: true,
    },
  },
} as const satisfies Record<string, Preset>

export type PresetName = keyof typeof presets
