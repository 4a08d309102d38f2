import type { LogName } from '../../api/logs.ts'

/** One thing a log is filtered by: how it stands in the address of the page, and what is asked of the server. */
export interface LogFilter {
  /** In the address. */
  readonly name: string
  /** All there is to choose from; without them it is typed. */
  readonly choices?: readonly string[]
  /** What is offered while one types. */
  readonly suggestions?: readonly string[]
  /** Whether it stands beside the list as tabs. */
  readonly isTab?: boolean
  /** The part of `$filter`; undefined for a value that cannot be asked. */
  condition(value: string): string | undefined
}

export type RangeName = '24h' | '7d' | '30d' | 'custom' | 'all'

/** How a log is asked. */
export interface LogKind {
  readonly log: LogName
  /** The property by which it is in order. */
  readonly time: 'createdDateTime' | 'activityDateTime'
  readonly filters: readonly LogFilter[]
  /** How far back it looks unless told, as Entra does. */
  readonly usualRange: RangeName
}

/** What is asked of a log; it stands in the address of the page. */
export interface LogSearch {
  readonly range: RangeName
  /** Of a custom range, as ISO in UTC; empty where it is open. */
  readonly from: string
  readonly to: string
  /** By the names of the filters. */
  readonly filters: Readonly<Record<string, string>>
  /** What somebody wrote as `$filter` by hand, or a link brought. */
  readonly raw: string
  readonly isOldestFirst: boolean
}

/** How far back a range looks, as saved views write it and in milliseconds. */
export const spans = {
  '24h': { duration: 'P1D', milliseconds: 86_400_000 },
  '7d': { duration: 'P7D', milliseconds: 7 * 86_400_000 },
  '30d': { duration: 'P30D', milliseconds: 30 * 86_400_000 },
} as const

export const rangeNames: readonly RangeName[] = ['24h', '7d', '30d', 'custom', 'all']

export const isSpan = (range: RangeName): range is keyof typeof spans => Object.hasOwn(spans, range)

/** Whether anything is asked beyond the time and the tab. */
export const isNarrowed = (kind: LogKind, { filters, raw }: LogSearch): boolean =>
  raw !== '' || kind.filters.some(({ name, isTab }) => !isTab && filters[name] !== undefined)

/** As `$orderby`. */
export const orderOf = ({ time }: LogKind, { isOldestFirst }: LogSearch): string =>
  `${time} ${isOldestFirst ? 'asc' : 'desc'}`
