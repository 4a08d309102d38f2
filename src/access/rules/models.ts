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

/** Of which of the lists a model is, one bit for each. */
type Signature = bigint

/**
 * The same standing with one model for all that the policies can't tell apart, and without those that another one outdoes.
 *
 * A model that is on all the lists of another one helps wherever that does.
 * So there are as few ways as there are differences between them, however many passkeys a person has or could add.
 */
export function modelClasses(standing: Standing): Standing {
  const signatureOf = signatures(standing.missing)
  const first = new Map<Signature, string>()
  const alike = (proof: StrengthProof): StrengthProof => {
    if (proof.mode !== 'fido2') return { mode: proof.mode }
    const model = proof.aaguid ?? ''
    const signature = signatureOf(model)
    if (!first.has(signature)) first.set(signature, model)
    return { mode: 'fido2', aaguid: first.get(signature) }
  }
  const all = (ways: readonly Way[]): readonly Way[] => {
    const met = new Map<string, Way>()
    for (const way of ways) {
      const proof = alike(way.proof)
      const key = `${way.kind} ${proof.mode} ${proof.aaguid}`
      if (!met.has(key)) met.set(key, { ...way, proof })
    }
    return withoutOutdone([...met.values()], signatureOf)
  }
  return {
    ...standing,
    held: standing.held.map(alike),
    fresh: standing.fresh.map(alike),
    usable: all(standing.usable),
    registrable: all(standing.registrable),
  }
}

function signatures(missing: readonly Missing[]): (model: string) => Signature {
  const lists = new Map(listsIn(missing).map((list) => [list.join(), new Set(list)]))
  const known = new Map<string, Signature>()
  return (model) => {
    const signature =
      known.get(model) ?? [...lists.values()].reduce((bits, list) => (bits << 1n) | (list.has(model) ? 1n : 0n), 0n)
    known.set(model, signature)
    return signature
  }
}

/** Leaves out passkeys whose model is on no list that another one's isn't on too. */
function withoutOutdone(ways: readonly Way[], signatureOf: (model: string) => Signature): readonly Way[] {
  const own = ways.filter(({ proof }) => proof.mode === 'fido2').map(({ proof }) => signatureOf(proof.aaguid ?? ''))
  const isOutdone = (one: Signature) => own.some((other) => other !== one && (one & other) === one)
  return ways.filter(({ proof }) => proof.mode !== 'fido2' || !isOutdone(signatureOf(proof.aaguid ?? '')))
}
