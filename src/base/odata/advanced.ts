import { type Condition, parseCondition } from './condition.ts'
import type { ResourceShape } from './shape.ts'

/** What a request asks of directory objects that only the eventually consistent copy of them can answer. */
export interface AdvancedUse {
  /** As the caller wrote it, for the refusal. */
  readonly what: string
  /** The query option it stands in. */
  readonly option: string
  /** Whether `$count=true` must come along. */
  readonly wantsCount: boolean
}

/**
 * The first use of advanced queries in a list's options; nothing for other resources than directory objects.
 *
 * Advanced are ne, not, endswith and contains, `$search`, `$count=true`, and `$filter` together with `$orderby`.
 *
 * Source: facts/entra.md §12, advanced queries.
 */
export function advancedUse(options: ReadonlyMap<string, string>, shape: ResourceShape): AdvancedUse | undefined {
  if (!shape.advanced) return undefined
  const filter = options.get('$filter')
  const operator = filter === undefined ? undefined : advancedOperator(parseCondition(filter, shape))
  if (operator) return { what: operator, option: '$filter', wantsCount: true }
  if (filter !== undefined && options.has('$orderby')) {
    return { what: '$orderby together with $filter', option: '$orderby', wantsCount: true }
  }
  if (options.has('$search')) return { what: '$search', option: '$search', wantsCount: false }
  const counts = options.get('$count')?.toLowerCase() === 'true'
  return counts ? { what: '$count', option: '$count', wantsCount: false } : undefined
}

function advancedOperator(condition: Condition): string | undefined {
  switch (condition.kind) {
    case 'both':
    case 'either':
      return advancedOperator(condition.left) ?? advancedOperator(condition.right)
    case 'not':
      return 'not'
    case 'any':
    case 'all':
      return condition.of && advancedOperator(condition.of)
    case 'compare':
      return condition.operator === 'ne' ? 'ne' : undefined
    case 'text':
      return condition.test === 'endswith' || condition.test === 'contains' ? condition.test : undefined
    default:
      return undefined
  }
}
