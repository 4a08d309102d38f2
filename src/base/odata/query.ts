import { Refusal } from '../refusal.ts'
import { type Condition, parseCondition } from './condition.ts'
import { parseExpand } from './expand.ts'
import { propertyNamed } from './scope.ts'
import { parseSearch } from './search.ts'
import { parseSelect } from './select.ts'
import type { Order, Position, ResourceShape } from './shape.ts'

export { parseExpand } from './expand.ts'
export { parseSelect, project } from './select.ts'

/** What a list is asked for, held against its resource. */
export interface ListQuery {
  readonly top: number
  /** Of `$filter` and `$search` together. */
  readonly condition: Condition | undefined
  readonly order: Order
  /** By what rows that are equal in `order` are ordered; at last by id. */
  readonly thenBy?: readonly Order[]
  /** Begin behind this row; from a page token. */
  readonly after: Position | undefined
  readonly count: boolean
  readonly select: readonly string[] | undefined
  /** What to answer along with each row. */
  readonly expand?: readonly Expansion[]
}

/** One navigation property of an `$expand`. */
export interface Expansion {
  readonly navigation: string
  /** What of it; its default properties unless told. */
  readonly select: readonly string[] | undefined
}

const mostKeys = 5

const refused = (option: string, what: string): Refusal =>
  new Refusal('unsupportedQuery', `${option}: ${what}.`, { field: option })

/**
 * Reads the query options of a list, names in lower case with their `$`.
 *
 * `after` is what the page token held, already verified.
 * Refuses with `unsupportedQuery`, naming the option and the property.
 */
export function parseListQuery(
  options: ReadonlyMap<string, string>,
  shape: ResourceShape,
  after?: Position,
): ListQuery {
  const [order = shape.order, ...thenBy] = orders(options.get('$orderby'), shape)
  const expand = parseExpand(options.get('$expand'), shape)
  return {
    top: top(options.get('$top'), shape),
    condition: condition(options.get('$filter'), options.get('$search'), shape),
    order,
    ...(thenBy.length > 0 ? { thenBy } : {}),
    after,
    count: flag('$count', options.get('$count')),
    select: parseSelect(options.get('$select'), shape),
    ...(expand ? { expand } : {}),
  }
}

function condition(
  filter: string | undefined,
  search: string | undefined,
  shape: ResourceShape,
): Condition | undefined {
  const filtered = filter === undefined ? undefined : parseCondition(filter, shape)
  const searched = search === undefined ? undefined : parseSearch(search, shape)
  if (filtered && searched) return { kind: 'both', left: filtered, right: searched }
  return filtered ?? searched
}

function top(text: string | undefined, shape: ResourceShape): number {
  if (text === undefined) return shape.pageSize.standard
  const { greatest } = shape.pageSize
  const size = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (size < 1 || size > greatest) {
    throw refused('$top', `'${text.slice(0, 20)}' is not a page size; it is a whole number from 1 to ${greatest}`)
  }
  return size
}

function flag(option: string, text: string | undefined): boolean {
  const word = text?.toLowerCase()
  if (word === undefined || word === 'false') return false
  if (word !== 'true') throw refused(option, 'it is true or false')
  return true
}

function orders(text: string | undefined, shape: ResourceShape): readonly Order[] {
  if (text === undefined) return []
  const found = text.split(',').map((part) => orderOf(part, shape))
  if (found.length > mostKeys) throw refused('$orderby', `it has at most ${mostKeys} properties`)
  const names = found.map(({ property }) => property)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw refused('$orderby', `the property '${twice}' is there twice`)
  return found
}

function orderOf(text: string, shape: ResourceShape): Order {
  const [name = '', direction = 'asc', ...others] = text.trim().split(/\s+/)
  const way = direction.toLowerCase()
  if (!/^[\w/]+$/.test(name) || (way !== 'asc' && way !== 'desc') || others.length > 0) {
    throw refused(
      '$orderby',
      "it is properties with commas between, each with asc or desc if you like: 'displayName desc,id'",
    )
  }
  const found = propertyNamed(shape, name)
  if (!found) throw refused('$orderby', `'${name}' is not a property of ${shape.name}`)
  const [property, declared] = found
  if (!declared.sort) throw refused('$orderby', `the property '${property}' cannot be sorted by`)
  return { property, descending: way === 'desc' }
}
