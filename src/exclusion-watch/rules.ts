import type { ExclusionKey, Guests } from '../policies/conditional-access/rules.ts'

export { factsOf, type Link, type Person, type Way, wayOf } from './rules/exemption.ts'
export { introducedBy } from './rules/introduced.ts'
export { narrowed, speaksOf } from './rules/narrowed.ts'
export { type Excluded, type Recommendation, recommend } from './rules/recommendation.ts'
export { isWatched, passFit, type Requirement, requirementOf } from './rules/requirement.ts'
export { exclusionShape, exemptPersonShape } from './rules/shapes.ts'
export { exemptSince, type Since } from './rules/since.ts'

/** Whom exclusions leave out, all policies together. */
export interface ExcludedTargets {
  readonly userIds: readonly string[]
  readonly groupIds: readonly string[]
  readonly roleIds: readonly string[]
  /** Whether guests of every kind are. */
  readonly everyGuest: boolean
  /** Guests of certain kinds. */
  readonly guests: readonly Guests[]
}

/** An exclusion, with the kinds of guests where it is one of those. */
export interface ExcludedBy extends ExclusionKey {
  readonly guests: Guests | null
}

export function excludedTargets(exclusions: readonly ExcludedBy[]): ExcludedTargets {
  const idsOf = (kind: ExclusionKey['kind']) => [
    ...new Set(exclusions.filter((one) => one.kind === kind).map(({ targetId }) => targetId)),
  ]
  const guests = exclusions.filter(({ kind }) => kind === 'guests')
  return {
    userIds: idsOf('user'),
    groupIds: idsOf('group'),
    roleIds: idsOf('role'),
    everyGuest: guests.some(({ targetId }) => targetId === 'all'),
    guests: guests.flatMap((one) => (one.targetId === 'kinds' && one.guests ? [one.guests] : [])),
  }
}
