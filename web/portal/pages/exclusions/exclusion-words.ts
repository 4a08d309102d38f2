import type { ExclusionResource, ExemptPersonResource } from '../../../../contract/api/exclusions.ts'
import type { Texts } from '../../texts/texts.ts'
import { named } from '../conditional-access/policy-words.ts'

type Target = Pick<ExclusionResource, 'kind' | 'targetId' | 'targetDisplayName'> & {
  readonly guestOrExternalUserTypes?: readonly string[]
}

/** What is excluded, by name; what is gone by the start of its id. */
export function targetName(target: Target, { access, exclusions }: Texts): string {
  const { kind, targetId, targetDisplayName, guestOrExternalUserTypes = [] } = target
  if (kind === 'guests') {
    if (guestOrExternalUserTypes.length === 0) return exclusions.allGuests
    return exclusions.someGuests(guestOrExternalUserTypes.map((type) => named(access.words.guests, type)).join(', '))
  }
  if (kind === 'role' && Object.hasOwn(access.roles, targetId)) return named(access.roles, targetId)
  return targetDisplayName ?? access.words.gone(targetId.slice(0, 8))
}

type Hand = ExclusionResource['addedBy'] | ExemptPersonResource['exemptions'][number]['by']

/** By whose hand it was done. */
export function handName(hand: Hand, { exclusions }: Texts): string {
  if (!hand) return exclusions.unknownHand
  if (hand.kind === 'server') return exclusions.server
  return hand.displayName ?? hand.userPrincipalName ?? hand.id ?? '–'
}

/** What they need not do. */
export const requirementName = (requirement: ExclusionResource['requirement'], { exclusions }: Texts): string =>
  requirement ? exclusions.requirements[requirement] : exclusions.noRequirement
