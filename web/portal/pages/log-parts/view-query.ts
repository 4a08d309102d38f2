import type { SavedView, SavedViewQuery } from '../../../../contract/api/saved-views.ts'
import { fixedFilterOf, searchOfFilter } from './log-filter.ts'
import { isSpan, type LogKind, type LogSearch, orderOf, type RangeName, spans } from './log-kind.ts'

/** What a view keeps of a page: a range that moves along stays one. */
export function queryOf(kind: LogKind, search: LogSearch, columns: readonly string[]): SavedViewQuery {
  const filter = fixedFilterOf(kind, search)
  return {
    ...(filter !== '' && { filter }),
    ...(isSpan(search.range) && { range: spans[search.range].duration }),
    orderby: orderOf(kind, search),
    columns: [...columns],
  }
}

/** What is asked where a view is chosen. */
export function searchOf(kind: LogKind, { filter = '', range, orderby }: SavedView['query']): LogSearch {
  const asked = searchOfFilter(kind, filter)
  const span = (Object.keys(spans) as (keyof typeof spans)[]).find((name) => spans[name].duration === range)
  const custom: RangeName = asked.from === '' && asked.to === '' ? 'all' : 'custom'
  return { ...asked, range: span ?? custom, isOldestFirst: orderby?.endsWith(' asc') ?? false }
}
