import { type Combination, modesOf, type StrengthMode } from './modes.ts'
import type { AuthenticationStrength, CombinationConfiguration } from './strength.ts'

/** What a success in a session counts as. */
export interface StrengthProof {
  readonly mode: StrengthMode
  /** The model of security key, lower case; absent where it is not known. */
  readonly aaguid?: string | undefined
}

type Allowing = Pick<AuthenticationStrength, 'allowedCombinations' | 'combinationConfigurations'>

/**
 * Whether what was proved meets a strength: every mode of one allowed combination, under its restrictions.
 *
 * A key of unknown model meets no restriction, and no proof here carries a certificate.
 *
 * Source: facts/entra.md §6.4, §6.5.
 */
export const satisfies = (strength: Allowing, proofs: readonly StrengthProof[]): boolean =>
  strength.allowedCombinations.some((combination) =>
    modesOf(combination).every((mode) =>
      proofs.some((proof) => proof.mode === mode && passes(proof, combination, strength.combinationConfigurations)),
    ),
  )

function passes(
  proof: StrengthProof,
  combination: Combination,
  configurations: readonly CombinationConfiguration[],
): boolean {
  const restricting = configurations.filter(({ appliesToCombinations }) => appliesToCombinations.includes(combination))
  return restricting.every((configuration) => {
    if (configuration.kind === 'x509Certificate') return !proof.mode.startsWith('x509Certificate')
    return proof.mode !== 'fido2' || configuration.allowedAAGUIDs.includes(proof.aaguid ?? '')
  })
}
