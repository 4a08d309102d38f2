import { type Expression, type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { ListQuery } from '../base/odata/query.ts'
import type { Order, Position, PropertyShape, ResourceShape, SortValue } from '../base/odata/shape.ts'
import type { Schema } from './tables.ts'

/** One column that rows are sorted by. */
interface Key {
  /** As it is called in a row that was read. */
  readonly name: string
  readonly column: RawBuilder<unknown>
  readonly descending: boolean
  readonly nullable: boolean
}

/** What the rows of a query are sorted by: what it says, then the id; the last is unique. */
function keysOf({ order, thenBy = [] }: ListQuery, shape: ResourceShape): readonly Key[] {
  const orders = [order, ...thenBy]
  const keys = orders.map((each) => keyOf(each, shape))
  const unique = orders.findIndex(({ property }) => property === 'id')
  if (unique >= 0) return keys.slice(0, unique + 1)
  return [...keys, { name: 'id', column: sql.ref('id'), descending: false, nullable: false }]
}

function keyOf({ property, descending }: Order, shape: ResourceShape): Key {
  const declared: PropertyShape | undefined = shape.properties[property]
  if (declared?.column === undefined) throw new Error(`${shape.name} has no column to sort '${property}' by`)
  const { column, nullable = false } = declared
  return { name: column.split('.').at(-1) ?? column, column: sql.ref(column), descending, nullable }
}

/** The position of a row that was read. */
export function positionOf(
  row: { readonly id: string },
  { order, thenBy = [] }: ListQuery,
  shape: ResourceShape,
): Position {
  const [value = null, ...others] = [order, ...thenBy].map((each) => valueIn(row, keyOf(each, shape).name))
  return { value, ...(others.length > 0 ? { others } : {}), id: row.id }
}

function valueIn(row: object, name: string): SortValue {
  const value: unknown = Reflect.get(row, name)
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  throw new Error(`The column '${name}' that rows are sorted by is not selected`)
}

/**
 * Rows in the order of a query, behind its position, as many as wanted.
 *
 * Nulls come before everything, so last where it descends (OData 4.01 Part 1 §11.2.6.2).
 * Where the first column may be null, rows with and without a value are read one after the other, so that an index on
 * it serves both, whichever end the database keeps nulls at.
 */
export async function rowsInOrder<Tables extends keyof Schema, Row>(
  from: SelectQueryBuilder<Schema, Tables, Row>,
  query: ListQuery,
  shape: ResourceShape,
  wanted: number,
): Promise<readonly Row[]> {
  const keys = keysOf(query, shape)
  const [first, ...others] = keys
  const { after } = query
  const position = after && [after.value, ...(after.others ?? []), after.id]
  if (!first?.nullable) return rowsBehind(from, keys, position, wanted)
  const parts = first.descending ? [false, true] : [true, false]
  const rows: Row[] = []
  let behind = position
  for (const areNull of position ? parts.slice(parts.indexOf(position[0] === null)) : parts) {
    const part = from.where(sql<SqlBool>`${first.column} is ${areNull ? sql`null` : sql`not null`}`)
    const sorted = areNull ? others : [{ ...first, nullable: false }, ...others]
    rows.push(...(await rowsBehind(part, sorted, areNull ? behind?.slice(1) : behind, wanted - rows.length)))
    if (rows.length >= wanted) break
    behind = undefined
  }
  return rows
}

function rowsBehind<Tables extends keyof Schema, Row>(
  from: SelectQueryBuilder<Schema, Tables, Row>,
  keys: readonly Key[],
  position: readonly SortValue[] | undefined,
  wanted: number,
): Promise<Row[]> {
  const rest = position ? from.where(behindPosition(keys, position)) : from
  const sorted = keys.reduce((rows, { column, descending, nullable }) => {
    const nullsApart = nullable ? rows.orderBy(sql`${column} is null`, descending ? 'asc' : 'desc') : rows
    return nullsApart.orderBy(column, descending ? 'desc' : 'asc')
  }, rest)
  return sorted.limit(wanted).execute()
}

/** Begins with a bound on a first column that is never null, where both databases start to read its index. */
function behindPosition(keys: readonly Key[], values: readonly SortValue[]): Expression<SqlBool> {
  const [first, second] = keys
  const [value, other] = values
  if (!first) return sql`1 = 0`
  if (keys.length === 1 || first.nullable) return behind(keys, values)
  if (second && keys.length === 2 && !first.descending && !second.descending && !second.nullable) {
    return sql`(${first.column}, ${second.column}) > (${value}, ${other})`
  }
  return sql`(${first.column} ${first.descending ? sql`<=` : sql`>=`} ${value} and ${behind(keys, values)})`
}

function behind([key, ...others]: readonly Key[], [value = null, ...rest]: readonly SortValue[]): Expression<SqlBool> {
  if (!key) return sql`1 = 0`
  const { column, descending, nullable } = key
  const later = laterThan(key, value)
  const further = nullable && descending && value !== null ? sql`(${later} or ${column} is null)` : later
  if (others.length === 0) return sql`(${further})`
  const same = value === null ? sql`${column} is null` : sql`${column} = ${value}`
  return sql`(${further} or (${same} and ${behind(others, rest)}))`
}

function laterThan({ column, descending }: Key, value: SortValue): RawBuilder<unknown> {
  if (value !== null) return descending ? sql`${column} < ${value}` : sql`${column} > ${value}`
  return descending ? sql`1 = 0` : sql`${column} is not null`
}
