import { type AdvancedUse, advancedUse } from '../../base/odata/advanced.ts'
import type { ResourceShape } from '../../base/odata/shape.ts'
import { Refusal } from '../../base/refusal.ts'
import type { GraphRequest } from './router.ts'

/** What the address itself asks for: the number of objects, or those of one type. */
export type AdvancedAddress = 'count' | 'cast'

const ofAddress: Readonly<Record<AdvancedAddress, AdvancedUse>> = {
  count: { what: 'The segment $count', option: '$count', wantsCount: false },
  cast: { what: 'A type at the end of the address', option: '$count', wantsCount: true },
}

/**
 * Refuses with `unsupportedQuery` an advanced query of directory objects that does not say it is one.
 *
 * It says so with the header `ConsistencyLevel: eventual` and, except for `$search` and counts, with `$count=true`.
 *
 * Source: facts/entra.md §12, advanced queries.
 */
export function requireAdvanced(request: GraphRequest, shape: ResourceShape, address?: AdvancedAddress): void {
  if (!shape.advanced) return
  const inOptions = advancedUse(request.query, shape)
  const isCount = address === 'count'
  const use =
    address === 'cast' && !inOptions?.wantsCount
      ? ofAddress.cast
      : (inOptions ?? (isCount ? ofAddress.count : undefined))
  if (!use) return
  const isEventual = request.headers['consistencylevel']?.trim().toLowerCase() === 'eventual'
  const wantsCount = use.wantsCount && !isCount
  const isCounted = request.query.get('$count')?.toLowerCase() === 'true'
  if (isEventual && (isCounted || !wantsCount)) return
  const count = wantsCount ? ' and the query option $count=true' : ''
  throw new Refusal(
    'unsupportedQuery',
    `${use.what} is an advanced query of ${shape.name}. Send the header ConsistencyLevel: eventual${count} along with it.`,
    { field: use.option },
  )
}
