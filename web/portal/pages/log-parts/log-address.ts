import { momentOf } from '../../format/moment.ts'
import type { LogKind, LogSearch, RangeName } from './log-kind.ts'
import { rangeNames } from './log-kind.ts'

/** Reads the address; what it does not know in it counts for nothing. */
export function readAddress(kind: LogKind, params: URLSearchParams): LogSearch {
  const raw = params.get('filter')?.trim() ?? ''
  const range = params.get('range') ?? ''
  const filters = kind.filters.flatMap(({ name, choices, condition }) => {
    const value = params.get(name)?.trim() ?? ''
    if (value === '' || (choices && !choices.includes(value)) || condition(value) === undefined) return []
    return [[name, value] as const]
  })
  return {
    range: isRange(range) ? range : rangeUnlessTold(kind, raw),
    from: momentOf(params.get('from')),
    to: momentOf(params.get('to')),
    filters: Object.fromEntries(filters),
    raw,
    isOldestFirst: params.get('sort') === 'oldest',
  }
}

/** The address for a search; what is as usual is left out of it. */
export function writeAddress(kind: LogKind, { range, from, to, filters, raw, isOldestFirst }: LogSearch) {
  const params = new URLSearchParams()
  if (raw !== '') params.set('filter', raw)
  if (range !== rangeUnlessTold(kind, raw)) params.set('range', range)
  if (range === 'custom' && from !== '') params.set('from', from)
  if (range === 'custom' && to !== '') params.set('to', to)
  for (const { name } of kind.filters) if (filters[name]) params.set(name, filters[name])
  if (isOldestFirst) params.set('sort', 'oldest')
  return params
}

/** A filter that a link brings says itself how far back it looks. */
const rangeUnlessTold = (kind: LogKind, raw: string): RangeName => (raw === '' ? kind.usualRange : 'all')

const isRange = (text: string): text is RangeName => (rangeNames as readonly string[]).includes(text)
