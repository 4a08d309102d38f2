import type { StrengthProof } from '../../policies/authentication-strengths/rules.ts'
import type { Missing } from './access.ts'
import type { Standing, Way } from './way-on.ts'

/** The lists of models of security key that what is missing names. */
const listsIn = (missing: readonly Missing[]): readonly (readonly string[])[] =>
  missing
    .flatMap(({ controls }) => controls)
    .flatMap((control) => (control.kind === 'authenticationStrength' ? control.strength.combinationConfigurations : []))
    .flatMap((configuration) => (configuration.kind === 'fido2' ? [configuration.allowedAAGUIDs] : []))

/** Every model that what is missing names; whether another one is used makes no difference. */
export const modelsNamedIn = (missing: readonly Missing[]): readonly string[] => [...new Set(listsIn(missing).flat())]

/**
 * The same standing with one model for all that the policies can't tell apart.
 *
 * So there are as few ways as there are differences between them, however many passkeys a person has.
 */
export function modelClasses(standing: Standing): Standing {
  const lists = listsIn(standing.missing)
  const first = new Map<string, string>()
  const alike = (proof: StrengthProof): StrengthProof => {
    if (proof.mode !== 'fido2') return { mode: proof.mode }
    const model = proof.aaguid ?? ''
    const seen = lists.map((list) => (list.includes(model) ? '1' : '0')).join('')
    if (!first.has(seen)) first.set(seen, model)
    return { mode: 'fido2', aaguid: first.get(seen) }
  }
  const all = (ways: readonly Way[]): readonly Way[] => {
    const met = new Map<string, Way>()
    for (const way of ways) {
      const proof = alike(way.proof)
      const key = `${way.kind} ${proof.mode} ${proof.aaguid}`
      if (!met.has(key)) met.set(key, { ...way, proof })
    }
    return [...met.values()]
  }
  return {
    ...standing,
    held: standing.held.map(alike),
    fresh: standing.fresh.map(alike),
    usable: all(standing.usable),
    registrable: all(standing.registrable),
  }
}
