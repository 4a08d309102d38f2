import { configurationTypeNames } from '../../../../contract/graph/authentication-methods-policy.ts'
import type { Configuration } from '../rules.ts'

/** Marks a setting that Graph has no word for as an annotation (ADR 0011). */
export const ownPrefix = '@latchkey.'

const ownSettings = ['passcodeAlphabet', 'passcodeGrowsWithLifetime', 'secondFactorOnly', 'administratorsExcluded']

/** The configuration as Graph writes it. */
export function configurationToGraph({ id, ...settings }: Configuration): Readonly<Record<string, unknown>> {
  const wireName = (name: string) => (ownSettings.includes(name) ? `${ownPrefix}${name}` : name)
  const entries = Object.entries(settings).map(([name, value]) => [wireName(name), value])
  return { '@odata.type': configurationTypeNames[id], id, ...Object.fromEntries(entries) }
}
