import { Refusal } from '../refusal.ts'
import { type Condition, parseCondition, propertyNamed } from './condition.ts'
import type { Order, Position, ResourceShape } from './shape.ts'

/** What a list is asked for, held against its resource. */
export interface ListQuery {
  readonly top: number
  readonly condition: Condition | undefined
  readonly order: Order
  /** Begin behind this row; from a page token. */
  readonly after: Position | undefined
  readonly count: boolean
  readonly select: readonly string[] | undefined
}

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
  const filter = options.get('$filter')
  return {
    top: top(options.get('$top'), shape),
    condition: filter === undefined ? undefined : parseCondition(filter, shape),
    order: order(options.get('$orderby'), shape),
    after,
    count: flag('$count', options.get('$count')),
    select: parseSelect(options.get('$select'), shape),
  }
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

function order(text: string | undefined, shape: ResourceShape): Order {
  if (text === undefined) return shape.order
  const [name = '', direction = 'asc', ...others] = text.trim().split(/\s+/)
  const way = direction.toLowerCase()
  if (!/^[\w/]+$/.test(name) || (way !== 'asc' && way !== 'desc') || others.length > 0) {
    throw refused('$orderby', "it is one property, then asc or desc if you like: 'displayName desc'")
  }
  const found = propertyNamed(shape, name)
  if (!found) throw refused('$orderby', `'${name}' is not a property of ${shape.name}`)
  const [property, declared] = found
  if (!declared.sort) throw refused('$orderby', `the property '${property}' cannot be sorted by`)
  return { property, descending: way === 'desc' }
}

/** The properties named in `$select`, each once, in their own spelling; undefined for all that is answered by default. */
export function parseSelect(text: string | undefined, shape: ResourceShape): readonly string[] | undefined {
  if (text === undefined || text.trim() === '*') return undefined
  const names = text.split(',').map((part) => {
    const name = part.trim()
    const found = name.includes('/') ? undefined : propertyNamed(shape, name)
    if (!found) throw refused('$select', `'${name.slice(0, 100)}' is not a property of ${shape.name}`)
    return found[0]
  })
  return [...new Set(names)]
}

/** Keeps of an answer what was selected, or the resource's default properties; annotations (`@odata.type`) stay. */
export function project(
  body: Readonly<Record<string, unknown>>,
  select: readonly string[] | undefined,
  shape: ResourceShape,
): Record<string, unknown> {
  const wanted = select ?? shape.defaults
  if (!wanted) return { ...body }
  return Object.fromEntries(Object.entries(body).filter(([key]) => key.startsWith('@') || wanted.includes(key)))
}
