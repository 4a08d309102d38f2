import type { StrengthProof } from '../../authentication-strengths/rules.ts'
import { type AccessRules, decide } from './decide.ts'
import type { Held, TargetFacts, UserFacts } from './facts.ts'
import type { Whereabouts } from './whereabouts.ts'

/** Somebody who could undo a change, and what they sign in with. */
export interface Keeper {
  readonly identity: UserFacts
  /** What they can prove again and again. */
  readonly lasting: readonly StrengthProof[]
  /** What they can prove now: the same, and a pass while they have one. */
  readonly present: readonly StrengthProof[]
  /** What they could register, once they are let in to do so. */
  readonly registrable: readonly StrengthProof[]
}

/**
 * Whether somebody can still sign in to what they want at in a browser, from at least one of the places and devices given.
 *
 * There, access is granted with what they have for good; or it would be with what they could register as well,
 * and what they have now is enough to be let in to register it.
 * A pass opens the door to a registration and counts for nothing beyond, because it ends.
 *
 * Source: facts/entra.md §6.5.
 */
export const canGetIn = (
  rules: AccessRules,
  keeper: Keeper,
  target: TargetFacts,
  places: readonly Whereabouts[],
): boolean => places.some((place) => canGetInFrom(rules, keeper, target, place))

function canGetInFrom(rules: AccessRules, keeper: Keeper, target: TargetFacts, place: Whereabouts): boolean {
  const { identity, lasting, present, registrable } = keeper
  const isGranted = (wanted: TargetFacts, proofs: readonly StrengthProof[]) =>
    decide(
      rules,
      { ...place, identity, target: wanted, clientAppType: 'browser', transferMethod: null },
      heldBy(proofs),
    ).outcome === 'granted'
  if (isGranted(target, lasting)) return true
  return (
    isGranted(target, [...lasting, ...registrable]) &&
    isGranted({ userAction: 'urn:user:registersecurityinfo' }, present)
  )
}

/** A new password can be set wherever one is asked for. */
const heldBy = (proofs: readonly StrengthProof[]): Held => ({ proofs, passwordChanged: true })

const mostNamed = 5

/** Who is locked out, for people: up to five names, and how many they are. */
export function namesOf(
  people: readonly { readonly displayName: string; readonly userPrincipalName: string }[],
): string {
  const named = people.slice(0, mostNamed).map((one) => `${one.displayName} (${one.userPrincipalName})`)
  const others = people.length - named.length
  return `${named.join(', ')}${others > 0 ? ` and ${others} more` : ''}, ${people.length} in all`
}
