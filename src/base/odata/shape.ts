import type { Instant } from '../time.ts'

/**
 * What a property's value is.
 *
 * `integer` has 32 bits, `number` is a double, `enum` one of its members, `flags` several of them joined by commas.
 * `collection` is a list of values or of objects that a filter looks into with `any` and `all`.
 */
export type PropertyKind =
  | 'string'
  | 'guid'
  | 'boolean'
  | 'dateTime'
  | 'integer'
  | 'number'
  | 'enum'
  | 'flags'
  | 'collection'
  | 'complex'

/**
 * Which comparisons a property takes part in.
 *
 * `equality`: eq, ne, in. `prefix`: those and startswith. `text`: those, endswith and contains. `range`: equality, gt, ge, lt, le.
 * With `equality`, `flags` and `enum` also take part in has.
 */
export type FilterClass = 'equality' | 'prefix' | 'text' | 'range'

/** One property of a resource, as query options may name it. */
export interface PropertyShape {
  readonly kind: PropertyKind
  /**
   * Where its value stands; needed only where the property can be filtered or sorted in the database.
   *
   * For a `collection` that is a column with a JSON array, unless `rows` says otherwise.
   * Inside the items of such an array it is the key there, by default the property's name, with a slash for each level.
   */
  readonly column?: string
  /** Letter case does not count; the column, where there is one, holds `comparisonKey` of the value. */
  readonly fold?: boolean
  readonly nullable?: boolean
  /** Absent: `$filter` refuses the property. A `collection` is filtered by what is in its `items` instead. */
  readonly filter?: FilterClass
  /** Whether `$orderby` takes it. */
  readonly sort?: boolean
  /** The members of an `enum` or of `flags`; for a `string`, the spelling that values known beforehand are stored in. */
  readonly members?: readonly string[]
  /** What the items of a `collection` are; absent: `any` and `all` refuse it. */
  readonly items?: ItemShape
  /** Where the items of a `collection` stand, if not in a JSON column. */
  readonly rows?: RelatedRows
}

/**
 * One item of a collection: a plain value, or an object with properties.
 *
 * In a JSON column a time stands in milliseconds, and a text with `fold` as its `comparisonKey`.
 */
export type ItemShape = PropertyShape | { readonly properties: Readonly<Record<string, PropertyShape>> }

/** Items that are rows of a table (or view) of their own, in whose columns the item's properties stand. */
export interface RelatedRows {
  readonly table: string
  /** Its column that says to which resource a row belongs; never null. */
  readonly owner: string
  /** The resource's column that `owner` holds; `id` unless told. */
  readonly key?: string
}

export interface Order {
  readonly property: string
  readonly descending: boolean
}

/**
 * How `$search` reads a property, both without regard to letter case where the property is folded.
 *
 * `prefix`: its value begins with the text, which an index serves.
 * `words`: each word of the text begins the value or a later word in it, behind a space or one of `- . , _ ' ( @ /`.
 */
export type SearchClass = 'prefix' | 'words'

/** Where `$expand` leads. */
export interface Navigation {
  /** What stands there, for its `$select` and its default properties; a function, because resources lead to one another. */
  readonly shape: () => ResourceShape
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
  /** The properties that `$search` reads, and how; a text or nothing else. */
  readonly search?: Readonly<Record<string, SearchClass>>
  /** What `$expand` follows, by the navigation property's name. */
  readonly expand?: Readonly<Record<string, Navigation>>
  /**
   * A directory object: its advanced queries want `ConsistencyLevel: eventual`.
   *
   * Source: facts/entra.md §12, advanced queries.
   */
  readonly advanced?: true
  /**
   * The types that stand in the list together, as `microsoft.graph.ipNamedLocation`.
   *
   * A path may carry one as a cast, and `isof('…')` compares the property `@odata.type`, which holds it behind a `#`.
   */
  readonly types?: readonly string[]
}

/** A value a property is compared with: milliseconds for a `dateTime`. */
export type FilterValue = string | number | boolean | null | Instant

/** A value in a sorted column. */
export type SortValue = string | number | null

/** The last row of a page: its values in the sorted columns, and its id. */
export interface Position {
  /** In the first of them. */
  readonly value: SortValue
  /** In the others. */
  readonly others?: readonly SortValue[]
  readonly id: string
}

/** One page of rows, and where the next begins. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: Position | undefined
  /** All that match, where `$count=true` asked for it. */
  readonly count: number | undefined
}
