import type { Condition } from './condition.ts'
import { filterRefusal } from './tokens.ts'

/** What one row may cost at most, in comparisons of a value that stands in the row. */
const greatestCost = 100

/** An index serves neither, and each row is looked through: a text for what is inside it, or another table. */
const costs = { insideText: 4, collection: 8 } as const

/**
 * Refuses with `unsupportedQuery` a filter that costs too much at each row, so that one request can't keep a server busy.
 *
 * That is more than 12 looks into collections, or more than 25 at the inside or the end of a text.
 */
export function requireAffordable(condition: Condition): Condition {
  if (costOf(condition) <= greatestCost) return condition
  throw filterRefusal(
    `it looks too often at what no index serves; any and all are allowed ${Math.floor(greatestCost / costs.collection)} times, contains and endswith ${greatestCost / costs.insideText} times`,
  )
}

function costOf(condition: Condition): number {
  switch (condition.kind) {
    case 'both':
    case 'either':
      return costOf(condition.left) + costOf(condition.right)
    case 'not':
      return costOf(condition.operand)
    case 'any':
    case 'all':
      return Math.max(costs.collection, condition.of ? costOf(condition.of) : 0)
    case 'text':
      return condition.test === 'startswith' ? 1 : costs.insideText
    default:
      return 1
  }
}
