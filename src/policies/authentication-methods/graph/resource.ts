import { configurationTypeNames } from '../../../../contract/graph/authentication-methods-policy.ts'
import type { Configuration } from '../rules.ts'

/** Marks a setting that Graph has no word for as an annotation (ADR 0011). */
const ownPrefix = '@latchkey.'

const ownSettings = ['passcodeAlphabet', 'passcodeGrowsWithLifetime', 'secondFactorOnly', 'administratorsExcluded']

/** The configuration as Graph writes it. */
export function configurationToGraph(configuration: Configuration): Readonly<Record<string, unknown>> {
  const { id, ...settings } = configuration
  const wireName = (name: string) => (ownSettings.includes(name) ? `${ownPrefix}${name}` : name)
  const entries = Object.entries(settings).map(([name, value]) => [wireName(name), value])
  const type = { '@odata.type': configurationTypeNames[id], id }
  return { ...type, ...Object.fromEntries(entries), ...(configuration.id === 'Fido2' ? profiles(configuration) : {}) }
}

/** Graph tells passkey profiles apart; here there is one for everybody, which has no name. */
const profiles = ({ includeTargets }: Configuration<'Fido2'>) => ({
  defaultPasskeyProfile: null,
  includeTargets: includeTargets.map((target) => ({ ...target, allowedPasskeyProfiles: [] })),
})

/** A PATCH as the configuration names its settings, without what it does not keep. */
export function changeFrom(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { defaultPasskeyProfile: _profile, ...settings } = body
  const entries = Object.entries(settings).map(([name, value]) => [name.replace(ownPrefix, ''), value])
  const change: Record<string, unknown> = Object.fromEntries(entries)
  const targets = change['includeTargets'] as readonly Record<string, unknown>[] | undefined
  const kept = targets?.map(({ allowedPasskeyProfiles: _profiles, ...target }) => target)
  return { ...change, ...(kept ? { includeTargets: kept } : {}) }
}
