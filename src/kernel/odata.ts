import { type Expression, type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { Comparison, Condition, TextTest } from '../base/odata/condition.ts'
import type { ListQuery } from '../base/odata/query.ts'
import type { FilterValue, Page, Position, PropertyShape, ResourceShape } from '../base/odata/shape.ts'
import { comparisonKey } from '../base/text.ts'
import type { Schema } from './tables.ts'

/**
 * Reads one page of a resource: condition, order and position are added to `from`, and one row more is read.
 *
 * `from` selects the rows, their `id` and the columns of the shape among them.
 * Texts compare by code point, a null is no text and no number, and nulls come last.
 */
export async function selectPage<Tables extends keyof Schema, Row extends { readonly id: string }>(
  from: SelectQueryBuilder<Schema, Tables, Row>,
  query: ListQuery,
  shape: ResourceShape,
): Promise<Page<Row>> {
  const { condition, order, after, top } = query
  const sorted = shapeOf(order.property, shape)
  const matching = condition ? from.where(compileCondition(condition, shape)) : from
  const rest = after ? matching.where(behind(after, sorted, order.descending)) : matching
  const nullsLast = sorted.nullable ? rest.orderBy(sql`${columnOf(sorted)} is null`) : rest
  const rows = await nullsLast
    .orderBy(columnOf(sorted), order.descending ? 'desc' : 'asc')
    .orderBy(sql.ref('id'), 'asc')
    .limit(top + 1)
    .execute()
  const last = rows.length > top ? rows[top - 1] : undefined
  return {
    items: rows.slice(0, top),
    next: last && { value: valueIn(last, sorted), id: last.id },
    count: query.count ? await countOf(matching) : undefined,
  }
}

async function countOf<Tables extends keyof Schema, Row>(
  matching: SelectQueryBuilder<Schema, Tables, Row>,
): Promise<number> {
  const row = await matching.clearSelect().select(sql<number>`count(*)`.as('matching')).executeTakeFirstOrThrow()
  return row.matching
}

/** A condition as an SQL expression that is never null. */
function compileCondition(condition: Condition, shape: ResourceShape): Expression<SqlBool> {
  switch (condition.kind) {
    case 'both':
      return sql`(${compileCondition(condition.left, shape)} and ${compileCondition(condition.right, shape)})`
    case 'either':
      return sql`(${compileCondition(condition.left, shape)} or ${compileCondition(condition.right, shape)})`
    case 'not':
      return sql`not (${compileCondition(condition.operand, shape)})`
    case 'in': {
      const declared = shapeOf(condition.property, shape)
      return sql`(${sql.join(
        condition.values.map((value) => compare(declared, 'eq', value)),
        sql` or `,
      )})`
    }
    case 'text':
      return testText(shapeOf(condition.property, shape), condition.test, condition.value)
    case 'compare':
      return compare(shapeOf(condition.property, shape), condition.operator, condition.value)
  }
}

const signs: Readonly<Record<Comparison, RawBuilder<unknown>>> = {
  eq: sql`=`,
  ne: sql`<>`,
  gt: sql`>`,
  ge: sql`>=`,
  lt: sql`<`,
  le: sql`<=`,
}

function compare(declared: PropertyShape, operator: Comparison, value: FilterValue): Expression<SqlBool> {
  const column = columnOf(declared)
  if (value === null) return operator === 'eq' ? sql`(${column} is null)` : sql`(${column} is not null)`
  const comparison = sql`${column} ${signs[operator]} ${bound(value, declared)}`
  if (!declared.nullable) return sql`(${comparison})`
  return operator === 'ne' ? sql`(${column} is null or ${comparison})` : sql`(${column} is not null and ${comparison})`
}

function testText(declared: PropertyShape, test: TextTest, value: string): Expression<SqlBool> {
  const column = columnOf(declared)
  const part = String(bound(value, declared))
  const length = [...part].length
  switch (test) {
    case 'startswith':
      return startsWith(column, part)
    case 'endswith':
      return sql`(${column} is not null and length(${column}) >= ${length} and substr(${column}, length(${column}) - ${length} + 1) = ${part})`
    case 'contains':
      if (part === '') return sql`(${column} is not null)`
      return sql`(${column} is not null and replace(${column}, ${part}, '') <> ${column})`
  }
}

/** A prefix as a range, which an index serves on both databases, unlike `like`. */
function startsWith(column: Expression<unknown>, prefix: string): Expression<SqlBool> {
  const end = behindPrefix(prefix)
  const upTo = end === undefined ? sql`` : sql` and ${column} < ${end}`
  return sql`(${column} is not null and ${column} >= ${prefix}${upTo})`
}

/** The first text, by code point, behind all that begin with the prefix; undefined when there is none. */
export function behindPrefix(prefix: string): string | undefined {
  const points = [...prefix]
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const next = (last.codePointAt(0) ?? 0) + 1
    if (next <= 0x10ffff) return points.join('') + String.fromCodePoint(next === 0xd800 ? 0xe000 : next)
  }
  return undefined
}

function behind(after: Position, sorted: PropertyShape, descending: boolean): Expression<SqlBool> {
  const column = columnOf(sorted)
  const sameAndLater = sql`${sql.ref('id')} > ${after.id}`
  if (after.value === null) return sql`(${column} is null and ${sameAndLater})`
  const further = descending ? sql`${column} < ${after.value}` : sql`${column} > ${after.value}`
  const rest = sql`${further} or (${column} = ${after.value} and ${sameAndLater})`
  return sorted.nullable ? sql`(${column} is null or ${rest})` : sql`(${rest})`
}

function bound(value: Exclude<FilterValue, null>, declared: PropertyShape): string | number {
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'string' && declared.fold ? comparisonKey(value) : value
}

function shapeOf(property: string, shape: ResourceShape): PropertyShape {
  const declared = shape.properties[property]
  if (!declared) throw new Error(`${shape.name} declares no property ${property}`)
  return declared
}

function columnOf(declared: PropertyShape): RawBuilder<unknown> {
  if (declared.column === undefined)
    throw new Error('A property that is filtered or sorted in the database needs a column')
  return sql.ref(declared.column)
}

function valueIn(row: object, sorted: PropertyShape): string | number | null {
  const value: unknown = Reflect.get(row, sorted.column?.split('.').at(-1) ?? '')
  return typeof value === 'string' || typeof value === 'number' ? value : null
}
