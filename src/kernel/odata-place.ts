import { type RawBuilder, sql } from 'kysely'
import type { PropertyShape, RelatedRows } from '../base/odata/shape.ts'
import type { DatabaseKind } from './columns.ts'

/** Where the properties that a condition names stand: in a row, or in an item of one of its collections. */
export interface Place {
  /** The value of a property: a column, or what is in an item. */
  value(name: string, declared: PropertyShape): RawBuilder<unknown>
  /** A JSON array in it, as the database's functions take it. */
  array(name: string, declared: PropertyShape): RawBuilder<unknown>
  /** A column of the row itself. */
  key(column: string): RawBuilder<unknown>
  /** Whether a value may be null, whatever the shape says of it. */
  readonly isLoose: boolean
  readonly depth: number
}

/** Items to look through, and their place. */
export interface Items {
  /** What stands behind `from`. */
  readonly source: RawBuilder<unknown>
  readonly place: Place
}

const columnOf = ({ column }: PropertyShape): string => {
  if (column === undefined) throw new Error('A property that is filtered or sorted in the database needs a column')
  return column
}

const aliasAt = (depth: number): string => `item${depth}`

/** The rows a list is selected from. */
export const rowPlace = (kind: () => DatabaseKind): Place => ({
  value: (_, declared) => sql.ref(columnOf(declared)),
  array: (_, declared) => arrayIn(kind(), sql.ref(columnOf(declared))),
  key: (column) => sql.ref(column),
  isLoose: false,
  depth: 0,
})

/** The rows of another table that belong to a row of this one. */
export function relatedItems(outer: Place, { table }: RelatedRows, kind: () => DatabaseKind): Items {
  const alias = aliasAt(outer.depth + 1)
  const refer = (column: string) => sql.ref(`${alias}.${column}`)
  return {
    source: sql`${sql.table(table)} as ${sql.ref(alias)}`,
    place: {
      value: (_, declared) => refer(columnOf(declared)),
      array: (_, declared) => arrayIn(kind(), refer(columnOf(declared))),
      key: refer,
      isLoose: false,
      depth: outer.depth + 1,
    },
  }
}

/** The items of a JSON array that stands in a column or in an item of another. */
export function jsonItems(outer: Place, name: string, declared: PropertyShape, kind: DatabaseKind): Items {
  const alias = aliasAt(outer.depth + 1)
  const item = sql.ref(`${alias}.value`)
  const array = outer.array(name, declared)
  const source =
    kind === 'sqlite'
      ? sql`json_each(${array}) as ${sql.ref(alias)}`
      : sql`jsonb_array_elements(${array}) as ${sql.ref(alias)}(value)`
  const pathTo = (property: string, { column }: PropertyShape) => (column ?? property).split('/').filter(Boolean)
  return {
    source,
    place: {
      value: (property, of) => jsonValue(kind, item, pathTo(property, of), of),
      array: (property, of) => arrayAt(kind, item, pathTo(property, of)),
      key: () => {
        throw new Error('The items of a JSON column have no rows of their own')
      },
      isLoose: true,
      depth: outer.depth + 1,
    },
  }
}

/** `$."a"."b"`. */
const sqlitePath = (path: readonly string[]): string => ['$', ...path.map((name) => `"${name}"`)].join('.')

/** `{"a","b"}`. */
const postgresPath = (path: readonly string[]): string => `{${path.map((name) => `"${name}"`).join(',')}}`

/** JSON text in a column; null, and so without items, unless it is an array. */
const arrayIn = (kind: DatabaseKind, column: RawBuilder<unknown>): RawBuilder<unknown> =>
  kind === 'sqlite'
    ? sql`case when json_type(${column}) = 'array' then ${column} end`
    : arrayOrNull(sql`cast(${column} as jsonb)`)

const arrayAt = (kind: DatabaseKind, item: RawBuilder<unknown>, path: readonly string[]): RawBuilder<unknown> =>
  kind === 'sqlite'
    ? sql`case when json_type(${item}, ${sqlitePath(path)}) = 'array' then json_extract(${item}, ${sqlitePath(path)}) end`
    : arrayOrNull(sql`(${item} #> cast(${postgresPath(path)} as text[]))`)

const arrayOrNull = (value: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when jsonb_typeof(${value}) = 'array' then ${value} end`

/** A text, a number, or for a boolean 1 or 0. */
function jsonValue(
  kind: DatabaseKind,
  item: RawBuilder<unknown>,
  path: readonly string[],
  declared: PropertyShape,
): RawBuilder<unknown> {
  if (kind === 'sqlite') return path.length === 0 ? item : sql`json_extract(${item}, ${sqlitePath(path)})`
  const text = sql`(${item} #>> cast(${postgresPath(path)} as text[]))`
  switch (declared.kind) {
    case 'boolean':
      return sql`case ${text} when 'true' then 1 when 'false' then 0 end`
    case 'integer':
    case 'number':
    case 'dateTime':
      return sql`cast(${text} as double precision)`
    default:
      return sql`${text} collate "C"`
  }
}
