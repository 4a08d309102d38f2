import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Comparison, Condition } from '../base/odata/condition.ts'
import { itemProperties } from '../base/odata/scope.ts'
import { wordSeparators } from '../base/odata/search.ts'
import type { FilterValue, PropertyShape, ResourceShape } from '../base/odata/shape.ts'
import { comparisonKey } from '../base/text.ts'
import type { DatabaseKind } from './columns.ts'
import { jsonItems, type Place, relatedItems, rowPlace } from './odata-place.ts'

interface Around {
  readonly properties: ResourceShape['properties']
  readonly place: Place
  readonly kind: () => DatabaseKind
}

/** A condition as an SQL expression that is never null; `kind` is asked only where a JSON column is looked into. */
export const compileCondition = (
  condition: Condition,
  { properties }: Pick<ResourceShape, 'properties'>,
  kind: () => DatabaseKind,
): Expression<SqlBool> => compile(condition, { properties, place: rowPlace(kind), kind })

function compile(condition: Condition, around: Around): Expression<SqlBool> {
  switch (condition.kind) {
    case 'both':
      return sql`(${compile(condition.left, around)} and ${compile(condition.right, around)})`
    case 'either':
      return sql`(${compile(condition.left, around)} or ${compile(condition.right, around)})`
    case 'not':
      return sql`not (${compile(condition.operand, around)})`
    case 'any':
    case 'all':
      return compileItems(condition, around)
    default: {
      const declared = declaredIn(around, condition.property)
      return compileLeaf(condition, {
        column: around.place.value(condition.property, declared),
        declared: around.place.isLoose ? { ...declared, nullable: true } : declared,
      })
    }
  }
}

function declaredIn({ properties }: Around, property: string): PropertyShape {
  const declared = properties[property]
  if (!declared) throw new Error(`No property '${property}' is declared`)
  return declared
}

function compileItems(
  { kind: quantifier, property, of }: Extract<Condition, { readonly kind: 'any' | 'all' }>,
  around: Around,
): Expression<SqlBool> {
  const declared = declaredIn(around, property)
  if (!declared.items) throw new Error(`The items of '${property}' are not declared`)
  const { place, kind } = around
  const { rows } = declared
  const items = rows ? relatedItems(place, rows, kind) : jsonItems(place, property, declared, kind())
  const inside = of && compile(of, { properties: itemProperties(declared.items), place: items.place, kind })
  const wanted = inside && quantifier === 'all' ? sql`not (${inside})` : inside
  const matching = wanted ? sql`${items.source} where ${wanted}` : items.source
  const found = rows
    ? sql<SqlBool>`${place.key(rows.key ?? 'id')} in (select ${items.place.key(rows.owner)} from ${matching})`
    : sql<SqlBool>`exists (select 1 from ${matching})`
  return quantifier === 'all' ? sql`not (${found})` : found
}

interface Subject {
  readonly column: RawBuilder<unknown>
  readonly declared: PropertyShape
}

type Leaf = Extract<Condition, { readonly kind: 'in' | 'text' | 'has' | 'compare' }>

function compileLeaf(condition: Leaf, subject: Subject): Expression<SqlBool> {
  switch (condition.kind) {
    case 'in':
      return isAmong(subject, condition.values)
    case 'text':
      return testText(subject, condition.test, condition.value)
    case 'has':
      return sql`(${subject.column} is not null and ${hasAll(subject.column, condition.members)})`
    case 'compare':
      return compare(subject, condition.operator, condition.value)
  }
}

const isAmong = (subject: Subject, values: readonly FilterValue[]): Expression<SqlBool> =>
  sql`(${sql.join(
    values.map((value) => compare(subject, 'eq', value)),
    sql` or `,
  )})`

const signs: Readonly<Record<Comparison, RawBuilder<unknown>>> = {
  eq: sql`=`,
  ne: sql`<>`,
  gt: sql`>`,
  ge: sql`>=`,
  lt: sql`<`,
  le: sql`<=`,
}

function compare({ column, declared }: Subject, operator: Comparison, value: FilterValue): Expression<SqlBool> {
  if (value === null) return operator === 'eq' ? sql`(${column} is null)` : sql`(${column} is not null)`
  const comparison =
    declared.kind === 'flags'
      ? compareFlags(column, operator, String(value))
      : compareValue(column, operator, bound(value, declared))
  if (!declared.nullable) return sql`(${comparison})`
  return operator === 'ne' ? sql`(${column} is null or ${comparison})` : sql`(${column} is not null and ${comparison})`
}

const compareValue = (column: RawBuilder<unknown>, operator: Comparison, value: string | number) =>
  sql`${column} ${signs[operator]} ${value}`

/** Flags are equal in whatever order they stand. */
function compareFlags(column: RawBuilder<unknown>, operator: Comparison, value: string): RawBuilder<unknown> {
  const same = sql`(length(${column}) = ${value.length} and ${hasAll(column, value.split(','))})`
  return operator === 'ne' ? sql`not ${same}` : same
}

/** `sms` is in `password,sms`, and not in `password,smsSomething`. */
const hasAll = (column: RawBuilder<unknown>, members: readonly string[]): RawBuilder<unknown> =>
  sql`(${sql.join(
    members.map((member) => contains(sql`(',' || ${column} || ',')`, `,${member},`)),
    sql` and `,
  )})`

function testText(
  { column, declared }: Subject,
  test: Extract<Leaf, { kind: 'text' }>['test'],
  value: string,
): Expression<SqlBool> {
  const part = String(bound(value, declared))
  const length = [...part].length
  switch (test) {
    case 'startswith':
      return sql`(${column} is not null and ${startsWith(column, part)})`
    case 'endswith':
      return sql`(${column} is not null and length(${column}) >= ${length} and substr(${column}, length(${column}) - ${length} + 1) = ${part})`
    case 'contains':
      if (part === '') return sql`(${column} is not null)`
      return sql`(${column} is not null and ${contains(column, part)})`
    case 'word':
      return sql`(${column} is not null and (${startsWith(column, part)} or ${sql.join(
        wordSeparators.map((separator) => contains(column, `${separator}${part}`)),
        sql` or `,
      )}))`
  }
}

/** Neither database's `like` is used, because it gives `%` and `_` a meaning. */
const contains = (column: RawBuilder<unknown>, part: string): RawBuilder<unknown> =>
  sql`replace(${column}, ${part}, '') <> ${column}`

/** A prefix as a range, which an index serves on both databases, unlike `like`. */
function startsWith(column: RawBuilder<unknown>, prefix: string): RawBuilder<unknown> {
  const end = behindPrefix(prefix)
  const upTo = end === undefined ? sql`` : sql` and ${column} < ${end}`
  return sql`(${column} >= ${prefix}${upTo})`
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

function bound(value: Exclude<FilterValue, null>, declared: PropertyShape): string | number {
  if (typeof value === 'boolean') return value ? 1 : 0
  return typeof value === 'string' && declared.fold ? comparisonKey(value) : value
}
