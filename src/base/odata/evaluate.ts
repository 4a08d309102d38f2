import { comparisonKey } from '../text.ts'
import { parseIso } from '../time.ts'
import type { Comparison, Condition } from './condition.ts'
import type { ListQuery } from './query.ts'
import { itemProperties } from './scope.ts'
import { wordSeparators } from './search.ts'
import type { FilterValue, Order, Page, Position, PropertyShape, ResourceShape, SortValue } from './shape.ts'

type Properties = ResourceShape['properties']

/** Orders two texts by code point, as both databases do; JavaScript's `<` orders by UTF-16 unit. */
function compareText(left: string, right: string): number {
  const [a, b] = [[...left], [...right]]
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Whether an item of a list in memory, in its shape on the wire, satisfies a condition. */
function satisfies(item: unknown, condition: Condition, properties: Properties): boolean {
  switch (condition.kind) {
    case 'both':
      return satisfies(item, condition.left, properties) && satisfies(item, condition.right, properties)
    case 'either':
      return satisfies(item, condition.left, properties) || satisfies(item, condition.right, properties)
    case 'not':
      return !satisfies(item, condition.operand, properties)
    case 'any':
    case 'all':
      return satisfiesItems(item, condition, properties)
    default: {
      const declared = properties[condition.property]
      return satisfiesValue(comparable(valueAt(item, condition.property), declared), condition, declared)
    }
  }
}

type Leaf = Extract<Condition, { readonly kind: 'in' | 'text' | 'has' | 'compare' }>

function satisfiesValue(left: SortValue, condition: Leaf, declared: PropertyShape | undefined): boolean {
  switch (condition.kind) {
    case 'in':
      return condition.values.some((value) => compares(left, 'eq', comparable(value, declared)))
    case 'has':
      return typeof left === 'string' && condition.members.every((member) => left.split(',').includes(member))
    case 'text':
      return testsText(left, condition.test, comparable(condition.value, declared))
    case 'compare':
      return compares(left, condition.operator, comparable(condition.value, declared))
  }
}

function satisfiesItems(
  item: unknown,
  { kind, property, of }: Extract<Condition, { readonly kind: 'any' | 'all' }>,
  properties: Properties,
): boolean {
  const value = valueAt(item, property)
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  const inner = properties[property]?.items
  if (!of || !inner) return items.length > 0
  const known = itemProperties(inner)
  return kind === 'any'
    ? items.some((each) => satisfies(each, of, known))
    : items.every((each) => satisfies(each, of, known))
}

/** The value at `a/b`; the item itself at ''. */
function valueAt(item: unknown, path: string): unknown {
  if (path === '') return item
  if (item === null || typeof item !== 'object') return undefined
  if (Object.hasOwn(item, path)) return Reflect.get(item, path)
  return path.split('/').reduce<unknown>((inner, name) => {
    if (inner === null || typeof inner !== 'object' || !Object.hasOwn(inner, name)) return undefined
    return Reflect.get(inner, name)
  }, item)
}

function compares(left: SortValue, operator: Comparison, right: SortValue): boolean {
  if (operator === 'eq') return left === right
  if (operator === 'ne') return left !== right
  if (left === null || right === null) return false
  const difference = compareValues(left, right)
  switch (operator) {
    case 'gt':
      return difference > 0
    case 'ge':
      return difference >= 0
    case 'lt':
      return difference < 0
    case 'le':
      return difference <= 0
  }
}

function testsText(text: SortValue, test: Extract<Leaf, { kind: 'text' }>['test'], part: SortValue): boolean {
  if (typeof text !== 'string' || typeof part !== 'string') return false
  switch (test) {
    case 'contains':
      return text.includes(part)
    case 'startswith':
      return text.startsWith(part)
    case 'endswith':
      return text.endsWith(part)
    case 'word':
      return text.startsWith(part) || wordSeparators.some((separator) => text.includes(`${separator}${part}`))
  }
}

/** The value in the form it is compared in: folded text, milliseconds, number; flags in the order of their members. */
function comparable(value: FilterValue | unknown, declared: PropertyShape | undefined): SortValue {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  if (declared?.kind === 'dateTime') return parseIso(value) ?? null
  if (declared?.kind === 'flags') return sortedFlags(value)
  return declared?.fold || declared?.kind === 'guid' ? comparisonKey(value) : value
}

const sortedFlags = (text: string): string =>
  text
    .split(',')
    .map((member) => member.trim())
    .toSorted()
    .join(',')

const compareValues = (left: string | number, right: string | number): number =>
  typeof left === 'string' && typeof right === 'string' ? compareText(left, right) : Number(left) - Number(right)

/** Nulls come before everything, so last where it descends (OData 4.01 Part 1 §11.2.6.2). */
function compareInOrder(left: SortValue, right: SortValue, descending: boolean): number {
  const difference =
    left === null || right === null ? Number(right === null) - Number(left === null) : compareValues(left, right)
  return descending ? -difference : difference
}

/** Answers a list query from a list in memory, for resources that are not rows. Each item has an `id`. */
export function pageOf<Row extends Readonly<Record<string, unknown>> & { readonly id: string }>(
  items: readonly Row[],
  query: ListQuery,
  shape: ResourceShape,
): Page<Row> {
  const { condition, after, top } = query
  const keys: readonly Order[] = [query.order, ...(query.thenBy ?? [])]
  const placeOf = (item: Row): Position => {
    const [value = null, ...others] = keys.map(({ property }) =>
      comparable(valueAt(item, property), shape.properties[property]),
    )
    return { value, ...(others.length > 0 ? { others } : {}), id: item.id }
  }
  const compare = (left: Position, right: Position): number => {
    const [lefts, rights] = [left, right].map(({ value, others = [] }) => [value, ...others])
    for (const [index, { descending }] of keys.entries()) {
      const difference = compareInOrder(lefts?.[index] ?? null, rights?.[index] ?? null, descending)
      if (difference !== 0) return difference
    }
    return compareText(left.id, right.id)
  }
  const matching = items.filter((item) => !condition || satisfies(item, condition, shape.properties))
  const sorted = matching.map((item) => ({ item, place: placeOf(item) }))
  sorted.sort((left, right) => compare(left.place, right.place))
  const rest = after ? sorted.filter(({ place }) => compare(place, after) > 0) : sorted
  return {
    items: rest.slice(0, top).map(({ item }) => item),
    next: rest.length > top ? rest[top - 1]?.place : undefined,
    count: query.count ? matching.length : undefined,
  }
}
