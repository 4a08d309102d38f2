import type { Segment } from './address.ts'
import { callHeaders, jsonType, ownHeaders, type RequestIds } from './headers.ts'
import { isElsewhere } from './roots.ts'

/** What an interface of routes has of its own; everything else is the same in all of them. */
export interface Dialect {
  /** The document that lists its addresses. */
  readonly listedIn: string
  /** What it calls JSON. */
  readonly contentType: string
  /** What every answer of it carries. */
  headers(ids: RequestIds): Record<string, string>
  /** Whether the address is known, and not offered here. */
  isElsewhere(segments: readonly Segment[]): boolean
}

export const graphDialect: Dialect = {
  listedIn: 'docs/graph-coverage.md',
  contentType: jsonType,
  headers: ownHeaders,
  isElsewhere,
}

/** What Graph has no word for: plain JSON. */
export const apiDialect: Dialect = {
  listedIn: 'docs/api.md',
  contentType: 'application/json; charset=utf-8',
  headers: callHeaders,
  isElsewhere: () => false,
}
