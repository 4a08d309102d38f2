import { type ListQuery, parseListQuery } from '../../base/odata/query.ts'
import type { Page, Position, ResourceShape } from '../../base/odata/shape.ts'

/** Everything that a filter matches, page after page; refuses with `unsupportedQuery` a filter that is none. */
export async function allPages<Item>(
  shape: ResourceShape,
  filter: string | undefined,
  list: (query: ListQuery) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const options = new Map([
    ['$top', String(shape.pageSize.greatest)],
    ...(filter === undefined ? [] : [['$filter', filter] as const]),
  ])
  const found: Item[] = []
  let after: Position | undefined
  do {
    const page = await list(parseListQuery(options, shape, after))
    found.push(...page.items)
    after = page.next
  } while (after)
  return found
}
