import type { Expansion } from '../../base/odata/query.ts'
import type { Tenant } from '../../kernel/kernel.ts'
import type { DirectoryObject, Expanded } from '../service.ts'
import { objectToGraph } from './resources.ts'

/** What was expanded, each with its type; whole where something is selected of it. */
export function expandedToGraph(
  expanded: Expanded,
  expansions: readonly Expansion[] | undefined = [],
  tenant: Tenant,
): Record<string, unknown> {
  const entries = expansions.flatMap(({ navigation, select }): [string, unknown][] => {
    const found = expanded[navigation]
    const toGraph = (object: DirectoryObject) => objectToGraph(object, tenant, select !== undefined)
    if (!found) return []
    return [[navigation, 'kind' in found ? toGraph(found) : found.map(toGraph)]]
  })
  return Object.fromEntries(entries)
}
