import type { Condition } from '../../base/odata/condition.ts'
import type { TenantPassRow } from '../tables.ts'

type State = TenantPassRow['state']

/** What a filter says of the state, so that an index over the ends of passes can serve it. */
interface AskedStates {
  /** Whether the filter speaks of it at all. */
  readonly isAsked: boolean
  /** The states that a pass found by the filter may have. */
  readonly possible: readonly State[]
}

const every: readonly State[] = ['live', 'upcoming', 'expired', 'used']

/** Reads of a filter which states it leaves; what is not plain is left to the database. */
export function askedStates(condition: Condition | undefined): AskedStates {
  if (!condition) return { isAsked: false, possible: every }
  switch (condition.kind) {
    case 'both': {
      const [left, right] = [askedStates(condition.left), askedStates(condition.right)]
      return {
        isAsked: left.isAsked || right.isAsked,
        possible: left.possible.filter((state) => right.possible.includes(state)),
      }
    }
    case 'either': {
      const [left, right] = [askedStates(condition.left), askedStates(condition.right)]
      return {
        isAsked: left.isAsked || right.isAsked,
        possible: every.filter((state) => left.possible.includes(state) || right.possible.includes(state)),
      }
    }
    case 'not':
      return { isAsked: askedStates(condition.operand).isAsked, possible: every }
    default:
      if (condition.property !== 'state') return { isAsked: false, possible: every }
      return { isAsked: true, possible: every.filter((state) => holds(condition, state)) }
  }
}

function holds(condition: Condition, state: State): boolean {
  if (condition.kind === 'in') return condition.values.includes(state)
  if (condition.kind !== 'compare') return true
  return condition.operator === 'ne' ? condition.value !== state : condition.value === state
}
