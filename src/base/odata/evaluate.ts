import { comparisonKey } from '../text.ts'
import { parseIso } from '../time.ts'
import type { Comparison, Condition, TextTest } from './condition.ts'
import type { ListQuery } from './query.ts'
import type { FilterValue, Page, PropertyShape, ResourceShape } from './shape.ts'

type Item = Readonly<Record<string, unknown>>

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
function satisfies(item: Item, condition: Condition, shape: ResourceShape): boolean {
  switch (condition.kind) {
    case 'both':
      return satisfies(item, condition.left, shape) && satisfies(item, condition.right, shape)
    case 'either':
      return satisfies(item, condition.left, shape) || satisfies(item, condition.right, shape)
    case 'not':
      return !satisfies(item, condition.operand, shape)
    case 'in':
      return condition.values.some((value) => compares(item, condition.property, 'eq', value, shape))
    case 'text':
      return testsText(item, condition.property, condition.test, condition.value, shape)
    case 'compare':
      return compares(item, condition.property, condition.operator, condition.value, shape)
  }
}

function compares(
  item: Item,
  property: string,
  operator: Comparison,
  value: FilterValue,
  shape: ResourceShape,
): boolean {
  const declared = shape.properties[property]
  const [left, right] = [comparable(item[property], declared), comparable(value, declared)]
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

function testsText(item: Item, property: string, test: TextTest, value: string, shape: ResourceShape): boolean {
  const declared = shape.properties[property]
  const [text, part] = [comparable(item[property], declared), comparable(value, declared)]
  if (typeof text !== 'string' || typeof part !== 'string') return false
  if (test === 'contains') return text.includes(part)
  return test === 'startswith' ? text.startsWith(part) : text.endsWith(part)
}

/** The value in the form it is compared in: folded text, milliseconds, number. */
function comparable(value: unknown, declared: PropertyShape | undefined): string | number | null {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  if (declared?.kind === 'dateTime') return parseIso(value) ?? null
  return declared?.fold || declared?.kind === 'guid' ? comparisonKey(value) : value
}

const compareValues = (left: string | number, right: string | number): number =>
  typeof left === 'string' && typeof right === 'string' ? compareText(left, right) : Number(left) - Number(right)

/** Answers a list query from a list in memory, for resources that are not rows. Each item has an `id`. */
export function pageOf<Row extends Item & { readonly id: string }>(
  items: readonly Row[],
  query: ListQuery,
  shape: ResourceShape,
): Page<Row> {
  const { condition, order, after, top } = query
  const declared = shape.properties[order.property]
  const place = (item: Row) => ({ value: comparable(item[order.property], declared), id: item.id })
  const direction = order.descending ? -1 : 1
  const compare = (left: ReturnType<typeof place>, right: ReturnType<typeof place>): number => {
    if (left.value === null || right.value === null) {
      return Number(left.value === null) - Number(right.value === null) || compareText(left.id, right.id)
    }
    return direction * compareValues(left.value, right.value) || compareText(left.id, right.id)
  }
  const matching = items.filter((item) => !condition || satisfies(item, condition, shape))
  const sorted = matching.toSorted((left, right) => compare(place(left), place(right)))
  const rest = after ? sorted.filter((item) => compare(place(item), after) > 0) : sorted
  const last = rest.length > top ? rest[top - 1] : undefined
  return {
    items: rest.slice(0, top),
    next: last && place(last),
    count: query.count ? matching.length : undefined,
  }
}
