import type { Instant } from '../time.ts'

export type PropertyKind = 'string' | 'guid' | 'boolean' | 'dateTime' | 'integer' | 'complex'

/**
 * Which comparisons a property takes part in.
 *
 * `equality`: eq, ne, in. `prefix`: those and startswith. `text`: those, endswith and contains. `range`: equality, gt, ge, lt, le.
 */
export type FilterClass = 'equality' | 'prefix' | 'text' | 'range'

/** One property of a resource, as query options may name it. */
export interface PropertyShape {
  readonly kind: PropertyKind
  /** Where its value stands; needed only where the property can be filtered or sorted in the database. */
  readonly column?: string
  /** Letter case does not count; the column, where there is one, holds `comparisonKey` of the value. */
  readonly fold?: boolean
  readonly nullable?: boolean
  /** Absent: `$filter` refuses the property. */
  readonly filter?: FilterClass
  /** Whether `$orderby` takes it. */
  readonly sort?: boolean
}

export interface Order {
  readonly property: string
  readonly descending: boolean
}

/** What query options may ask of a resource; everything else is refused by name. */
export interface ResourceShape {
  /** The collection in `@odata.context`: `users`. */
  readonly name: string
  /** Every property the resource is answered with; a name with slashes (`initiatedBy/user/id`) can only be filtered. */
  readonly properties: Readonly<Record<string, PropertyShape>>
  /** The properties answered without `$select`; all unless told. */
  readonly defaults?: readonly string[]
  /** The order without `$orderby`; equal values are ordered by `id`. */
  readonly order: Order
  readonly pageSize: { readonly standard: number; readonly greatest: number }
}

/** A value a property is compared with: milliseconds for a `dateTime`. */
export type FilterValue = string | number | boolean | null | Instant

/** The last row of a page: its value in the sorted column, and its id. */
export interface Position {
  readonly value: string | number | null
  readonly id: string
}

/** One page of rows, and where the next begins. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: Position | undefined
  /** All that match, where `$count=true` asked for it. */
  readonly count: number | undefined
}
